import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { bufferOf, readRecordParquet, recordParquet } from '../../../shared/adapters/record-parquet.ts';
import { recordsKey } from '../../../shared/adapters/records-lake.ts';
import { cellValue } from '../../../shared/domain/records/cell-value.ts';
import type { RecordTable } from '../../../shared/domain/records/record-table.ts';

const CSV = `uscc,name,qc05_0,qd01,qb11
"91110108MA01ABCD2X",甲公司,1234567890123456,"1,234",007
000000000000000018,乙公司,不适用,-0.50,
91110108MA01ABCD2Y,丙公司,约200,12345678.90,N/A
91110108MA01ABCD2Z,,9007199254740993,,0`;

const tableOf = async (enterprises: string): Promise<RecordTable> => {
  const { zipSync } = await import('fflate');
  const text = (content: string) => new TextEncoder().encode(content);
  const bytes = zipSync({
    'inputs.csv': text('code,value,previous\ncycle,2021,\npark,P021,\nemployees,1,1\n'),
    'enterprises.csv': text(enterprises),
  });
  const outcome = await readReturn({ name: 'f.zip', bytes });
  const table = outcome.kind === 'read' ? outcome.filed.records?.enterprises : null;
  if (!table) throw new Error('no records');
  return table;
};

const valuesOf = (table: RecordTable) =>
  Object.fromEntries(
    table.columns.map((column) => [
      column.code,
      Array.from({ length: table.rowCount }, (_, row) => cellValue(table, column, row)),
    ]),
  );

describe('records as Parquet', () => {
  it('lie in partitions by cycle and park', () => {
    const of = { cycle: '2021', park: 'P021', submissionId: 'S-1' };
    expect(recordsKey('projects', of)).toBe('lake/projects/cycle=2021/park=P021/S-1.parquet');
  });

  it('are typed columns: text as filed, doubles, and the text of what no double says', async () => {
    const bytes = recordParquet(await tableOf(CSV));
    expect(await parquetReadObjects({ file: bufferOf(bytes) })).toEqual([
      {
        row: 2,
        uscc: '91110108MA01ABCD2X',
        name: '甲公司',
        qc05_0: 1234567890123456,
        qc05_0_text: '1234567890123456',
        qd01: 1234,
        qb11: '007',
      },
      {
        row: 3,
        uscc: '000000000000000018',
        name: '乙公司',
        qc05_0: null,
        qc05_0_text: '不适用',
        qd01: -0.5,
        qb11: null,
      },
      {
        row: 4,
        uscc: '91110108MA01ABCD2Y',
        name: '丙公司',
        qc05_0: null,
        qc05_0_text: '约200',
        qd01: 12345678.9,
        qb11: 'N/A',
      },
      {
        row: 5,
        uscc: '91110108MA01ABCD2Z',
        name: null,
        qc05_0: 9007199254740992,
        qc05_0_text: '9007199254740993',
        qd01: null,
        qb11: '0',
      },
    ]);
  });

  it('are the same bytes for the same file, and come back with the same values', async () => {
    const table = await tableOf(CSV);
    const bytes = recordParquet(table);
    expect(recordParquet(await tableOf(CSV))).toEqual(bytes);
    const back = await readRecordParquet('enterprises', bufferOf(bytes));
    expect(valuesOf(back)).toEqual(valuesOf(table));
    expect([back.rowNumber(0), back.rowNumber(3)]).toEqual([2, 5]);
  });

  it('can be read in part', async () => {
    const bytes = recordParquet(await tableOf(CSV));
    const back = await readRecordParquet('enterprises', bufferOf(bytes), new Set(['uscc', 'qc05_0', 'qj73']));
    expect(back.columns.map(({ code }) => code)).toEqual(['uscc', 'qc05_0']);
  });

  it('go over many blocks', async () => {
    const rows = Array.from(
      { length: 9000 },
      (_, row) => `${String(row).padStart(18, '0')},企业${row},${row}.5`,
    );
    const table = await tableOf(['uscc,name,qc05_0', ...rows].join('\n'));
    const back = await readRecordParquet('enterprises', bufferOf(recordParquet(table)));
    expect(back.rowCount).toBe(9000);
    expect(valuesOf(back)).toEqual(valuesOf(table));
  });
});
