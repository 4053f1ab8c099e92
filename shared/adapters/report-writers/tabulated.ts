import type { Locate } from './cell-marks.ts';

/** A table of a file as rows of a sheet: values as filed, by row from 1 and column from 0. */
export interface FiledTable {
  /** Name of the part or member that findings give as their sheet. */
  readonly name: string;
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, string>>;
}

export interface Tabulated {
  readonly tables: readonly FiledTable[];
  /** Where a cell of a finding stands in these tables; its sheet is the table's name. */
  readonly locate: Locate;
}

/** Rows up to which a table stands in the workbook whole; of a longer one only its first row and those with findings. */
export const WHOLE_TABLE_ROWS = 2_000;
