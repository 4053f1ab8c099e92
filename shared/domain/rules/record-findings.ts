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

/**
 * Passes over the findings of one rule on one table in the order of reports (by row, then column, then fingerprint) and
 * gives what `make` makes of each, but for null.
 */
export function* inReportOrder(
  batches: readonly RecordFindings[],
  make: (batch: RecordFindings, row: number) => Finding | null,
): Generator<Finding, undefined> {
  const [first] = batches;
  if (first === undefined) return;
  const order = first.column.letter === '' ? pointerOrder(first.table) : null;
  const lanes = byColumn(batches).map((lane) => lane.map((batch) => cursorOf(batch, order)));
  const cursors = lanes.flat();
  for (;;) {
    let place = END;
    for (const cursor of cursors) if (cursor.place < place) place = cursor.place;
    if (place === END) return;
    const row = order === null ? place : (order.rowAt[place] as number);
    for (const lane of lanes) {
      for (const cursor of lane.length === 1 ? lane : byFingerprint(lane, place, row)) {
        if (cursor.place !== place) continue;
        advance(cursor);
        const finding = make(cursor.batch, row);
        if (finding !== null) yield finding;
      }
    }
  }
}

const END = Number.POSITIVE_INFINITY;

/** Where a pass is in the findings of a batch. */
interface Cursor {
  readonly batch: RecordFindings;
  /** Rows as places in the order of reports, ascending. */
  readonly places: Int32Array;
  at: number;
  /** The next of the places; END after the last. */
  place: number;
}

const cursorOf = (batch: RecordFindings, order: RowOrder | null): Cursor => {
  const { rows } = batch;
  const places = order === null ? rows : rows.map((row) => order.placeOf[row] as number).sort();
  return { batch, places, at: 0, place: places[0] ?? END };
};

const advance = (cursor: Cursor): void => {
  cursor.at += 1;
  cursor.place = cursor.places[cursor.at] ?? END;
};

/** Those that are at a place, by the fingerprint of the finding there. */
const byFingerprint = (lane: readonly Cursor[], place: number, row: number): readonly Cursor[] => {
  const here = lane.filter((cursor) => cursor.place === place);
  if (here.length < 2) return here;
  return here
    .map((cursor) => ({ cursor, fingerprint: cursor.batch.fingerprint(row) }))
    .sort((a, b) => compareTexts(a.fingerprint, b.fingerprint))
    .map(({ cursor }) => cursor);
};

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
