import { keyOf } from '../records/record-keys.ts';
import type { RecordTable } from '../records/record-table.ts';

/**
 * Finds credit codes that more than one park files. Takes one park after the other and keeps of each code no more than who
 * filed it first: a few hundred thousand codes are some tens of megabytes.
 */
export class SharedEnterprises {
  readonly #first = new Map<string, string>();
  readonly #shared = new Map<string, string[]>();

  /** Codes of a park's records; whether one stands there twice is for the park's own rules. */
  add(park: string, enterprises: RecordTable): void {
    for (let row = 0; row < enterprises.rowCount; row += 1) {
      const code = keyOf(enterprises, row);
      if (code === '') continue;
      const first = this.#first.get(code);
      if (first === undefined) this.#first.set(code, park);
      else if (first !== park) {
        const parks = this.#shared.get(code);
        if (parks === undefined) this.#shared.set(code, [first, park]);
        else if (!parks.includes(park)) parks.push(park);
      }
    }
  }

  /** Parks by code, both rising. */
  get parks(): ReadonlyMap<string, readonly string[]> {
    const codes = [...this.#shared].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return new Map(codes.map(([code, parks]) => [code, parks.toSorted()]));
  }
}

/** Names of the enterprises of a table that are asked for, by credit code; as filed with the first of their records. */
export const enterpriseNames = (
  enterprises: RecordTable,
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, string> => {
  const column = enterprises.column('name');
  const names = new Map<string, string>();
  for (let row = 0; row < enterprises.rowCount; row += 1) {
    const code = keyOf(enterprises, row);
    if (!wanted.has(code) || names.has(code)) continue;
    names.set(code, column === undefined ? '' : enterprises.raw(column, row).trim());
  }
  return names;
};
