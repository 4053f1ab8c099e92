import type { RecordColumn, RecordTable } from '../records/record-table.ts';
import { compareAddresses, compareTexts } from './cell-place.ts';
import type { Finding, Severity } from './finding.ts';

/** One unit of a rule, broken by many records: rows in place of findings, which are made when they are asked for. */
export interface RecordFindings {
  readonly rule: string;
  readonly severity: Severity;
  readonly table: RecordTable;
  /** Column of the first cell of each finding. */
  readonly column: RecordColumn;
  /** Ascending, each once. */
  readonly rows: Int32Array;
  /** Fingerprint of the finding on a row; the finding is not made for it. */
  readonly fingerprint: (row: number) => string;
  readonly finding: (row: number) => Finding;
}

/** What judges find: single findings, or those of many records at once. */
export type Found = Finding | RecordFindings;

export const isOfRecords = (found: Found): found is RecordFindings => 'rows' in found;
export const isSingle = (found: Found): found is Finding => !isOfRecords(found);

interface Cursor {
  readonly batch: RecordFindings;
  /** Rows as places in the order of reports, ascending. */
  readonly places: Int32Array;
  at: number;
}

const END = Number.POSITIVE_INFINITY;
const placeOf = ({ places, at }: Cursor): number => (at < places.length ? (places[at] as number) : END);

/**
 * Passes over the findings of one rule on one table in the order of reports (by row, then column, then fingerprint) and
 * gives what `make` makes of each.
 */
export function* inReportOrder<T>(
  batches: readonly RecordFindings[],
  make: (batch: RecordFindings, row: number) => T,
): Generator<T, undefined> {
  const [first] = batches;
  if (first === undefined) return;
  const order = first.column.letter === '' ? pointerOrder(first.table) : null;
  const lanes = byColumn(batches).map((lane) =>
    lane.map((batch): Cursor => {
      const places =
        order === null ? batch.rows : batch.rows.map((row) => order.placeOf[row] as number).sort();
      return { batch, places, at: 0 };
    }),
  );
  const cursors = lanes.flat();
  for (;;) {
    let place = END;
    for (const cursor of cursors) place = Math.min(place, placeOf(cursor));
    if (place === END) return;
    const row = order === null ? place : (order.rowAt[place] as number);
    for (const lane of lanes) {
      const here = lane.filter((cursor) => placeOf(cursor) === place);
      for (const cursor of here.length < 2 ? here : byFingerprint(here, row)) {
        cursor.at += 1;
        yield make(cursor.batch, row);
      }
    }
  }
}

const byFingerprint = (cursors: readonly Cursor[], row: number): readonly Cursor[] =>
  cursors
    .map((cursor) => ({ cursor, fingerprint: cursor.batch.fingerprint(row) }))
    .sort((a, b) => compareTexts(a.fingerprint, b.fingerprint))
    .map(({ cursor }) => cursor);

/** Batches whose first cells stand in the same column, from the first column to the last. */
const byColumn = (batches: readonly RecordFindings[]): readonly (readonly RecordFindings[])[] => {
  const addressOf = ({ table, column }: RecordFindings): string => table.cell(column, 0).a1;
  const lanes = Map.groupBy(batches, addressOf);
  return [...lanes].sort(([a], [b]) => compareAddresses(a, b)).map(([, lane]) => lane);
};

interface RowOrder {
  readonly rowAt: Int32Array;
  readonly placeOf: Int32Array;
}

const pointerOrders = new WeakMap<RecordTable, RowOrder>();

/** JSON Pointers are ordered as texts: `/enterprises/10/…` stands before `/enterprises/2/…`. */
const pointerOrder = (table: RecordTable): RowOrder => {
  const known = pointerOrders.get(table);
  if (known !== undefined) return known;
  const rows = Array.from({ length: table.rowCount }, (_, row) => row);
  const texts = rows.map((row) => String(table.rowNumber(row) - 1));
  const rowAt = Int32Array.from(rows.sort((a, b) => compareTexts(texts[a] ?? '', texts[b] ?? '')));
  const placeOf = new Int32Array(rowAt.length);
  for (const [place, row] of rowAt.entries()) placeOf[row] = place;
  const order = { rowAt, placeOf };
  pointerOrders.set(table, order);
  return order;
};
