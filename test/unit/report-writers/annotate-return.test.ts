import { strToU8, zipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import type { Finding, FindingsReport } from '../../../shared/domain/rules/finding.ts';
import { aFinding, aFindingsReport } from '../../support/findings-reports.ts';
import { annotate, check, fillOf, part } from './annotated-workbooks.ts';

const ORANGE = 'FFF8B183';
const FIRST = 'xl/worksheets/sheet1.xml';

type Format = FindingsReport['file']['format'];

const reportOn = (format: Format, findings: readonly Finding[]): FindingsReport =>
  aFindingsReport(findings, {
    file: { name: 'f', bytes: 1, sha256: 'c'.repeat(64), format, encoding: null },
  });

const at = (sheet: string, a1: string): Finding =>
  aFinding({ cells: [{ sheet, a1, header: '', raw: '' }], fingerprint: a1.padStart(16, '0') });

const tables = async (workbook: Uint8Array) =>
  (await readXlsx(workbook)).sheets.map(({ name, rows }) => [name, rows] as const);

const links = (workbook: Uint8Array): readonly (string | undefined)[] =>
  [...part(workbook, 'xl/worksheets/findings1.xml').matchAll(/location="([^"]*)"/g)].map(([, to]) => to);

describe('a CSV', () => {
  const csv = 'code,value,previous\ncycle,2021\npark,"P\n021"\nemployees,-57460,007\nrevenue,=1+1,1e400\n';

  it('comes as a table at the addresses of the file, values as filed, no formulas', async () => {
    const name = '年报[2021]*终稿?的一个很长很长的文件名称超过三十一个字符.csv';
    const workbook = await annotate(strToU8(csv), reportOn('csv', [at(name, 'B4'), at(name, 'B5')]), name);
    const [[sheet, rows] = ['', []]] = await tables(workbook);
    expect(sheet).toBe('年报_2021__终稿_的一个很长很长的文件名称超过三十一个字');
    expect(sheet).toHaveLength(31);
    expect(rows).toEqual([
      ['code', 'value', 'previous'],
      ['cycle', 2021, null],
      ['park', 'P\n021', null],
      ['employees', -57460, '007'],
      ['revenue', '=1+1', '1e400'],
    ]);
    expect(part(workbook, FIRST)).not.toContain('<f>');
    for (const a1 of ['B4', 'B5']) expect(fillOf(workbook, FIRST, a1)).toBe(ORANGE);
    expect(links(workbook)).toEqual([`'${sheet}'!B4`, `'${sheet}'!B5`]);
  });

  it('of 2,000 lines comes whole', async () => {
    const lines = Array.from({ length: 1_999 }, (_, index) => `x${index},1`);
    const workbook = await annotate(
      strToU8(`code,value\n${lines.join('\n')}\n`),
      reportOn('csv', []),
      'f.csv',
    );
    const [[, rows] = ['', []], [, index] = ['', []]] = await tables(workbook);
    expect(rows).toHaveLength(2_000);
    expect(index[1]?.[0]).not.toContain('f.csv');
  });

  it('of more than 2,000 lines comes with its first line and those with findings', async () => {
    const lines = Array.from({ length: 2_500 }, (_, index) => `x${index},1`);
    const bytes = strToU8(`code,value\n${lines.join('\n')}\n`);
    const workbook = await annotate(
      bytes,
      reportOn('csv', [at('f.csv', 'B2'), at('f.csv', 'B2400')]),
      'f.csv',
    );
    const rows = [...part(workbook, FIRST).matchAll(/<row r="(\d+)"/g)].map(([, row]) => row);
    expect(rows).toEqual(['1', '2', '2400']);
    const [, [, index] = ['', []]] = await tables(workbook);
    expect(index[1]?.[0]).toContain(
      'f.csv 共 2,501 行，表中为首行和有问题的行，共 3 行 3 of 2,501 rows of f.csv: the first and those with findings',
    );
  });
});

it('a zip comes as one table a part', async () => {
  const bytes = zipSync({
    'data/inputs.csv': strToU8('code,value\nemployees,5\n'),
    'data/enterprises.csv': strToU8('uscc,qc05_0\n91110108551385082Q,-3\n'),
    '__MACOSX/inputs.csv': strToU8('junk'),
  });
  const workbook = await annotate(bytes, reportOn('zip', [at('enterprises.csv', 'B2')]));
  expect((await tables(workbook)).map(([name]) => name)).toEqual([
    'inputs.csv',
    'enterprises.csv',
    '审核结果 Findings',
  ]);
  expect(fillOf(workbook, 'xl/worksheets/sheet2.xml', 'B2')).toBe(ORANGE);
});

describe('a JSON', () => {
  const json = JSON.stringify({
    format: 'gaoxin-return@1',
    cycle: '2021',
    park: 'P021',
    inputs: { employees: { value: -57460, previous: '=1' }, revenue: 12.5, 'a/b~c': { value: 1 } },
    enterprises: [
      { uscc: '91110108551385082Q', qc05_0: 3 },
      { uscc: '110108198001011234', qc06: { x: 1 } },
    ],
  });

  it('comes as a table a member, findings at the places of their pointers', async () => {
    const findings = [
      at('inputs', '/inputs/employees/previous'),
      at('inputs', '/inputs/revenue'),
      at('inputs', '/inputs/a~1b~0c/value'),
      at('enterprises', '/enterprises/1/qc06'),
      at('park', '/park'),
      at('nowhere', '/nowhere/1'),
    ];
    const workbook = await annotate(strToU8(json), reportOn('json', findings));
    expect(await tables(workbook)).toMatchObject([
      [
        'return',
        [
          ['member', 'value'],
          ['format', 'gaoxin-return@1'],
          ['cycle', 2021],
          ['park', 'P021'],
        ],
      ],
      [
        'inputs',
        [
          ['code', 'value', 'previous'],
          ['employees', -57460, '=1'],
          ['revenue', 12.5, null],
          ['a/b~c', 1, null],
        ],
      ],
      [
        'enterprises',
        [
          ['index', 'uscc', 'qc05_0', 'qc06'],
          [0, '91110108551385082Q', 3, null],
          [1, '110108198001011234', null, '{"x":1}'],
        ],
      ],
      ['审核结果 Findings', expect.anything()],
    ]);
    expect(links(workbook)).toEqual([
      "'inputs'!C2",
      "'inputs'!B3",
      "'inputs'!B4",
      "'enterprises'!D3",
      "'return'!B4",
    ]);
  });

  it('with a long table shows its first row and those with findings', async () => {
    const records = Array.from({ length: 2_000 }, (_, index) => ({
      [index === 1_999 ? 'late' : 'uscc']: 'x',
    }));
    const bytes = strToU8(JSON.stringify({ enterprises: records }));
    const findings = [at('enterprises', '/enterprises/3/uscc'), at('enterprises', '/enterprises/1999/late')];
    const workbook = await annotate(bytes, reportOn('json', findings));
    const sheet = part(workbook, 'xl/worksheets/sheet2.xml');
    const cells = [...sheet.matchAll(/<c r="(\w+)"[^>]*>(?:<is><t[^>]*>|<v>)([^<]*)</g)];
    expect(cells.map(([, a1, text]) => `${a1} ${text}`)).toEqual([
      'A1 index',
      'B1 uscc',
      'C1 late',
      'A5 3',
      'B5 x',
      'A2001 1999',
      'C2001 x',
    ]);
    expect(links(workbook)).toEqual(["'enterprises'!B5", "'enterprises'!C2001"]);
    const [, , [, index] = ['', []]] = await tables(workbook);
    expect(index[1]?.[0]).toContain('3 of 2,001 rows of enterprises');
  });

  it('with a member repeated marks the first, as the reader does', async () => {
    const twice = '{"inputs":{"employees":{"value":1},"employees":{"value":2}},"__proto__":{"x":1}}';
    const workbook = await annotate(
      strToU8(twice),
      reportOn('json', [at('inputs', '/inputs/employees/value')]),
    );
    expect(links(workbook)).toEqual(["'inputs'!B2"]);
    expect((await tables(workbook)).map(([name]) => name)).toContain('__proto__');
  });
});

it.each([
  ['an empty file', new Uint8Array()],
  ['a broken archive', strToU8('PK\u0003\u0004 broken')],
  ['a PDF', strToU8('%PDF-1.7')],
  ['broken JSON', strToU8('{"inputs":')],
])('%s comes as the list of findings alone', async (_, bytes) => {
  const report = await check(bytes);
  expect(report.verdict).toBe('rejected');
  const workbook = await annotate(bytes, report);
  const [[name, rows] = ['', []], ...others] = await tables(workbook);
  expect([name, others]).toEqual(['审核结果 Findings', []]);
  expect(rows.at(-1)?.[0]).toBe('拒收 reject');
});
