import { type CellStyle, type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { exactNumber } from '../report-writers/formula-injection.ts';
import type { ListAbout, ListCell, ListTable } from './list-table.ts';

/** In place of the clock: the same lists then have the same bytes. */
const FIXED_TIME = new Date('2000-01-01T00:00:00Z');
const FONT = { name: '宋体', size: 10 };
const side = { style: 'thin', color: { rgb: 'BFBFBF' } } as const;
const border = { top: side, right: side, bottom: side, left: side };

const STYLES = {
  title: { font: { ...FONT, size: 14, bold: true, color: { rgb: '1F3864' } }, alignment: { vertical: 'center' } },
  note: { font: { ...FONT, size: 9, color: { rgb: '595959' } }, alignment: { vertical: 'center' } },
  header: {
    font: { ...FONT, bold: true },
    border,
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DCE6F1' } },
  },
  text: { font: FONT, border, alignment: { vertical: 'center', wrapText: true }, numFmt: '@' },
  right: { font: FONT, border, alignment: { horizontal: 'right', vertical: 'center' } },
} as const satisfies Record<string, CellStyle>;

/** Text that looks like an escape of SpreadsheetML (`_x000D_`) is escaped itself; the library does not do so. */
const literal = (text: string): string => text.replaceAll(/_(?=x[\da-fA-F]{4}_)/g, '_x005F_');

/** A cell's value with its style. Text cells are inline strings of format @: nothing in them is a formula. */
const cellOf = (cell: ListCell, align: 'left' | 'right'): { value: CellValue; style: CellStyle } => {
  if (cell === null) return { value: null, style: STYLES.text };
  if (typeof cell === 'string') {
    return { value: literal(cell), style: align === 'right' ? { ...STYLES.right, numFmt: '@' } : STYLES.text };
  }
  if ('value' in cell) {
    const numFmt = cell.decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(cell.decimals)}`;
    return { value: Number(cell.value.toFixed(cell.decimals)), style: { ...STYLES.right, numFmt } };
  }
  const number = exactNumber(cell.exact);
  // More digits than a number cell holds: as text, exactly.
  if (number === null) return { value: cell.exact, style: { ...STYLES.right, numFmt: '@' } };
  const decimals = cell.exact.split('.')[1]?.length ?? 0;
  return {
    value: number,
    style: { ...STYLES.right, numFmt: decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}` },
  };
};

const sheetOf = ({ sheet, title, columns, rows, notes }: ListTable, about: ListAbout): WriteSheet => {
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  const rowDefs: NonNullable<WriteSheet['rowDefs']> = new Map([[0, { height: 24 }]]);
  cells.set('0,0', { value: title, style: STYLES.title });
  const lines = [...about.lines, ...notes];
  for (const [index, line] of lines.entries()) {
    cells.set(`${index + 1},0`, { value: literal(line), style: STYLES.note });
  }
  const head = lines.length + 1;
  rowDefs.set(head, { height: 30 });
  for (const [column, { zh, en }] of columns.entries()) {
    cells.set(`${head},${column}`, { value: en === '' ? zh : `${zh}\n${en}`, style: STYLES.header });
  }
  for (const [index, row] of rows.entries()) {
    for (const [column, cell] of row.entries()) {
      cells.set(`${head + 1 + index},${column}`, cellOf(cell, columns[column]?.align ?? 'left'));
    }
  }
  const lastColumn = String.fromCharCode(64 + columns.length);
  return {
    name: sheet,
    cells,
    rowDefs,
    columns: columns.map(({ width }) => ({ width })),
    freezePane: { rows: head + 1 },
    autoFilter: { range: `A${head + 1}:${lastColumn}${head + 1 + rows.length}` },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `$${head + 1}:$${head + 1}`,
    },
  };
};

/** The lists as one workbook, a sheet each; every sheet begins with what ranking it is of and how provisional. */
export const writeListWorkbook = (tables: readonly ListTable[], about: ListAbout): Promise<Uint8Array> =>
  writeXlsx({
    properties: { created: FIXED_TIME, modified: FIXED_TIME },
    defaultFont: FONT,
    sheets: tables.map((table) => sheetOf(table, about)),
  });
