import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { exactNumber, inertText } from '../../../shared/adapters/report-writers/formula-injection.ts';
import { writeFindingsCsv } from '../../../shared/adapters/report-writers/write-findings-csv.ts';
import type { FindingsReport } from '../../../shared/domain/rules/finding.ts';
import { aFinding, aFindingsReport } from '../../support/findings-reports.ts';

const csv = (report: FindingsReport): string => [...writeFindingsCsv(report)].join('');

describe('findings as CSV', () => {
  it('has a BOM, a header in both languages and a row for each cell, the gravest first', () => {
    const text = csv(
      aFindingsReport([
        aFinding({ rule: 'R-P-004', severity: 'query', fingerprint: '12345678901234e5', cells: [] }),
        aFinding({
          cells: [
            { sheet: '园区填报项', a1: 'E2', header: '营业收入, 千元', raw: '-12.50' },
            { sheet: '园区填报项', a1: 'D2', header: '=HYPERLINK("x")', raw: "@SUM(1+1)\n'" },
          ],
        }),
      ]),
    );
    expect(text.startsWith('\ufeff规则 rule,')).toBe(true);
    const [header, ...rows] = parse(text, { bom: true });
    expect(header).toEqual([
      '规则 rule',
      '级别 severity_zh',
      '级别 severity_en',
      '填报对象 entity',
      '工作表 sheet',
      '单元格 cell',
      '表头 header',
      '填报值 raw',
      '问题 message_zh',
      '问题 message_en',
      '问题编号 fingerprint',
    ]);
    const messages = ['“从业人员”为 -57,460，请更正。', '“Employees” is -57,460: correct it.'];
    const about = ['R-A-001', '强制性', 'mandatory', 'P021', '园区填报项'];
    expect(rows).toEqual([
      [...about, 'E2', '营业收入, 千元', '-12.50', ...messages, '4e51c150ed0e5ab7'],
      [...about, 'D2', '\'=HYPERLINK("x")', "'@SUM(1+1)\n'", ...messages, '4e51c150ed0e5ab7'],
      // A fingerprint that a spreadsheet program would read as a number keeps its #.
      ['R-P-004', '核实性', 'query', 'P021', '', '', '', '', ...messages, '#12345678901234e5'],
    ]);
  });
});

describe('text that a spreadsheet program would run', () => {
  it.each([
    '=1+1',
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '\u3000=1',
    '＝1+1',
    '＋1+1',
    '－1+1',
    '＠SUM',
    '-',
    '+',
    '+e5',
    '-A1',
    "=cmd|' /C calc'!A0",
    '-1,2,3',
    '+2e725',
  ])('%j gets an apostrophe', (text) => expect(inertText(text)).toBe(`'${text}`));

  it.each(['-5', '+5', '-1,234.50', '-.5', '-1e-7', '-57460', '', '营业收入', 'a=b', '007', "'=1"])(
    '%j stays as it is',
    (text) => expect(inertText(text)).toBe(text),
  );
});

describe('values as filed in a workbook', () => {
  it.each([
    ['-5.20', -5.2],
    ['0', 0],
    ['404283866', 404_283_866],
    ['60311452.29', 60_311_452.29],
    ['1e5', 100_000],
    ['007', null],
    ['91110108551385082Q', null],
    ['110108198001011234', null],
    ['0.1234567890123456', null],
    ['1,234', null],
    ['=1', null],
    [' 5', null],
    ['+5', null],
    ['', null],
    ['1e999', null],
  ])('%j is the number %j', (text, number) => expect(exactNumber(text)).toBe(number));
});
