import { mkdir, stat, writeFile as writeWhole } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import { CannotDo } from './context.ts';

/** Why the system refuses to write, by its error codes. */
const reasons: Readonly<Record<string, Localised>> = {
  EACCES: { zh: '没有写入权限', en: 'no permission to write there' },
  EPERM: { zh: '没有写入权限', en: 'no permission to write there' },
  EROFS: { zh: '该处只读', en: 'it is read-only there' },
  ENOENT: {
    zh: '其所在文件夹不存在，或不能在该处新建',
    en: 'its folder is not there, or none can be made there',
  },
  ENOTDIR: { zh: '路径中有一段是文件而不是文件夹', en: 'a part of the path is a file, not a folder' },
  EEXIST: { zh: '该处已有同名文件', en: 'a file of that name is in the way' },
  EISDIR: { zh: '这是文件夹，不是文件', en: 'it is a folder, not a file' },
  ENOSPC: { zh: '磁盘空间不足', en: 'the disk is full' },
  ENAMETOOLONG: { zh: '路径过长', en: 'the path is too long' },
};

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined;

/**
 * The refusal for a file or folder that the system does not let be written. What is no error of the system is a defect of
 * ours and comes back as it is.
 */
export const cannotWrite = (path: string, error: unknown): unknown => {
  const code = codeOf(error);
  if (code === undefined) return error;
  const reason = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  return new CannotDo(
    {
      zh: `无法写入 ${path}：${reason?.zh ?? code}；请换一个位置。`,
      en: `Cannot write ${path}: ${reason?.en ?? code}; choose another place.`,
    },
    { cause: error },
  );
};

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
};

/**
 * Makes a folder, and those above it, where there is none. Without `recursive` of Node, which where a folder is there and
 * can hold none (`/proc`) tries for ever and answers nothing.
 */
const makeFolders = async (path: string): Promise<void> => {
  if (await isFolder(path)) return;
  const above = dirname(path);
  if (above !== path) await makeFolders(above);
  try {
    await mkdir(path);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (codeOf(error) !== 'EEXIST' || !(await isFolder(path))) throw error;
  }
};

/** @throws {CannotDo} when the folder cannot be made */
export const makeFolder = async (path: string): Promise<void> => {
  try {
    await makeFolders(resolve(path));
  } catch (error) {
    throw cannotWrite(path, error);
  }
};

/** Writes a whole file into a folder that is there. @throws {CannotDo} when it cannot be written */
export const writeFile = async (path: string, content: string | Uint8Array): Promise<void> => {
  try {
    await writeWhole(path, content);
  } catch (error) {
    throw cannotWrite(path, error);
  }
};
