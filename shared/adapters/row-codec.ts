import type * as z from 'zod';
import type { TableKey, TableRow } from './table.ts';

/** Reads and writes one kind of row: the key beside a value that its schema accepts, in both directions. */
export interface RowCodec<Value> {
  /** @throws {RowShapeError} when the value breaks its schema: a programming error, caught before it is stored. */
  readonly rowOf: (key: TableKey, value: Value) => TableRow;
  /** @throws {RowShapeError} when what is stored is not what this version of the code writes. */
  readonly read: (row: unknown) => Value;
}

/** Thrown when a row is not of the shape that its schema says. */
export class RowShapeError extends Error {
  override readonly name = 'RowShapeError';
}

export const rowCodec = <Value>(name: string, schema: z.ZodType<Value>): RowCodec<Value> => {
  const accept = (value: unknown): Value => {
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    throw new RowShapeError(
      `A ${name} row has the wrong shape: ${read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
      {
        cause: read.error,
      },
    );
  };
  return {
    rowOf: ({ pk, sk }, value) => ({ ...(accept(value) as Record<string, unknown>), pk, sk }),
    read: (row) => {
      const { pk: _pk, sk: _sk, ...value } = row as TableRow;
      return accept(value);
    },
  };
};
