import { cellValue } from './cell-value.ts';
import type { RecordTable } from './record-table.ts';

/** Rows of a table by credit code, as filed and trimmed; rows without one are left out. */
export const rowsByKey = (table: RecordTable): ReadonlyMap<string, readonly number[]> => {
  const rows = new Map<string, number[]>();
  for (let row = 0; row < table.rowCount; row += 1) {
    const key = keyOf(table, row);
    if (key === '') continue;
    const known = rows.get(key);
    if (known === undefined) rows.set(key, [row]);
    else known.push(row);
  }
  return rows;
};

const keysOf = new WeakMap<RecordTable, readonly string[]>();

/** Credit code of a record, trimmed and in NFKC; empty where there is none. */
export const keyOf = (table: RecordTable, row: number): string => {
  let keys = keysOf.get(table);
  if (keys === undefined) {
    const column = table.column('uscc');
    keys = Array.from({ length: column === undefined ? 0 : table.rowCount }, (_, at) => {
      const value = column === undefined ? null : cellValue(table, column, at);
      return typeof value === 'string' ? value : '';
    });
    keysOf.set(table, keys);
  }
  return keys[row] ?? '';
};
