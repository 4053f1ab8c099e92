import { columnSource, readySource } from './column-sources.ts';
import type { Source } from './compiled.ts';
import { BLOCK_ROWS, type RecordColumn, type RecordTable } from './record-table.ts';

/**
 * A column of last year's records as a column of this year's.
 *
 * @param beforeOf last year's record of each of this year's; −1 where there is none.
 */
export const priorColumn = (
  prior: RecordTable,
  column: RecordColumn,
  beforeOf: Int32Array,
): Source | null => {
  const source = columnSource(prior, column);
  if (source.kind !== 'number') return null;
  const errors = new Float64Array(prior.rowCount);
  for (let block = 0; block < prior.blockCount; block += 1) {
    const rows = prior.rowsIn(block);
    const vector = source.read(block, rows);
    if (vector.e !== null) errors.set(vector.e.subarray(0, rows), block * BLOCK_ROWS);
  }
  const v = new Float64Array(beforeOf.length).fill(Number.NaN);
  const e = new Float64Array(beforeOf.length);
  for (const [row, before] of beforeOf.entries()) {
    if (before < 0) continue;
    v[row] = prior.number(column, before);
    e[row] = errors[before] ?? 0;
  }
  return readySource(v, e);
};
