import { link, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireSafeReports, writeReports } from '../../../cli/verbs/write-reports.ts';
import { aFinding, aFindingsReport } from '../../support/findings-reports.ts';
import { aStyledWorkbook, inputsXml } from './annotated-workbooks.ts';

let folder: string;
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gaoxin-reports-'));
  await writeFile(path('in.xlsx'), 'x');
  await writeFile(path('last.xlsx'), 'y');
  await symlink(path('in.xlsx'), path('soft.xlsx'));
  await link(path('in.xlsx'), path('hard.xlsx'));
  await mkdir(path('folder'));
});
afterAll(() => rm(folder, { recursive: true }));

const refusal = (options: Record<string, string>, files: readonly string[] = ['in.xlsx']): Promise<unknown> =>
  requireSafeReports(
    Object.fromEntries(Object.entries(options).map(([flag, name]) => [flag, path(name)])),
    files.map(path),
  );

describe('reports are refused before anything is read', () => {
  it.each(['report', 'annotate', 'csv'])('--%s for several files', async (flag) => {
    await expect(refusal({ [flag]: 'out' }, ['in.xlsx', 'last.xlsx'])).rejects.toMatchObject({
      name: 'CannotDo',
      zh: `--${flag} 一次只能用于一个文件，当前给了 2 个；请逐个审核。`,
    });
  });

  it.each(['in.xlsx', './folder/../in.xlsx', 'soft.xlsx', 'hard.xlsx', 'last.xlsx'])(
    'over a file that is read: %s',
    async (name) => {
      await expect(refusal({ annotate: name, previous: 'last.xlsx' })).rejects.toMatchObject({
        name: 'CannotDo',
        en: expect.stringContaining('nothing is written over it'),
      });
    },
  );

  it('over one another', async () => {
    await expect(refusal({ report: 'out', csv: 'folder/../out' })).rejects.toMatchObject({
      name: 'CannotDo',
    });
  });

  it('not where each has a name of its own', async () => {
    await expect(
      refusal({ report: 'a', csv: 'b', annotate: 'c', previous: 'last.xlsx' }),
    ).resolves.toBeUndefined();
    await expect(refusal({}, ['in.xlsx', 'last.xlsx'])).resolves.toBeUndefined();
  });
});

describe('reports are written', () => {
  const file = { name: '年报.xlsx', bytes: aStyledWorkbook({ part: inputsXml() }) };
  const report = aFindingsReport([aFinding()]);

  it('to the names given', async () => {
    const options = { report: path('out.html'), annotate: path('out.xlsx'), csv: path('out.csv') };
    expect(await writeReports(file, report, options, 'en')).toEqual(Object.values(options));
    expect(await readFile(options.report, 'utf8')).toContain('<html lang="en">');
    expect(await readFile(options.csv, 'utf8')).toContain('4e51c150ed0e5ab7');
    expect((await readFile(options.annotate)).subarray(0, 2).toString()).toBe('PK');
  });

  it.each([
    ['folder', '这是文件夹，不是文件'],
    ['no-folder/out', '其所在文件夹不存在'],
  ])('or one sentence says why not: %s', async (name, why) => {
    for (const flag of ['report', 'annotate', 'csv']) {
      await expect(writeReports(file, report, { [flag]: path(name) }, 'zh')).rejects.toMatchObject({
        name: 'CannotDo',
        zh: expect.stringContaining(`无法写入 ${path(name)}：${why}`),
      });
    }
  });
});
