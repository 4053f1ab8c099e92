import { type AsyncBuffer, type DecodedArray, parquetMetadataAsync, parquetScan } from 'hyparquet';
import { ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import {
  BLOCK_ROWS,
  CELL,
  FLAG,
  type RecordColumn,
  type RecordTable,
  type RecordTableName,
} from '../domain/records/record-table.ts';
import { RecordTableBuilder } from '../domain/records/record-table-builder.ts';
import { TextStore } from '../domain/records/text-store.ts';
import { putValue } from './readers/record-form.ts';

/** Column of the row (of the sheet, the CSV, the JSON array) that a record stood in. */
const ROW = 'row';
/** After the code of a number column: what a double does not say of it. */
const TEXT = '_text';

/** Whether a number column has cells that a double does not say whole: 不适用, text, more digits than it holds. */
const hasTexts = ({ kind, blocks }: RecordColumn): boolean =>
  kind === 'number' &&
  blocks.some((block) => ((block?.flags ?? 0) & (FLAG.notApplicable | FLAG.text | FLAG.long)) !== 0);

const saysMoreThanItsDouble = (state: number): boolean =>
  state === CELL.notApplicable || state === CELL.text || state === CELL.longNumber;

const holdsDouble = (state: number): boolean => state > CELL.text;

/** One block of a table as Parquet takes it. */
const blockColumns = (table: RecordTable, block: number): ColumnSource[] => {
  const first = block * BLOCK_ROWS;
  const rows = table.rowsIn(block);
  const cells = <T>(cell: (row: number) => T): T[] =>
    Array.from({ length: rows }, (_, at) => cell(first + at));
  return [
    { name: ROW, type: 'INT32', data: cells((row) => table.rowNumber(row)), nullable: false },
    ...table.columns.flatMap((column): ColumnSource[] => {
      const { code: name, kind } = column;
      if (kind === 'text') {
        const text = (row: number): string | null =>
          table.state(column, row) <= CELL.emptyFormula ? null : table.raw(column, row);
        return [{ name, type: 'STRING', data: cells(text) }];
      }
      const number = (row: number): number | null =>
        holdsDouble(table.state(column, row)) ? table.number(column, row) : null;
      const numbers: ColumnSource = { name, type: 'DOUBLE', data: cells(number) };
      if (!hasTexts(column)) return [numbers];
      const text = (row: number): string | null =>
        saysMoreThanItsDouble(table.state(column, row)) ? table.raw(column, row) : null;
      return [numbers, { name: name + TEXT, type: 'STRING', data: cells(text) }];
    }),
  ];
};

/**
 * A record table as Parquet: one row per record in the order filed, one row group per block, so that no more than a block
 * is ever held as values. Columns: `row` (where it stood in the file), then one per field under its code. A text column is
 * a string exactly as filed. A number column is a double; where it has cells that no double says whole (不适用, text, more
 * digits than 15) `<code>_text` beside it has their text as filed, null elsewhere. Blank is null in both. The same table
 * gives the same bytes.
 */
export const recordParquet = (table: RecordTable): Uint8Array => {
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({
      columnData: blockColumns(table, 0).map(({ data: _, ...column }) => ({ ...column, data: [] })),
    }),
  });
  for (let block = 0; block < table.blockCount; block += 1) {
    parquet.write({ columnData: blockColumns(table, block), rowGroupSize: BLOCK_ROWS });
  }
  parquet.finish();
  return writer.getBytes().slice();
};

/** A whole file in memory, as `readRecordParquet` reads it. */
export const bufferOf = (bytes: Uint8Array): AsyncBuffer => ({
  byteLength: bytes.byteLength,
  slice: (start, end) => Uint8Array.from(bytes.subarray(start, end)).buffer,
});

/**
 * Reads back what `recordParquet` wrote: the same value in every cell, each with the same certainty, so that a rule says the
 * same of it. How a number was written (`1,234`, `1.50`) and the sheet are not kept.
 *
 * @param codes fields to read, where not all are wanted.
 */
export const readRecordParquet = async (
  name: RecordTableName,
  file: AsyncBuffer,
  codes?: ReadonlySet<string>,
): Promise<RecordTable> => {
  const metadata = await parquetMetadataAsync(file);
  const stored = metadata.schema.filter(({ num_children }) => num_children === undefined);
  const types = new Map(stored.map(({ name: column, type }) => [column, type]));
  const columns = [...types.keys()].filter(
    (column) => isField(column, types) && (codes?.has(column) ?? true),
  );
  const builder = new RecordTableBuilder(
    name,
    '',
    columns.map((code) => ({
      code,
      header: code,
      letter: '',
      kind: types.get(code) === 'DOUBLE' ? 'number' : 'text',
    })),
    new TextStore('utf-8'),
  );
  const texts = columns.map((code) =>
    types.get(code) === 'DOUBLE' && types.has(code + TEXT) ? code + TEXT : null,
  );
  const wanted = [ROW, ...columns, ...texts.filter((column) => column !== null)];
  const scan = await parquetScan({ file, metadata, columns: wanted });
  let rowStart = 0;
  for (const { num_rows } of metadata.row_groups) {
    const range = { rowStart, rowEnd: rowStart + Number(num_rows) };
    rowStart = range.rowEnd;
    const read = async (column: string | null): Promise<DecodedArray> =>
      column === null ? [] : scan.readColumn({ column, ...range });
    const [rows, values, said] = await Promise.all([
      read(ROW),
      Promise.all(columns.map(read)),
      Promise.all(texts.map(read)),
    ]);
    for (let at = 0; at < rows.length; at += 1) {
      builder.beginRow(rows[at] as number);
      for (let column = 0; column < columns.length; column += 1) {
        putStored(builder, column, values[column]?.[at] as Stored, said[column]?.[at] as Stored);
      }
    }
  }
  return builder.finish();
};

type Stored = number | string | null | undefined;

const putStored = (builder: RecordTableBuilder, column: number, value: Stored, text: Stored): void => {
  if (typeof text === 'string') builder.putText(column, text, 'text');
  else if (typeof value === 'string') builder.putText(column, value, 'text');
  else if (typeof value !== 'number') return;
  else if (Number.isInteger(value) && Math.abs(value) < 1e15) builder.putPlain(column, value, 0);
  else putValue(builder, column, String(value), 'number');
};

const isField = (column: string, types: ReadonlyMap<string, unknown>): boolean =>
  column !== ROW && !(column.endsWith(TEXT) && types.get(column.slice(0, -TEXT.length)) === 'DOUBLE');
