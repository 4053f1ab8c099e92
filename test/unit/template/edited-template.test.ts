import { type CellValue, readXlsx, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { VALID_INPUTS, VALID_PREVIOUS } from '../../support/a-filed-return.ts';
import { filedOf } from '../../support/read-outcomes.ts';
import {
  aTemplate,
  check,
  type Filling,
  filledCells,
  fillInputs,
  judgement,
  PARTS,
  typeInto,
} from './template-cells.ts';

type Rows = readonly (readonly CellValue[])[];
/** What somebody did to a sheet: its rows, and what else the file says of it. */
type Edit = (rows: Rows) => { readonly rows: Rows } & Partial<Omit<WriteSheet, 'name' | 'rows'>>;

const INPUTS = '园区填报项';
/** Guide, title and counter stand above the header in row 4 of the inputs. */
const HEADER = 3;

const squared = (rows: Rows): CellValue[][] => {
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? null));
};
const insertColumn = (rows: Rows, at: number): Rows =>
  squared(rows).map((row) => [...row.slice(0, at), null, ...row.slice(at)]);
const insertRow = (rows: Rows, at: number): Rows => [...rows.slice(0, at), [], ...rows.slice(at)];
const beside = (rows: Rows, row: number, column: number, note: string): Rows =>
  squared(rows).map((cells, index) => {
    const wide: CellValue[] = Array.from(
      { length: Math.max(cells.length, column + 1) },
      (_, c) => cells[c] ?? null,
    );
    return wide.map((value, c) => (index === row && c === column ? note : value));
  });

const reversed: Edit = (rows) => ({ rows: squared(rows).map((row) => row.toReversed()) });
const blankRows: Edit = (rows) => ({
  rows: [HEADER + 9, HEADER + 2, HEADER + 1, HEADER, 0].reduce(insertRow, rows),
});
const blankColumns: Edit = (rows) => ({ rows: [5, 4, 0, 0].reduce(insertColumn, rows) });
const hiddenColumns: Edit = (rows) => ({
  rows,
  columns: squared(rows)[0]?.map((_, column) => ({ hidden: column !== 5 })) ?? [],
});
const mergedTitles: Edit = (rows) => ({
  rows: [['二〇二一年度年报（定稿）'], [], ...rows],
  merges: [
    { startRow: 0, startCol: 0, endRow: 1, endCol: 9 },
    { startRow: 2, startCol: 0, endRow: 2, endCol: 9 },
  ],
});
const notes: Edit = (rows) => ({
  rows: [
    ...beside(beside(rows, HEADER + 3, 11, '张工：已与税务核对'), HEADER + 20, 12, '待复核 12345'),
    [],
    ['注：本表数据来自统计台账。'],
  ],
});
const everything: Edit = (rows) => ({
  rows: [reversed, notes, blankRows].reduce((done: Rows, edit) => edit(done).rows, rows),
});

const edits: readonly (readonly [string, Edit])[] = [
  ['inserted blank rows', blankRows],
  ['inserted blank columns', blankColumns],
  ['columns in the opposite order', reversed],
  ['hidden columns', hiddenColumns],
  ['merged title cells above the table', mergedTitles],
  ['notes beside and below the table', notes],
  ['several of these at once', everything],
];

/** Saves a workbook again with one sheet edited. */
const edited = async (workbook: Uint8Array, sheet: string, edit: Edit): Promise<Uint8Array> => {
  const { sheets } = await readXlsx(workbook);
  return writeXlsx({
    sheets: sheets.map(({ name, rows, merges }) =>
      name === sheet
        ? { name, ...edit(rows), rows: edit(rows).rows.map((row) => [...row]) }
        : { name, rows, ...(merges ? { merges } : {}) },
    ),
  });
};

let valid: Uint8Array;
let faulty: Uint8Array;
beforeAll(async () => {
  valid = await fillInputs(await aTemplate(), VALID_INPUTS, VALID_PREVIOUS);
  faulty = await fillInputs(
    await aTemplate(),
    { ...VALID_INPUTS, hospitals: -1, employees: '不适用', revenue: 60_311_452_290 },
    VALID_PREVIOUS,
  );
});

describe('what people do to the sheet of park inputs', () => {
  it.each(edits)('changes neither verdict nor fingerprints: %s', async (_, edit) => {
    expect((await check(await edited(valid, INPUTS, edit))).verdict).toBe('accepted');
    const before = await check(faulty);
    const after = await check(await edited(faulty, INPUTS, edit));
    expect(before.verdict).toBe('rejected');
    expect(judgement(after)).toEqual(judgement(before));
    const values = (report: typeof before) =>
      report.findings.map(({ rule, cells }) => `${rule} ${cells.map(({ raw }) => raw).join()}`).sort();
    expect(values(after)).toEqual(values(before));
  });
});

describe('what people do to the cover', () => {
  const coverEdits: readonly (readonly [string, Edit])[] = [
    ['a blank column before the labels', (rows) => ({ rows: insertColumn(rows, 0) })],
    ['a blank column before the values', (rows) => ({ rows: insertColumn(rows, 1) })],
    ['blank rows', (rows) => ({ rows: [10, 4, 0].reduce(insertRow, rows) })],
    ['a note at the top', (rows) => ({ rows: [['内部资料'], ...rows] })],
  ];
  it.each(coverEdits)('changes nothing: %s', async (_, edit) => {
    expect((await check(await edited(valid, '封面', edit))).verdict).toBe('accepted');
  });
});

describe('what people do to the sheet of enterprises', () => {
  /** Code, address apart, and text of every cell in the order of rows and codes. */
  const recordsOf = async (bytes: Uint8Array): Promise<readonly string[]> => {
    const cells = filledCells(filedOf(await readReturn({ name: 'f', bytes })));
    return cells.map(({ row, code, cell }) => `${row} ${code} ${cell.raw}`).sort();
  };
  const RECORDS_HEADER = 3;
  const recordEdits: readonly (readonly [string, Edit])[] = [
    ['nothing', (rows) => ({ rows })],
    ['columns in the opposite order', reversed],
    ['blank columns', (rows) => ({ rows: [40, 2, 0].reduce(insertColumn, rows) })],
    [
      'blank rows',
      (rows) => ({
        rows: [RECORDS_HEADER + 4, RECORDS_HEADER + 3, RECORDS_HEADER, 0].reduce(insertRow, rows),
      }),
    ],
    ['hidden columns', hiddenColumns],
    ['guide and hints deleted', (rows) => ({ rows: rows.slice(RECORDS_HEADER) })],
    ['names and units deleted', (rows) => ({ rows: [...rows.slice(0, 4), ...rows.slice(6)] })],
  ];
  it.each(recordEdits)('changes no record: %s', async (_, edit) => {
    const typed = typeInto(
      valid,
      PARTS.enterprises,
      new Map<string, Filling>([
        ['A7', '910000000000000017'],
        ['B7', '某某科技有限公司'],
        ['F7', '0111'],
        ['AC7', 1234.5],
      ]),
    );
    expect(await recordsOf(await edited(typed, '企业', edit))).toEqual([
      '0 name 某某科技有限公司',
      '0 qb03_1 0111',
      '0 qc02 1234.5',
      '0 uscc 910000000000000017',
    ]);
  });
});
