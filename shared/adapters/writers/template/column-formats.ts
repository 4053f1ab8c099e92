import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Where the look of a whole column is to be taken from. */
export interface ColumnPattern {
  /** Place of the sheet in the workbook, from 1. */
  readonly sheet: number;
  /** Row whose cells have the style of their column. */
  readonly row: number;
}

const stylesOfRow = (xml: string, row: number): ReadonlyMap<number, string> => {
  const body = new RegExp(`<row r="${row}"[^>]*>(.*?)</row>`, 's').exec(xml)?.[1] ?? '';
  const styles = new Map<number, string>();
  let column = 0;
  // Such a row has a cell in every column, in order.
  for (const [, style] of body.matchAll(/<c r="[A-Z]+\d+" s="(\d+)"/g)) {
    column += 1;
    if (style !== undefined) styles.set(column, style);
  }
  return styles;
};

const withColumnStyles = (xml: string, row: number): string => {
  const styles = stylesOfRow(xml, row);
  return xml.replaceAll(/<col min="(\d+)" max="\d+"/g, (element, column: string) => {
    const style = styles.get(Number(column));
    return style === undefined ? element : `${element} style="${style}"`;
  });
};

/**
 * Gives every cell of a column, down to the last row of the sheet, the format of one row. The workbook library formats
 * only cells that it writes (hucre 1.0.0 has no `style` on `col`), and a credit code typed into a cell without the text
 * format becomes a rounded number.
 */
export const formatColumns = (workbook: Uint8Array, patterns: readonly ColumnPattern[]): Uint8Array => {
  const parts = unzipSync(workbook);
  for (const { sheet, row } of patterns) {
    const name = `xl/worksheets/sheet${sheet}.xml`;
    const part = parts[name];
    if (part === undefined) throw new RangeError(`the workbook has no part ${name}`);
    parts[name] = strToU8(withColumnStyles(strFromU8(part), row));
  }
  // A fixed time, so that the same template has the same bytes.
  return zipSync(parts, { mtime: '2000-01-01T00:00:00' });
};
