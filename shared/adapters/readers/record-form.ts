import type { RecordColumn, RecordTable, RecordTableName } from '../../domain/records/record-table.ts';
import { RecordTableBuilder } from '../../domain/records/record-table-builder.ts';
import { TextStore } from '../../domain/records/text-store.ts';
import type { FiledForm } from '../../domain/returns/filed-return.ts';
import { CAPS } from './caps.ts';
import type { TextEncoding } from './decode-text.ts';
import { isNumberField, recordColumnIndex, requiredRecordColumns } from './labels.ts';
import type { SourceRow } from './source-row.ts';
import { createTableReader, type TableColumn, type TableReader } from './table-reader.ts';
import { tooLarge } from './unreadable-content.ts';

/** How the rows of a record table are read past the table reader, straight into columns. */
export interface DirectRecords {
  readonly builder: RecordTableBuilder;
  /** Column of the builder by column of the sheet or field of the record, −1 where it is not wanted. */
  readonly columnAt: Int32Array;
  /** 1 for a number column, by column of the builder. */
  readonly isNumber: Uint8Array;
  /** Fields that a record may have. */
  readonly fields: number;
  readonly encoding: TextEncoding;
  /** Says that a row was read, at this row or line. @throws UnreadableContent beyond the cap. */
  readonly count: (isBlank: boolean, number: number) => void;
  /** Number of the row that was counted last. */
  readonly lastRow: () => number;
}

export interface RecordForm {
  readonly row: TableReader['row'];
  /** Null while every row must go through `row`. */
  readonly direct: () => DirectRecords | null;
  readonly finish: () => {
    readonly form: FiledForm;
    readonly blankRows: number;
    readonly records: RecordTable | null;
  };
}

/** A column of a record table, before it has cells. */
export const recordColumn = (code: string, header: string, letter: string): Omit<RecordColumn, 'blocks'> => ({
  code,
  header,
  letter,
  kind: isNumberField(code) ? 'number' : 'text',
});

/** Where the texts of a record table are kept, and in which encoding they stand in the file. */
interface RecordTexts {
  readonly encoding?: TextEncoding;
  /** Of a file whose tables share their texts. */
  readonly texts?: TextStore;
}

/** Reads an enterprise or project table into typed columns. `sheet` is named in refusals. */
export const createRecordForm = (
  sheet: string,
  table: RecordTableName,
  {
    encoding = 'utf-8',
    texts = new TextStore(encoding === 'gb18030' ? 'gb18030' : 'utf-8'),
  }: RecordTexts = {},
): RecordForm => {
  let builder: RecordTableBuilder | undefined;
  let direct: DirectRecords | undefined;
  let rows = 0;
  let lastRow = 0;
  const builderOf = (columns: readonly TableColumn[]): RecordTableBuilder => {
    builder ??= new RecordTableBuilder(
      table,
      sheet,
      columns.map(({ code, header, letter }) => recordColumn(code, header, letter)),
      texts,
    );
    return builder;
  };
  const keepToCap = (number: number): void => {
    rows += 1;
    if (rows > CAPS.rows) {
      throw tooLarge(sheet, `超过 ${CAPS.rows} 行`, `more than ${CAPS.rows} rows`, `A${number}`);
    }
  };
  const reader = createTableReader(
    sheet,
    {
      columns: recordColumnIndex[table],
      required: requiredRecordColumns[table],
      isData: { in: 'uscc', test: (raw) => /^[0-9A-Z]{18}$/.test(raw.trim()) },
    },
    (row, columns) => {
      keepToCap(row.number);
      putRow(builderOf(columns), row, columns);
    },
  );
  return {
    row: reader.row,
    direct: () => {
      if (direct !== undefined) return direct;
      const found = reader.direct();
      if (found === null) return null;
      const { columns, fields, count } = found;
      const width = 1 + Math.max(...columns.map(({ column }) => column));
      const columnAt = new Int32Array(width).fill(-1);
      for (const [index, { column }] of columns.entries()) columnAt[column] = index;
      direct = {
        builder: builderOf(columns),
        columnAt,
        isNumber: Uint8Array.from(columns, ({ code }) => (isNumberField(code) ? 1 : 0)),
        fields: fields ?? Number.POSITIVE_INFINITY,
        encoding,
        lastRow: () => lastRow,
        count: (isBlank, number) => {
          lastRow = number;
          count(isBlank);
          if (!isBlank) keepToCap(number);
        },
      };
      return direct;
    },
    finish: () => {
      const { blankRows, ...found } = reader.finish();
      return { form: { sheet, form: table, ...found }, blankRows, records: builder?.finish() ?? null };
    },
  };
};

/** Puts the cells of a row whose columns are known; cells of other columns are left out. */
const putRow = (builder: RecordTableBuilder, row: SourceRow, columns: readonly TableColumn[]): void => {
  builder.beginRow(row.number);
  const at = new Map(columns.map(({ column }, index) => [column, index]));
  for (const { column, raw, stored, hasFormula } of row.cells) {
    const index = at.get(column);
    if (index === undefined) continue;
    if (stored === 'blank' && hasFormula) builder.putEmptyFormula(index);
    else if (raw !== '') putValue(builder, index, raw, stored === 'number' ? 'number' : 'text');
  }
};

const PLAIN = /^-?(?:0|[1-9]\d*)(?:\.(\d+))?$/;

/** Puts a cell that is known as a string. */
export const putValue = (
  builder: RecordTableBuilder,
  index: number,
  raw: string,
  stored: 'number' | 'text',
): void => {
  const { kind } = builder.columns[index] as RecordColumn;
  const plain = kind === 'number' && raw.length <= 17 ? PLAIN.exec(raw) : null;
  const digits = plain === null ? 0 : raw.replace(/[^0-9]/g, '').length;
  if (plain !== null && digits <= 15 && !/^-0(?:\.0*)?$/.test(raw)) {
    builder.putPlain(index, Number(raw), plain[1]?.length ?? 0);
  } else builder.putText(index, raw, stored);
};
