import { describe, expect, it } from 'vitest';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { encodeGb18030 } from '../../../shared/adapters/writers/gb18030.ts';
import { writeReturn } from '../../../shared/adapters/writers/write-return.ts';
import { decimalText } from '../../../shared/domain/expressions/decimal.ts';
import { isExact, NOT_APPLICABLE } from '../../../shared/domain/expressions/value.ts';
import { cellValue } from '../../../shared/domain/records/cell-value.ts';
import type { RecordTable } from '../../../shared/domain/records/record-table.ts';
import { filedOf } from '../../support/read-outcomes.ts';
import { utf8, zipOf } from '../../support/workbooks.ts';

/** What is typed, and what it says in a number column and in a text column. */
const CELLS: readonly (readonly [typed: string, number: string | null, text: string | null])[] = [
  ['0', '0', '0'],
  ['007', '7', '007'],
  ['-12.50', '-12.5', '-12.50'],
  ['1234567890123456', '1234567890123456', '1234567890123456'],
  ['9007199254740993', '9007199254740993', '9007199254740993'],
  ['1234567890123456.78', '1234567890123456.78', '1234567890123456.78'],
  ['110101199003074514', '110101199003074514', '110101199003074514'],
  ['0.000000000000001', '0.000000000000001', '0.000000000000001'],
  ['1,234', '1234', '1,234'],
  ['１２３', '123', '123'],
  ['1e3', '1000', '1e3'],
  ['-0', '0', '-0'],
  ['N/A', 'N/A', 'N/A'],
  ['不适用', 'N/A', 'N/A'],
  ['约200', '“约200”', '约200'],
  ['12O0', '“12O0”', '12O0'],
  ['1.', '“1.”', '1.'],
  [' ', null, null],
  // NFKC makes the full-width comma and semicolon narrow ones.
  ['中，""；', '“中,"";”', '中,"";'],
];

const said = (table: RecordTable, code: string, row: number): string | null => {
  const column = table.column(code);
  const value = column === undefined ? null : cellValue(table, column, row);
  if (value === NOT_APPLICABLE) return 'N/A';
  if (isExact(value)) return decimalText(value);
  return value === null ? null : column?.kind === 'number' ? `“${String(value)}”` : String(value);
};

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const csv = CELLS.map(([typed], row) => `U${row},${quoted(typed)},${quoted(typed)},end`).join('\r\n');
const archive = (encode: (text: string) => Uint8Array): Uint8Array =>
  zipOf([
    ['inputs.csv', utf8('code,value\n')],
    ['enterprises.csv', encode(`uscc,qc05_0,qb13,qb03_0\r\n${csv}`)],
  ]);
const written = (format: 'xlsx' | 'json') =>
  writeReturn(format, {
    cycle: '2021',
    park: 'P021',
    template: 'gx46-2021@1',
    inputs: new Map(),
    enterprises: {
      columns: ['uscc', 'qc05_0', 'qb13', 'qb03_0'],
      rows: CELLS.map(([typed], row) => [`U${row}`, typed, typed, 'end']),
    },
  });

describe.each([
  ['UTF-8', async () => archive(utf8)],
  ['GB18030', async () => archive(encodeGb18030)],
  ['a workbook', () => written('xlsx')],
  ['JSON', () => written('json')],
] as const)('a cell in %s', (_, bytes) => {
  it('comes back exactly, as a value and as filed', async () => {
    const table = filedOf(await readReturn({ name: 'f', bytes: await bytes() })).records?.enterprises;
    if (!table) throw new Error('no enterprises');
    for (const [row, [typed, number, text]] of CELLS.entries()) {
      expect([typed, said(table, 'qc05_0', row), said(table, 'qb13', row)]).toEqual([typed, number, text]);
      for (const code of ['qc05_0', 'qb13']) {
        const column = table.column(code);
        expect(column === undefined ? null : table.raw(column, row)).toBe(typed);
      }
    }
  });
});

it('a GB18030 character of four bytes, two of them digits, is not split', async () => {
  const bytes = Uint8Array.from([
    ...utf8('uscc,name,qc05_0\nU1,'),
    ...[0x95, 0x32, 0x82, 0x36, 0x81, 0x30, 0x81, 0x30, 0xd6, 0xd0],
    ...utf8(',12\nU2,'),
    ...[0xb9, 0xab, 0xcb, 0xbe],
    ...utf8(',"3,4"\n'),
  ]);
  const file = zipOf([
    ['inputs.csv', utf8('code,value\n')],
    ['enterprises.csv', bytes],
  ]);
  const table = filedOf(await readReturn({ name: 'f', bytes: file })).records?.enterprises;
  if (!table) throw new Error('no enterprises');
  const name = table.column('name');
  // Code points by the mapping of GB 18030-2022: 95328236 is U+20000, 81308130 is U+0080.
  expect(name === undefined ? '' : table.raw(name, 0)).toBe('\u{20000}\u0080中');
  expect([said(table, 'qc05_0', 0), said(table, 'name', 1), said(table, 'qc05_0', 1)]).toEqual([
    '12',
    '公司',
    '“3,4”',
  ]);
});
