import type { Cell, FileFacts } from '../../domain/returns/filed-return.ts';
import type { FiledTable, ReadTableOutcome } from '../../domain/returns/filed-table.ts';
import { detectContent } from './detect-format.ts';
import { drainCsv } from './read-csv-return.ts';
import { sha256Hex } from './sha256.ts';
import { cellOfRow } from './source-row.ts';
import { createTableReader, type TableReader, type TableSpec } from './table-reader.ts';
import { UnreadableContent } from './unreadable-content.ts';
import { findWorkbookPart, openWorkbook } from './workbook.ts';
import { openZip } from './zip-archive.ts';

const notATable = (): UnreadableContent =>
  new UnreadableContent('readable', {
    zh: '不是表格的内容（应为 .csv 或 .xlsx）',
    en: 'content that is no table (.csv or .xlsx is expected)',
  });

/**
 * Reads a file that is one table: CSV, or the first worksheet of a workbook that has every required column (the first
 * with any header otherwise). Bad content is a value; it throws only for programming errors.
 */
export const readTable = async (
  { name, bytes }: { name: string; bytes: Uint8Array },
  spec: TableSpec,
): Promise<ReadTableOutcome> => {
  let format: FileFacts['format'] = null;
  let encoding: FileFacts['encoding'] = null;
  const sha256 = await sha256Hex(bytes);
  const file = (): FileFacts => ({ name, bytes: bytes.length, sha256, format, encoding });

  const tableFrom = (
    sheet: string,
    drain: (reader: Pick<TableReader, 'row'>) => void,
  ): Omit<FiledTable, 'file'> => {
    const rows: FiledTable['rows'][number][] = [];
    const reader = createTableReader(sheet, spec, (row, columns) => {
      const cells = new Map<string, Cell>(
        columns.map(({ code, column, header }) => [code, cellOfRow(sheet, row, column, header)]),
      );
      rows.push({ number: row.number, cells });
    });
    drain(reader);
    const { rowCount: _, blankRows, ...found } = reader.finish();
    return { sheet, ...found, rows, blankRows };
  };

  const read = async (): Promise<Omit<FiledTable, 'file'>> => {
    const kind = detectContent(bytes);
    if (kind === 'json') throw notATable();
    if (kind === 'delimited-text') {
      format = 'csv';
      return tableFrom(name, (reader) => {
        encoding = drainCsv({ name, bytes }, reader);
      });
    }
    const archive = openZip(bytes);
    const workbookPart = findWorkbookPart(archive);
    if (workbookPart === undefined) throw notATable();
    format = 'xlsx';
    const tables = (await openWorkbook(archive, workbookPart)).map((sheet) =>
      tableFrom(sheet.name, (reader) =>
        sheet.readRows((row) => {
          reader.row(row);
          return true;
        }),
      ),
    );
    const found =
      tables.find((table) => table.missingColumns.length === 0) ??
      tables.find((table) => table.anchor !== null) ??
      tables[0];
    if (found === undefined) throw notATable();
    return found;
  };

  try {
    const table = await read();
    return { kind: 'read', table: { file: file(), ...table } };
  } catch (error) {
    if (!(error instanceof UnreadableContent)) throw error;
    return { kind: 'unreadable', file: file(), what: error.what, cell: error.cell, fact: error.fact };
  }
};
