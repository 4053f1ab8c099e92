import { mkdtemp, readFile, rm, symlink, writeFile as writeWhole } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, writeFile } from '../../../cli/terminal/write-file.ts';

const folder = await mkdtemp(join(tmpdir(), 'gaoxin-write-'));
afterAll(() => rm(folder, { recursive: true }));
const at = (...names: string[]): string => join(folder, ...names);

describe('a folder', () => {
  it('is made with those above it, and may be there', async () => {
    await makeFolder(at('a', 'b', 'c'));
    await makeFolder(at('a', 'b', 'c'));
    await writeFile(at('a', 'b', 'c', 'f.txt'), '甲');
    expect(await readFile(at('a', 'b', 'c', 'f.txt'), 'utf8')).toBe('甲');
  });

  it('is refused where none can be made, with why', async () => {
    await writeWhole(at('file'), '');
    await expect(makeFolder(at('file'))).rejects.toMatchObject({
      zh: `无法写入 ${at('file')}：该处已有同名文件；请换一个位置。`,
      en: `Cannot write ${at('file')}: a file of that name is in the way; choose another place.`,
    });
    await expect(makeFolder(at('file', 'below'))).rejects.toMatchObject({
      zh: expect.stringContaining('路径中有一段是文件而不是文件夹'),
    });
    await symlink(at('nowhere', 'at', 'all'), at('link'));
    await expect(makeFolder(at('link', 'below'))).rejects.toMatchObject({
      zh: expect.stringContaining('该处已有同名文件'),
    });
  });

  // Node's own way of making folders tries for ever there.
  it.runIf(process.platform === 'linux')('is refused where the system makes none', async () => {
    await expect(makeFolder('/proc/x/y')).rejects.toMatchObject({
      zh: '无法写入 /proc/x/y：其所在文件夹不存在，或不能在该处新建；请换一个位置。',
      en: 'Cannot write /proc/x/y: its folder is not there, or none can be made there; choose another place.',
    });
  });
});

it('a file is refused where there is a folder, or none for it', async () => {
  await makeFolder(at('d'));
  await expect(writeFile(at('d'), '')).rejects.toMatchObject({ zh: expect.stringContaining('这是文件夹') });
  await expect(writeFile(at('none', 'f'), '')).rejects.toMatchObject({
    en: expect.stringContaining('its folder is not there'),
  });
});
