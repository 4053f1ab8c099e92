import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding, FindingsReport } from '../../shared/domain/rules/finding.ts';
import { catalogue } from './catalogue.ts';
import { type CheckedApart, checkApart } from './checked-apart.ts';
import { corpus } from './corpus.ts';
import type { CorpusFile } from './corpus-file.ts';
import { largeFiles } from './large-files.ts';

const LIMITS = { cpuSeconds: 5, megabytes: 512 };
const files = corpus.flatMap((kind) => kind.files);
const directory = mkdtempSync(join(tmpdir(), 'gaoxin-corpus-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A finding as the corpus writes it. */
const placed = ({ rule, cells }: Finding): string =>
  [rule, ...cells.map(({ sheet, a1, raw }) => (a1 + raw === '' ? sheet : `${sheet}!${a1}=${raw}`))].join(' ');

const made = async (one: CorpusFile): Promise<number> => {
  const bytes = await one.bytes();
  writeFileSync(join(directory, one.file), bytes);
  return bytes.length;
};

test('names and descriptions are unique', () => {
  expect(files.length).toBeGreaterThanOrEqual(40);
  expect(new Set(files.map(({ file }) => file)).size).toBe(files.length);
});

test('README.md is the catalogue', async () => {
  await expect(catalogue()).toMatchFileSnapshot('README.md');
});

describe.each(corpus)('$title', ({ files: ofKind }) => {
  test.concurrent.each(ofKind)('$file', async (one) => {
    const bytes = await made(one);
    const checked = await checkApart(directory, [one.file, '--json']);
    expect([checked.signal, checked.stderr]).toEqual([null, '']);
    const report: FindingsReport & { readonly findings: readonly Finding[] } = JSON.parse(checked.stdout);
    expect(report.findings.map(placed).toSorted()).toEqual(one.findings.toSorted());
    expect([checked.status, report.verdict]).toEqual([one.verdict === 'accepted' ? 0 : 1, one.verdict]);
    expect(report.file).toMatchObject({
      name: one.file,
      bytes,
      format: one.format,
      encoding: one.encoding ?? null,
    });
    if (one.refusal) {
      expect(report.findings[0]?.parameters.what).toEqual({
        zh: expect.stringContaining(one.refusal.zh),
        en: expect.stringContaining(one.refusal.en),
      });
    }
    expect(checked.cpuSeconds).toBeLessThanOrEqual(LIMITS.cpuSeconds);
    expect(checked.peakMegabytes).toBeLessThanOrEqual(LIMITS.megabytes);
  });
});

describe('on a terminal', () => {
  const asText = new Map<string, CheckedApart>();
  const small = files.filter((one) => !largeFiles.includes(one));

  beforeAll(async () => {
    for (const one of small) await made(one);
    for (const locale of ['zh', 'en']) {
      asText.set(locale, await checkApart(directory, [...small.map(({ file }) => file), '--locale', locale]));
    }
  });

  test.each(['zh', 'en'])('says it in %s, with every message filled in and never a stack trace', (locale) => {
    const { status, stdout, stderr } = asText.get(locale) ?? expect.fail('not checked');
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).not.toMatch(/^\s+at .+:\d+|Error:|undefined|\[object |\{\w+\}/m);
    for (const { file, findings, refusal } of small) {
      expect(stdout).toContain(file);
      for (const finding of findings.slice(0, 5)) expect(stdout).toContain(finding.split(' ')[0]);
      if (refusal) expect(stdout).toContain(locale === 'zh' ? refusal.zh : refusal.en);
    }
  });

  test.each([
    ['no such file.xlsx', '找不到文件', 'There is no file'],
    ['a folder', '是文件夹', 'is a folder'],
  ])('%s: could not be done', async (name, zh, en) => {
    mkdirSync(join(directory, 'a folder'), { recursive: true });
    for (const [locale, sentence] of [
      ['zh', zh],
      ['en', en],
    ] as const) {
      const { status, stdout, stderr } = await checkApart(directory, [name, '--json', '--locale', locale]);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(sentence)]);
    }
  });
});
