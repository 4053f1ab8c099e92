import type { Findings, FindingsReport } from '../../domain/rules/finding.ts';
import { CAPS } from '../readers/caps.ts';
import { detectDelimiter, readCsvRecords } from '../readers/csv-records.ts';
import { decodeText } from '../readers/decode-text.ts';
import { openZip } from '../readers/zip-archive.ts';
import { type Locate, placeOfAddress } from './cell-marks.ts';
import { tabulateJson } from './tabulate-json.ts';
import { type FiledTable, type Tabulated, WHOLE_TABLE_ROWS } from './tabulated.ts';

const tabulateCsv = (name: string, bytes: Uint8Array, wanted: ReadonlySet<number>): FiledTable => {
  const { text } = decodeText(bytes, name);
  const rows = new Map<number, ReadonlyMap<number, string>>();
  let read = 0;
  const late: number[] = [];
  readCsvRecords(text, name, detectDelimiter(text), (row) => {
    read += 1;
    if (read > 1 && !wanted.has(row.number)) {
      if (read > WHOLE_TABLE_ROWS) return true;
      late.push(row.number);
    }
    rows.set(row.number, new Map(row.cells.map(({ column, raw }) => [column, raw])));
    return true;
  });
  if (read > WHOLE_TABLE_ROWS) for (const number of late) rows.delete(number);
  return { name, rows };
};

/** Rows with findings, by table. */
const rowsWithFindings = (findings: Findings): ReadonlyMap<string, ReadonlySet<number>> => {
  const rows = new Map<string, Set<number>>();
  for (const { cells } of findings) {
    for (const { sheet, a1 } of cells) {
      const row = placeOfAddress(sheet, a1)?.row;
      if (row === undefined) continue;
      const known = rows.get(sheet);
      if (known === undefined) rows.set(sheet, new Set([row]));
      else known.add(row);
    }
  }
  return rows;
};

/** The tables of a return that is no workbook, for its findings to be shown in. */
export const tabulateReturn = (
  file: { readonly name: string; readonly bytes: Uint8Array },
  report: FindingsReport,
): Tabulated => {
  if (report.file.format === 'json') {
    return tabulateJson(decodeText(file.bytes, file.name, 'utf-8').text, file.name, report.findings);
  }
  const wanted = rowsWithFindings(report.findings);
  const tabulate = (name: string, bytes: Uint8Array): FiledTable =>
    tabulateCsv(name, bytes, wanted.get(name) ?? new Set());
  const locate: Locate = ({ sheet, a1 }) => placeOfAddress(sheet, a1);
  if (report.file.format === 'csv') return { tables: [tabulate(file.name, file.bytes)], locate };
  const archive = openZip(file.bytes);
  const parts = archive.entries
    .map((entry) => ({ entry, name: entry.name.slice(entry.name.lastIndexOf('/') + 1) }))
    .filter(({ entry, name }) => /\.csv$/i.test(name) && !/(^|\/)(__MACOSX\/|\.)/.test(entry.name));
  const tables = parts.map(({ entry, name }) => tabulate(name, archive.bytesOf(entry, CAPS.fileBytes)));
  return { tables, locate };
};
