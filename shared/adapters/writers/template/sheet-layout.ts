import { type CellStyle, type CellValue, calculateRowHeight, type WriteSheet } from 'hucre/xlsx';
import { columnLetters } from '../../readers/source-row.ts';

/** What a cell shows; a formula comes with the text that it stands for until it is calculated. */
export type LaidValue = CellValue | { readonly formula: string; readonly text: string };

/** Cells placed one by one. Rows count from 1 and columns from 0, as everywhere in the readers. */
export interface SheetLayout {
  readonly put: (row: number, column: number, value: LaidValue, style?: CellStyle) => void;
  /** One cell over the columns `from` to `to` of a row, all of them in its style so that the borders close. */
  readonly span: (row: number, from: number, to: number, value: LaidValue, style: CellStyle) => void;
  /** Height of a row in points; without it the program fits the row to its text. */
  readonly height: (row: number, points: number) => void;
  readonly parts: () => Pick<WriteSheet, 'cells' | 'merges' | 'rowDefs'>;
}

/** A1 address of a row and column. */
export const a1Of = (row: number, column: number): string => `${columnLetters(column)}${row}`;

/** A text in a column of a width in characters of the body font, which has `BODY_POINTS`. */
export interface FittedText {
  readonly text: string;
  readonly points: number;
  readonly width: number;
}

const BODY_POINTS = 10;

/** Room for a face that is wider than the one asked for, and for breaks at words. */
const SLACK = 0.85;
const PADDING_POINTS = 5;

/**
 * Height in points that shows all of the texts of a row, wrapped. Programs differ in whether they fit the rows of a file
 * on opening it (Excel does, LibreOffice does not), so every wrapped row says its own.
 */
export const fittedHeight = (texts: readonly FittedText[]): number =>
  PADDING_POINTS +
  Math.max(
    ...texts.map(({ text, points, width }) =>
      calculateRowHeight([text], {
        fontSize: points,
        wrapText: true,
        columnWidths: [(width * SLACK * BODY_POINTS) / points],
      }),
    ),
  );

export const createLayout = (): SheetLayout => {
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  const rowDefs: NonNullable<WriteSheet['rowDefs']> = new Map();
  const merges: NonNullable<WriteSheet['merges']> = [];
  const put: SheetLayout['put'] = (row, column, value, style) => {
    const isFormula = typeof value === 'object' && value !== null && 'formula' in value;
    cells.set(`${row - 1},${column}`, {
      ...(isFormula ? { formula: value.formula, formulaResult: value.text } : { value }),
      ...(style === undefined ? {} : { style }),
    });
  };
  return {
    put,
    span: (row, from, to, value, style) => {
      put(row, from, value, style);
      for (let column = from + 1; column <= to; column += 1) put(row, column, null, style);
      merges.push({ startRow: row - 1, startCol: from, endRow: row - 1, endCol: to });
    },
    height: (row, points) => {
      rowDefs.set(row - 1, { height: points });
    },
    parts: () => ({ cells, merges, rowDefs }),
  };
};
