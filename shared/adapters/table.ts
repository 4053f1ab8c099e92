/** Key of one row of the table. */
export interface TableKey {
  readonly pk: string;
  readonly sk: string;
}

/** A row as stored: its key beside its members. */
export type TableRow = TableKey & Readonly<Record<string, unknown>>;

/** What must be true of the row under the same key for a write to happen. */
export type Condition =
  | { readonly is: 'absent' }
  | { readonly is: 'equal'; readonly attribute: string; readonly value: string | number }
  | { readonly is: 'absent-or-at-most'; readonly attribute: string; readonly value: string | number };

/** One part of a transaction. */
export type TableWrite =
  | {
      readonly put: TableRow;
      readonly when?: Condition;
      /** A failed condition means that the whole transaction was done before, not that it lost a race. */
      readonly once?: true;
    }
  | { readonly check: TableKey; readonly when: Condition };

/**
 * The one table as its access patterns see it. Reads are strongly consistent.
 * Implemented over DynamoDB by `dynamoDbTable`, and in memory for tests.
 */
export interface Table {
  /** The row, or undefined. */
  readonly read: (key: TableKey) => Promise<unknown>;
  /** All rows of a partition whose sort key starts so, in the order of their sort keys; pages are followed to the end. */
  readonly readPartition: (pk: string, skPrefix?: string) => Promise<readonly unknown[]>;
  /**
   * Writes all or nothing, at most 100 parts.
   * @returns `done-before` when every failed condition was that of a `once` part: then nothing was written.
   * @throws {ConflictError} when a condition failed, or another transaction holds one of the rows: read and decide anew.
   * @throws {ThrottledError} when the table refused for load: the same may be tried again.
   */
  readonly write: (writes: readonly TableWrite[]) => Promise<'written' | 'done-before'>;
}
