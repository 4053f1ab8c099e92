/** A cell: a text of people, an exact decimal as text (a number in both forms), a number shown with decimals, or nothing. */
export type ListCell =
  | string
  | null
  | { readonly exact: string }
  | { readonly value: number; readonly decimals: number };

export interface ListColumn {
  readonly zh: string;
  readonly en: string;
  /** Width in characters of the sheet's font. */
  readonly width: number;
  readonly align?: 'left' | 'right';
}

/** One list, as a sheet of a workbook or a CSV file. */
export interface ListTable {
  /** Name of the sheet. */
  readonly sheet: string;
  /** Name of the CSV file without its ending. */
  readonly file: string;
  readonly title: string;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly (readonly ListCell[])[];
  /** What must be known to read it, a line each. */
  readonly notes: readonly string[];
}

/** What stands on every list: which ranking, how provisional, over how many parks. */
export interface ListAbout {
  /** A line each, Chinese and English. */
  readonly lines: readonly string[];
  /** The same for machines, as columns of each CSV row: header and value. */
  readonly columns: readonly (readonly [string, string])[];
}
