import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import returnFields from '../../shared/data/return-fields.json' with { type: 'json' };
import type { Finding, FindingsReport } from '../../shared/domain/rules/finding.ts';
import { utf8 } from '../support/workbooks.ts';
import { checkApart } from './checked-apart.ts';
import { rawZip } from './raw-zip.ts';
import { wholeCsv } from './whole-return.ts';

const RECORDS = 30_000;
const fields = returnFields.filter(({ table }) => !table.startsWith('GQ-004'));
const numbers = fields.filter(({ unit }) => unit !== '').length;

/** 30,000 enterprises of which every field holds `content`. */
const everyField = (content: string): Uint8Array => {
  const header = ['uscc', 'name', ...fields.map(({ code }) => code)];
  const rows = Array.from({ length: RECORDS }, (_, at) =>
    header.map((code) => (code === 'uscc' ? `X${at}` : content)).join(','),
  );
  return rawZip([
    { name: 'inputs.csv', data: wholeCsv() },
    { name: 'enterprises.csv', data: utf8([header.join(','), ...rows].join('\n')) },
  ]);
};

const directory = mkdtempSync(join(tmpdir(), 'gaoxin-corpus-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('millions of findings are counted, the first of each field listed, and it is said', async () => {
  writeFileSync(join(directory, 'a.zip'), everyField('abc'));
  const { status, signal, stderr, stdout, cpuSeconds, peakMegabytes } = await checkApart(directory, [
    'a.zip',
    '--json',
  ]);
  expect([status, signal, stderr]).toEqual([1, null, '']);
  const report: FindingsReport & { readonly findings: readonly Finding[] } = JSON.parse(stdout);
  expect([report.verdict, report.truncated]).toEqual(['rejected', true]);
  const listed = (rule: string) => report.findings.filter((finding) => finding.rule === rule).length;
  // No field is a number, no credit code is one.
  expect(listed('R-T-001') + (report.omitted?.['R-T-001'] ?? 0)).toBe(numbers * RECORDS);
  expect(listed('R-T-008') + (report.omitted?.['R-T-008'] ?? 0)).toBe(RECORDS);
  expect(listed('R-T-001')).toBe(numbers * 100);
  const omitted = Object.values(report.omitted ?? {}).reduce((sum, count) => sum + count, 0);
  const counted = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
  expect(report.findings.length + omitted).toBe(counted);
  expect(cpuSeconds).toBeLessThanOrEqual(5);
  expect(peakMegabytes).toBeLessThanOrEqual(512);
});

test('on a terminal too', async () => {
  writeFileSync(join(directory, 'b.zip'), everyField('abc'));
  const { status, stdout } = await checkApart(directory, ['b.zip', '--locale', 'zh']);
  expect(status).toBe(1);
  expect(stdout).toContain(`R-T-001  该规则共 ${(numbers * RECORDS).toLocaleString('en')} 处，显示前 20`);
  expect(stdout).toContain('问题超过 1,000,000 处，未全部列出');
});
