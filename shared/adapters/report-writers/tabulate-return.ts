import type { FindingsReport } from '../../domain/rules/finding.ts';
import { CAPS } from '../readers/caps.ts';
import { detectDelimiter, readCsvRecords } from '../readers/csv-records.ts';
import { decodeText } from '../readers/decode-text.ts';
import type { SourceRow } from '../readers/source-row.ts';
import { openZip } from '../readers/zip-archive.ts';
import { type Locate, placeOfAddress } from './cell-marks.ts';
import { tabulateJson } from './tabulate-json.ts';
import { type FiledCells, type FiledTable, type Tabulated, WHOLE_TABLE_ROWS } from './tabulated.ts';

const cellsOf = ({ cells }: SourceRow): FiledCells =>
  cells.values().map(({ column, raw }) => [column, raw] as const);

/** A CSV part row by row. Rows that are shown only in a short table wait until it is known whether this is one. */
const tabulateCsv = (name: string, bytes: Uint8Array): FiledTable => ({
  name,
  readRows: (onRow, isWanted) => {
    const { text } = decodeText(bytes, name);
    let rows = 0;
    let shown = 0;
    const show = (row: SourceRow): void => {
      shown += 1;
      onRow(row.number, cellsOf(row));
    };
    let waiting: SourceRow[] = [];
    const showWaiting = (isShown: (row: SourceRow, index: number) => boolean): void => {
      const held = waiting;
      waiting = [];
      for (const [index, row] of held.entries()) if (isShown(row, index)) show(row);
    };
    readCsvRecords(text, name, detectDelimiter(text), (row) => {
      rows += 1;
      if (rows <= WHOLE_TABLE_ROWS) waiting.push(row);
      else {
        showWaiting(({ number }, index) => index === 0 || isWanted(number));
        if (isWanted(row.number)) show(row);
      }
      return true;
    });
    showWaiting(() => true);
    return shown === rows ? undefined : { name, rows, shown };
  },
});

/** The tables of a return that is no workbook, for its findings to be shown in. */
export const tabulateReturn = (
  file: { readonly name: string; readonly bytes: Uint8Array },
  report: FindingsReport,
): Tabulated => {
  if (report.file.format === 'json') {
    return tabulateJson(decodeText(file.bytes, file.name, 'utf-8').text, file.name);
  }
  const locate: Locate = ({ sheet, a1 }) => placeOfAddress(sheet, a1);
  if (report.file.format === 'csv') return { tables: [tabulateCsv(file.name, file.bytes)], locate };
  const archive = openZip(file.bytes);
  const parts = archive.entries
    .map((entry) => ({ entry, name: entry.name.slice(entry.name.lastIndexOf('/') + 1) }))
    .filter(({ entry, name }) => /\.csv$/i.test(name) && !/(^|\/)(__MACOSX\/|\.)/.test(entry.name));
  const tables = parts.map(({ entry, name }) => tabulateCsv(name, archive.bytesOf(entry, CAPS.fileBytes)));
  return { tables, locate };
};
