import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import returnFields from '../../shared/data/return-fields.json' with { type: 'json' };
import { utf8 } from '../support/workbooks.ts';
import { checkApart } from './checked-apart.ts';
import { rawZip } from './raw-zip.ts';
import { wholeCsv } from './whole-return.ts';

const RECORDS = 30_000;
const fields = returnFields.filter(({ table }) => !table.startsWith('GQ-004'));
const numbers = fields.filter(({ unit }) => unit !== '');

/** 30,000 enterprises of which each of these fields holds `content`. */
const inFields = (content: string, codes: readonly string[]): Uint8Array => {
  const header = ['uscc', 'name', ...codes];
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

test('of a return with millions of findings each is counted', async () => {
  writeFileSync(
    join(directory, 'a.zip'),
    inFields(
      'abc',
      fields.map(({ code }) => code),
    ),
  );
  const { status, signal, stdout, cpuSeconds, peakMegabytes } = await checkApart(directory, [
    'a.zip',
    '--locale',
    'zh',
  ]);
  expect([status, signal]).toEqual([1, null]);
  // No field is a number, no credit code is one.
  const count = (numbers.length * RECORDS).toLocaleString('en');
  expect(stdout).toContain(`R-T-001  该规则共 ${count} 处，显示前 20`);
  expect(stdout).toContain(`R-T-008  该规则共 ${RECORDS.toLocaleString('en')} 处，显示前 20`);
  expect(cpuSeconds).toBeLessThanOrEqual(5);
  expect(peakMegabytes).toBeLessThanOrEqual(512);
});

test('and each of more than a million is listed', async () => {
  const wrong = numbers.slice(0, 36).map(({ code }) => code);
  writeFileSync(join(directory, 'b.zip'), inFields('abc', wrong));
  const { status, signal, peakMegabytes } = await checkApart(directory, ['b.zip', '--csv', 'b.csv'], 150);
  expect([status, signal]).toEqual([1, null]);
  const listed = new Set<string>();
  for await (const line of createInterface(createReadStream(join(directory, 'b.csv')))) {
    const [rule, , , , , cell = ''] = line.split(',');
    if (rule === 'R-T-001') listed.add(cell);
  }
  expect(listed.size).toBe(wrong.length * RECORDS);
  expect(peakMegabytes).toBeLessThanOrEqual(512);
}, 180_000);
