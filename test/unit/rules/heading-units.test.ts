import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { checkReturn } from '../../../shared/domain/rules/check-return.ts';
import { aCheckContext } from '../../support/a-filed-return.ts';
import { aRecordsReturn, recordsPark } from '../../support/a-records-return.ts';

/** Findings on units, and whatever else a changed head of enterprises.csv breaks. */
const found = async (change: (lines: string[], columns: readonly string[]) => readonly string[]) => {
  const files = unzipSync(await aRecordsReturn({}));
  const lines = strFromU8(files['enterprises.csv'] ?? new Uint8Array()).split(/\r?\n/);
  const columns = (lines[0] ?? '').replace(/^\ufeff/, '').split(',');
  files['enterprises.csv'] = strToU8(change(lines, columns).join('\n'));
  const outcome = await readReturn({ name: 'f.zip', bytes: zipSync(files) });
  const { report } = checkReturn(outcome, aCheckContext({ park: recordsPark }));
  return report.findings.map(({ rule, cells, parameters }) => [
    rule,
    `${cells[0]?.a1} ${cells[0]?.raw}`,
    `${parameters.v} ≠ ${parameters.t}`,
  ]);
};

/** The head with one column under another name. */
const headed = (name: string) => (lines: string[], columns: readonly string[]) => [
  columns.map((code) => (code === 'qc05_0' ? name : code)).join(','),
  ...lines.slice(1),
];

/** A row below the head: a unit for some columns. */
const unitRow =
  (units: Readonly<Record<string, string>>) => (lines: string[], columns: readonly string[]) => [
    ...lines.slice(0, 1),
    columns.map((code) => units[code] ?? '').join(','),
    ...lines.slice(1),
  ];

const noted = (note: string) => (lines: string[]) => [`"${note}"`, '', ...lines];

const columnOf = async (code: string): Promise<string> => {
  let letter = '';
  await found((lines, columns) => {
    const at = columns.indexOf(code);
    letter =
      (at < 26 ? '' : String.fromCharCode(64 + Math.floor(at / 26))) + String.fromCharCode(65 + (at % 26));
    return lines;
  });
  return letter;
};

describe('R-F-007 reads a unit wherever people write it', () => {
  it.each([
    '营业收入（万元）',
    '营业收入/万元',
    '营业收入：万元',
    '营业收入 万元',
    '"营业收入,万元"',
    '营业收入万元',
  ])('in the header: %s', async (header) => {
    const raw = header.replaceAll('"', '');
    expect(await found(headed(header))).toEqual([
      ['R-F-007', `${await columnOf('qc05_0')}1 ${raw}`, '万元 ≠ 千元'],
    ]);
  });

  it('in a row of units below the header, that of other units too', async () => {
    const letter = await columnOf('qc05_0');
    const units = { qc05_0: '亿元', qd01: '人', qc02: '千元' };
    expect(await found(unitRow(units))).toEqual([['R-F-007', `${letter}2 亿元`, '亿元 ≠ 千元']]);
  });

  it('in a note above the table, for every column that is not usually in another unit', async () => {
    const broken = await found(noted('单位：万元'));
    expect(new Set(broken.map(([rule, cell, units]) => `${rule} ${cell} ${units}`))).toEqual(
      new Set(['R-F-007 A1 单位：万元 万元 ≠ 千元']),
    );
    expect(broken.length).toBeGreaterThan(50);
  });
});

describe('R-F-007 accuses nobody', () => {
  it.each([
    ['whose header says the right unit', headed('营业收入，人民币千元')],
    ['whose header says two', headed('营业收入（千元/万元）')],
    ['whose header says when', headed('营业收入（年）')],
    ['whose row of units is right', unitRow({ qc05_0: '千元', qd01: '人', qb04_0: '万元' })],
    ['whose note is right', noted('单位：千元')],
    ['whose note names an office', noted('填报单位：某某高新区管委会')],
    ['whose note is of another kind', noted('本表由各单位填报，金额见说明')],
  ])('%s', async (_, change) => {
    expect(await found(change)).toEqual([]);
  });

  it('a header’s own unit goes before the note', async () => {
    const change = (lines: string[], columns: readonly string[]) =>
      noted('单位：万元')([...headed('营业收入（千元）')(lines, columns)]);
    const broken = await found(change);
    expect(broken.length).toBeGreaterThan(50);
    const all = await found(noted('单位：万元'));
    expect(all).toHaveLength(broken.length + 1);
  });
});
