import type { Cell } from '../../domain/returns/filed-return.ts';

/** A cell as a worksheet or CSV part holds it, before its column has a meaning. `column` counts from 0. */
export interface SourceCell {
  readonly column: number;
  readonly raw: string;
  readonly stored: Cell['stored'];
  readonly hasFormula: boolean;
}

/** Cells with content of one row, in column order; a formula without a stored value counts as content. */
export interface SourceRow {
  /** Row of the sheet, or of the CSV part as a spreadsheet shows it; from 1. */
  readonly number: number;
  readonly cells: readonly SourceCell[];
  /** Fields of a CSV record, empty ones too; a worksheet row has no such number. */
  readonly fields?: number;
}

/** Column letters of a column counted from 0: A, …, Z, AA, …, XFD. */
export const columnLetters = (column: number): string => {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
};

/** Column from 0 of an A1 address; -1 where it is none. */
export const columnOfAddress = (a1: string): number => {
  let column = 0;
  let at = 0;
  for (; at < a1.length; at += 1) {
    const letter = a1.charCodeAt(at) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + (letter - 64);
  }
  return at === 0 || at > 3 || at === a1.length ? -1 : column - 1;
};

/** A row that shows nothing: no cells, or white space only. */
export const isBlankRow = (row: SourceRow): boolean =>
  row.cells.every((cell) => !cell.hasFormula && cell.raw.trim() === '');

/** The cell of a row at a column, blank where the row has none. */
export const cellOfRow = (sheet: string, row: SourceRow, column: number, header: string): Cell => {
  const found = row.cells.find((cell) => cell.column === column);
  return {
    sheet,
    a1: `${columnLetters(column)}${row.number}`,
    header,
    raw: found?.raw ?? '',
    stored: found?.stored ?? 'blank',
    hasFormula: found?.hasFormula ?? false,
  };
};
