import { CAPS } from './caps.ts';
import { damaged, tooLarge, UnreadableContent } from './unreadable-content.ts';

/** One entry as the archive's central directory lists it: the view that spreadsheet programs have of the file. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc32: number;
  /** Declared sizes: compared with what is read, never allocated. */
  readonly compressedBytes: number;
  readonly inflatedBytes: number;
  readonly offset: number;
  readonly encrypted: boolean;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_LOCATOR = 0x07064b50;
const CENTRAL = 0x02014b50;
const MARKED_64 = 0xffffffff;

const truncated = (): UnreadableContent =>
  new UnreadableContent('readable', {
    zh: '不完整或已损坏的内容（压缩包目录缺失，文件可能没有上传或保存完整）',
    en: 'incomplete or damaged content (the archive has no directory: the file was perhaps cut off)',
  });

const findEnd = (view: DataView): number => {
  // The end record is 22 bytes and may be followed by a comment of at most 65,535 bytes.
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === END && at + 22 + view.getUint16(at + 20, true) === view.byteLength)
      return at;
  }
  throw truncated();
};

/** A 64-bit number as a JavaScript number; beyond 2^53 it is past the end of any file and refused as such. */
const uint64 = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

const directoryStart = (view: DataView, end: number): { at: number; end: number } => {
  const at = view.getUint32(end + 16, true);
  const locator = end - 20;
  if (at !== MARKED_64 || locator < 0 || view.getUint32(locator, true) !== END_64_LOCATOR) return { at, end };
  const record = uint64(view, locator + 8);
  if (record + 56 > end || view.getUint32(record, true) !== END_64) throw truncated();
  return { at: uint64(view, record + 48), end: record };
};

/** Names without the UTF-8 flag are usually GBK when made on a Chinese Windows; ASCII reads the same in all. */
const decodeName = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
};

const sizesOf = (view: DataView, at: number, extraAt: number, extraEnd: number) => {
  let compressedBytes = view.getUint32(at + 20, true);
  let inflatedBytes = view.getUint32(at + 24, true);
  let offset = view.getUint32(at + 42, true);
  for (let field = extraAt; field + 4 <= extraEnd; ) {
    const length = view.getUint16(field + 2, true);
    if (view.getUint16(field, true) === 1) {
      let value = field + 4;
      const next = (): number => {
        if (value + 8 > Math.min(extraEnd, field + 4 + length)) throw truncated();
        value += 8;
        return uint64(view, value - 8);
      };
      if (inflatedBytes === MARKED_64) inflatedBytes = next();
      if (compressedBytes === MARKED_64) compressedBytes = next();
      if (offset === MARKED_64) offset = next();
    }
    field += 4 + length;
  }
  return { compressedBytes, inflatedBytes, offset };
};

/**
 * Entries of an archive from its central directory, folders left out.
 *
 * The directory is walked here and not by fflate's streaming `Unzip`, which reads local headers only: a file could
 * then show other contents to us than to Excel, and entries with data descriptors end wherever their compressed bytes
 * happen to look like a signature.
 *
 * @throws UnreadableContent where the directory is missing, damaged, too long, or names a part twice.
 */
export const readZipDirectory = (bytes: Uint8Array): readonly ZipEntry[] => {
  if (bytes.length < 22) throw truncated();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { at: start, end } = directoryStart(view, findEnd(view));
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let at = start;
  while (at + 46 <= end && view.getUint32(at, true) === CENTRAL) {
    const nameLength = view.getUint16(at + 28, true);
    const extraAt = at + 46 + nameLength;
    const extraEnd = extraAt + view.getUint16(at + 30, true);
    const next = extraEnd + view.getUint16(at + 32, true);
    if (next > end) throw truncated();
    const name = decodeName(bytes.subarray(at + 46, extraAt))
      .replaceAll('\\', '/')
      .replace(/^\/+/, '');
    if (!name.endsWith('/')) {
      if (entries.length >= CAPS.parts) {
        throw tooLarge(
          name,
          `压缩包内超过 ${CAPS.parts} 个文件`,
          `more than ${CAPS.parts} files in the archive`,
        );
      }
      const key = name.toLowerCase();
      if (names.has(key)) throw damaged(name, '同名部分出现两次', 'the archive holds it twice');
      names.add(key);
      entries.push({
        name,
        method: view.getUint16(at + 10, true),
        crc32: view.getUint32(at + 16, true),
        ...sizesOf(view, at, extraAt, extraEnd),
        encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      });
    }
    at = next;
  }
  if (at !== end || entries.length === 0) throw truncated();
  return entries;
};
