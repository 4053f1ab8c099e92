import { NOT_PLAIN, readElements } from './element-windows.ts';
import type { RecordForm } from './record-form.ts';
import type { SharedStrings } from './shared-strings.ts';
import { readRowElement } from './sheet-columns.ts';
import { createSheetReader } from './sheet-rows.ts';
import type { ZipArchive } from './zip-archive.ts';
import type { ZipEntry } from './zip-directory.ts';

/**
 * Reads a worksheet of records into typed columns. Rows in the usual form are read from the inflated bytes; everything
 * else of the part (what is around the rows, the header, rows in any other form) goes to the general reader.
 * @throws UnreadableContent
 */
export const readSheetRecords = async (
  archive: ZipArchive,
  entry: ZipEntry,
  strings: SharedStrings,
  form: RecordForm,
): Promise<void> => {
  const general = createSheetReader(entry.name, strings, (row) => {
    form.row(row);
    return true;
  });
  await readElements(archive, entry, 'row', {
    general,
    take: (bytes, from, end) => {
      const before = general.rowBefore();
      const direct = before < 0 ? null : form.direct();
      if (direct === null) return NOT_PLAIN;
      const rowEnd = readRowElement(bytes, from, end, before, direct, strings);
      if (rowEnd >= 0) general.passRow(direct.lastRow());
      return rowEnd;
    },
  });
};
