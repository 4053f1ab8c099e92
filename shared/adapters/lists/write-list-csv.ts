import { inertText } from '../report-writers/formula-injection.ts';
import type { ListAbout, ListCell, ListTable } from './list-table.ts';

const quoted = (text: string): string =>
  /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const textOf = (cell: ListCell): string => {
  if (cell === null) return '';
  if (typeof cell === 'string') return inertText(cell);
  return 'exact' in cell ? cell.exact : cell.value.toFixed(cell.decimals);
};

/**
 * A list as CSV for spreadsheet programs: UTF-8 with BOM, CRLF, one header row. Which ranking it is of and how provisional
 * stands in the last columns of each row, so that no row can lose it. No text can run as a formula.
 */
export const writeListCsv = (table: ListTable, about: ListAbout): string => {
  const header = [
    ...table.columns.map(({ zh, en }) => (en === '' ? zh : `${zh} ${en}`)),
    ...about.columns.map(([name]) => name),
  ];
  const tail = about.columns.map(([, value]) => inertText(value));
  const lines = [header, ...table.rows.map((row) => [...row.map(textOf), ...tail])];
  return `\ufeff${lines.map((fields) => `${fields.map(quoted).join(',')}\r\n`).join('')}`;
};
