import { describe, expect, it } from 'vitest';
import { CAPS } from '../../../shared/adapters/readers/caps.ts';
import { recordFieldCodes, requiredRecordColumns } from '../../../shared/adapters/readers/labels.ts';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { writeReturn } from '../../../shared/adapters/writers/write-return.ts';
import type { RecordBatch } from '../../../shared/domain/returns/filed-return.ts';
import { filedOf, formOf } from '../../support/read-outcomes.ts';
import { aCover, anInputSheet, aWorkbook, utf8, zipOf } from '../../support/workbooks.ts';

const collect = () => {
  const batches: RecordBatch[] = [];
  return { batches, sink: (batch: RecordBatch) => void batches.push(batch) };
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

  it.each(['xlsx', 'csv', 'json'] as const)('come to the sink in batches of rows: %s', async (format) => {
    const { batches, sink } = collect();
    const filed = filedOf(await readReturn({ name: 'f', bytes: await writeReturn(format, content) }, sink));
    expect(formOf(filed, 'enterprises')).toMatchObject({
      missingColumns: [],
      unknown: [],
      rowCount: rows.length,
    });
    expect(batches.map((batch) => batch.rows.length)).toEqual([CAPS.batchRows, CAPS.batchRows, 234]);
    const values = batches.flatMap(({ columns: found, rows: batch }) => {
      const order = columns.map((code) => found.findIndex((column) => column.code === code));
      return batch.map((row) => order.map((at) => row.cells[at]?.raw));
    });
    expect(values).toEqual(rows.map((row) => row.map(String)));
  });

  it('have places, and take labels with units for codes', async () => {
    const { batches, sink } = collect();
    const filed = filedOf(
      await readReturn(
        {
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
        },
        sink,
      ),
    );
    expect(batches).toMatchObject([
      {
        table: 'enterprises',
        sheet: '企业',
        columns: [
          { code: 'qc11', header: '其中：出口总额（万元）', letter: 'B' },
          { code: 'uscc', header: '统一社会信用代码', letter: 'D' },
        ],
        rows: [
          {
            number: 3,
            cells: [
              { a1: 'B3', raw: '5', stored: 'number' },
              { a1: 'D3', raw: 'U1' },
            ],
          },
          { number: 5, cells: [undefined, { a1: 'D5', raw: 'U2' }] },
        ],
      },
    ]);
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
    const { batches, sink } = collect();
    await readReturn(
      {
        name: 'a.zip',
        bytes: zipOf([
          ['inputs.csv', utf8('code,value\n')],
          ['projects.csv', utf8('uscc,xmmc,qh51\nU1,甲,5\n')],
        ]),
      },
      sink,
    );
    expect(batches).toMatchObject([
      {
        table: 'projects',
        sheet: 'projects.csv',
        rows: [{ number: 2, cells: [{ a1: 'A2' }, { raw: '甲' }, { a1: 'C2', raw: '5' }] }],
      },
    ]);
  });

  it('in JSON name unknown and repeated members once, and rows that are no records', async () => {
    const { batches, sink } = collect();
    const filed = filedOf(
      await readReturn(
        {
          name: 'a',
          bytes: utf8(
            '{"inputs":{},"enterprises":[{"uscc":"U1","q":1,"uscc":"U2"},{"q":2},7],"projects":{}}',
          ),
        },
        sink,
      ),
    );
    expect(formOf(filed, 'enterprises')).toMatchObject({
      duplicatedColumns: ['uscc'],
      unknown: [{ a1: '/enterprises/0/q', raw: 'q' }],
      rowCount: 3,
    });
    expect(formOf(filed, 'projects').missingColumns).toEqual(['uscc']);
    expect(batches[0]?.rows.map((row) => row.cells[0]?.raw)).toEqual(['U1', undefined, '7']);
  });
});
