import type { Cell, FileFacts, Unreadable } from './filed-return.ts';

/** A file that is one table (expert scores, register of parks), as found: rows of located cells by column code. */
export interface FiledTable {
  readonly file: FileFacts;
  /** Worksheet name; for CSV the file name. */
  readonly sheet: string;
  readonly missingColumns: readonly string[];
  readonly duplicatedColumns: readonly string[];
  /** Header cells that nothing is called. */
  readonly unknown: readonly Cell[];
  /** First cell of the header; null where none was found. */
  readonly anchor: Cell | null;
  /** Every row has a cell, perhaps blank, for each column that the file has. */
  readonly rows: readonly { readonly number: number; readonly cells: ReadonlyMap<string, Cell> }[];
  readonly blankRows: number;
}

export type ReadTableOutcome = { readonly kind: 'read'; readonly table: FiledTable } | Unreadable;

/** Reading port of such files. Never throws for bad content. */
export type ReadTable = (file: { name: string; bytes: Uint8Array }) => Promise<ReadTableOutcome>;
