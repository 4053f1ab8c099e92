import { describe, expect, it } from 'vitest';
import { recordFieldCodes, requiredRecordColumns } from '../../../shared/adapters/readers/labels.ts';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { writeReturn } from '../../../shared/adapters/writers/write-return.ts';
import type { RecordTable } from '../../../shared/domain/records/record-table.ts';
import type { ReadOutcome } from '../../../shared/domain/returns/filed-return.ts';
import { filedOf, formOf } from '../../support/read-outcomes.ts';
import { aCover, anInputSheet, aWorkbook, utf8, zipOf } from '../../support/workbooks.ts';

const tableOf = (outcome: ReadOutcome, table: 'enterprises' | 'projects'): RecordTable => {
  const found = filedOf(outcome).records?.[table];
  if (!found) throw new Error(`the file has no ${table}`);
  return found;
};

/** Texts of all cells of some columns, row by row. */
const rawRows = (table: RecordTable, codes: readonly string[]): string[][] =>
  Array.from({ length: table.rowCount }, (_, row) =>
    codes.map((code) => {
      const column = table.column(code);
      return column === undefined ? '–' : table.raw(column, row);
    }),
  );

const cellOf = (table: RecordTable, code: string, row: number) => {
  const column = table.column(code);
  return column === undefined ? undefined : table.cell(column, row);
};

const columns = [...requiredRecordColumns.enterprises];
const rows = Array.from({ length: 1_234 }, (_, row) =>
  columns.map((code, column) => (code === 'uscc' ? `U${row}` : row * column)),
);
const content = {
  cycle: '2021',
  park: 'P021',
  template: 'gx46-2021@1',
  inputs: new Map(),
  enterprises: { columns, rows },
};

describe('record tables', () => {
  it('know the fields of the forms: 196 of enterprises, 7 of projects, and the keys', () => {
    expect(recordFieldCodes.enterprises).toHaveLength(198);
    expect(recordFieldCodes.projects).toEqual([
      'uscc',
      'name',
      'xmmc',
      'qh21',
      'qh31',
      'qh32',
      'qh36',
      'qh40',
      'qh51',
    ]);
    expect(requiredRecordColumns.projects).toEqual([
      'uscc',
      'xmmc',
      'qh21',
      'qh31',
      'qh32',
      'qh36',
      'qh40',
      'qh51',
    ]);
  });

  it.each(['xlsx', 'csv', 'json'] as const)('are columns of numbers and texts: %s', async (format) => {
    const outcome = await readReturn({ name: 'f', bytes: await writeReturn(format, content) });
    expect(formOf(filedOf(outcome), 'enterprises')).toMatchObject({
      missingColumns: [],
      unknown: [],
      rowCount: rows.length,
    });
    expect(rawRows(tableOf(outcome, 'enterprises'), columns)).toEqual(rows.map((row) => row.map(String)));
  });

  it('have places, and take labels with units for codes', async () => {
    const outcome = await readReturn({
      name: 'f',
      bytes: aWorkbook({
        sheets: [
          aCover(),
          anInputSheet([]),
          {
            name: '企业',
            rows: [
              ['企业记录'],
              ['备注', '其中：出口总额（万元）', null, '统一社会信用代码', '__proto__', 'uscc'],
              ['x', 5, null, 'U1', 'y'],
              [],
              ['z', null, null, 'U2'],
            ],
          },
        ],
      }),
    });
    const table = tableOf(outcome, 'enterprises');
    expect(table).toMatchObject({ name: 'enterprises', sheet: '企业', rowCount: 2 });
    expect(table.columns.map(({ code, header, letter }) => [code, header, letter])).toEqual([
      ['qc11', '其中：出口总额（万元）', 'B'],
      ['uscc', '统一社会信用代码', 'D'],
    ]);
    const header = '其中：出口总额（万元）';
    expect(cellOf(table, 'qc11', 0)).toEqual({ sheet: '企业', a1: 'B3', header, raw: '5' });
    expect(cellOf(table, 'qc11', 1)).toEqual({ sheet: '企业', a1: 'B5', header, raw: '' });
    expect(cellOf(table, 'uscc', 1)).toMatchObject({ a1: 'D5', raw: 'U2' });
    const filed = filedOf(outcome);
    const form = formOf(filed, 'enterprises');
    expect(form.duplicatedColumns).toEqual(['uscc']);
    expect(form.missingColumns).toContain('qd01');
    expect(form.unknown.map(({ raw }) => raw)).toEqual(['备注', '__proto__']);
    expect(filed.rows.read).toBe(2);
  });

  it('that are empty sheets or parts are absent', async () => {
    const sheets = [aCover(), anInputSheet([]), { name: '企业', rows: [] }, { name: '说明', rows: [[' ']] }];
    const filed = filedOf(await readReturn({ name: 'f', bytes: aWorkbook({ sheets }) }));
    expect(filed.forms.map(({ form }) => form)).toEqual(['cover', 'PARK']);
  });

  it('of an archive keep the file name of their part', async () => {
    const outcome = await readReturn({
      name: 'a.zip',
      bytes: zipOf([
        ['inputs.csv', utf8('code,value\n')],
        ['projects.csv', utf8('uscc,xmmc,qh51\nU1,甲,5\n')],
      ]),
    });
    const table = tableOf(outcome, 'projects');
    expect(cellOf(table, 'qh51', 0)).toEqual({ sheet: 'projects.csv', a1: 'C2', header: 'qh51', raw: '5' });
    expect(cellOf(table, 'xmmc', 0)?.raw).toBe('甲');
  });

  it('in JSON name unknown and repeated members once, and rows that are no records', async () => {
    const outcome = await readReturn({
      name: 'a',
      bytes: utf8('{"inputs":{},"enterprises":[{"uscc":"U1","q":1,"uscc":"U2"},{"q":2},7],"projects":{}}'),
    });
    const filed = filedOf(outcome);
    expect(formOf(filed, 'enterprises')).toMatchObject({
      duplicatedColumns: ['uscc'],
      unknown: [{ a1: '/enterprises/0/q', raw: 'q' }],
      rowCount: 3,
    });
    expect(formOf(filed, 'projects').missingColumns).toEqual(['uscc']);
    const table = tableOf(outcome, 'enterprises');
    expect(rawRows(table, ['uscc'])).toEqual([['U1'], [''], ['7']]);
    expect(cellOf(table, 'uscc', 2)?.a1).toBe('/enterprises/2/uscc');
  });
});
