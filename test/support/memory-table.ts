import type { Condition, Table, TableKey, TableRow, TableWrite } from '../../shared/adapters/table.ts';
import { ConflictError } from '../../shared/adapters/table-errors.ts';

/** DynamoDB takes no more parts in one transaction. */
const maxParts = 100;

const keyOf = ({ pk, sk }: TableKey): string => JSON.stringify([pk, sk]);

/** The one table in memory, with the conditions and atomicity of the real one; every call takes effect at once. */
export interface MemoryTable extends Table {
  /** All rows, by partition and sort key. */
  readonly rows: () => readonly TableRow[];
}

const holds = (row: TableRow | undefined, condition: Condition | undefined): boolean => {
  if (condition === undefined) return true;
  if (condition.is === 'absent') return row === undefined;
  const value = row?.[condition.attribute] as string | number | undefined;
  if (condition.is === 'equal') return value === condition.value;
  return row === undefined || (value !== undefined && value <= condition.value);
};

export const memoryTable = (): MemoryTable => {
  const stored = new Map<string, TableRow>();
  const sorted = (rows: readonly TableRow[]) =>
    rows.toSorted((a, b) => (a.pk === b.pk ? (a.sk < b.sk ? -1 : 1) : a.pk < b.pk ? -1 : 1));
  return {
    rows: () => structuredClone(sorted([...stored.values()])),
    read: async (key) => structuredClone(stored.get(keyOf(key))),
    readPartition: async (pk, skPrefix = '') =>
      structuredClone(
        sorted([...stored.values()].filter((row) => row.pk === pk && row.sk.startsWith(skPrefix))),
      ),
    write: async (writes: readonly TableWrite[]) => {
      const keys = writes.map((write) => keyOf('put' in write ? write.put : write.check));
      if (writes.length > maxParts || new Set(keys).size < keys.length) {
        throw new Error('Not a transaction: too many parts, or two of them on one row');
      }
      const failed = writes.filter((write, index) => !holds(stored.get(keys[index] ?? ''), write.when));
      if (failed.length > 0) {
        if (failed.every((write) => 'put' in write && write.once === true)) return 'done-before';
        throw new ConflictError(`Failed conditions: ${JSON.stringify(failed)}`);
      }
      for (const write of writes) {
        if ('put' in write) stored.set(keyOf(write.put), structuredClone(write.put));
      }
      return 'written';
    },
  };
};
