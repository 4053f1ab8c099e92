import type { Locate } from './cell-marks.ts';

/** Values as filed, by column from 0, from left to right. */
export type FiledCells = Iterable<readonly [column: number, raw: string]>;

/** A table of which some rows were left out. */
export interface ShortenedTable {
  readonly name: string;
  /** Rows that were filed, and those of them that are shown. */
  readonly rows: number;
  readonly shown: number;
}

/** A table of a file as rows of a sheet. */
export interface FiledTable {
  /** Name of the part or member that findings give as their sheet. */
  readonly name: string;
  /** Passes over the rows from the top, numbered from 1, and answers how many were left out: of a long table the first row and those wanted are shown. */
  readonly readRows: (
    onRow: (row: number, cells: FiledCells) => void,
    isWanted: (row: number) => boolean,
  ) => ShortenedTable | undefined;
}

export interface Tabulated {
  readonly tables: readonly FiledTable[];
  /** Where a cell of a finding stands in these tables; its sheet is the table's name. */
  readonly locate: Locate;
}

/** Rows up to which a table stands in the workbook whole; of a longer one only its first row and those with findings. */
export const WHOLE_TABLE_ROWS = 2_000;
