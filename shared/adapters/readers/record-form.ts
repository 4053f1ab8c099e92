import type { Cell, FiledForm, RecordBatch, RecordSink } from '../../domain/returns/filed-return.ts';
import { CAPS } from './caps.ts';
import { recordColumnIndex, requiredRecordColumns } from './labels.ts';
import type { SourceRow } from './source-row.ts';
import { createTableReader, type TableColumn, type TableReader } from './table-reader.ts';

const cellsOf = (sheet: string, row: SourceRow, columns: readonly TableColumn[]): (Cell | undefined)[] => {
  const cells = new Array<Cell | undefined>(columns.length).fill(undefined);
  // Columns and cells both ascend, so that one pass places every cell.
  let next = 0;
  for (const { column, raw, stored, hasFormula } of row.cells) {
    while (next < columns.length && (columns[next]?.column ?? 0) < column) next += 1;
    const known = columns[next];
    if (known?.column !== column) continue;
    cells[next] = {
      sheet,
      a1: `${known.letter}${row.number}`,
      header: known.header,
      raw,
      stored,
      hasFormula,
    };
  }
  return cells;
};

/** Passes the rows of an enterprise or project table to the sink in batches; keeps none. */
export const createRecordForm = (
  sheet: string,
  table: RecordBatch['table'],
  sink: RecordSink,
): { readonly row: TableReader['row']; readonly finish: () => { form: FiledForm; blankRows: number } } => {
  let rows: RecordBatch['rows'][number][] = [];
  let columns: readonly TableColumn[] = [];
  const flush = (): void => {
    if (rows.length > 0) sink({ table, sheet, columns, rows });
    rows = [];
  };
  const reader = createTableReader(
    sheet,
    {
      columns: recordColumnIndex[table],
      required: requiredRecordColumns[table],
      isData: { in: 'uscc', test: (raw) => /^[0-9A-Z]{18}$/.test(raw.trim()) },
    },
    (row, found) => {
      columns = found;
      rows.push({ number: row.number, cells: cellsOf(sheet, row, found) });
      if (rows.length >= CAPS.batchRows) flush();
    },
  );
  return {
    row: reader.row,
    finish: () => {
      // First: a short table is still waiting for a better header, and its rows come only now.
      const { blankRows, ...found } = reader.finish();
      flush();
      return { form: { sheet, form: table, ...found }, blankRows };
    },
  };
};
