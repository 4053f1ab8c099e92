import type { ReturnContent } from './return-content.ts';
import { type CsvOptions, writeCsvArchive, writeCsvInputs } from './write-csv-return.ts';
import { writeJsonReturn } from './write-json-return.ts';
import { writeXlsxReturn } from './write-xlsx-return.ts';

/**
 * Writes a return in one of the formats that the reader takes. A CSV holds the inputs only; with record tables or
 * explanations it becomes a zip of CSV. `options` are for CSV.
 */
export const writeReturn = async (
  format: 'xlsx' | 'csv' | 'json',
  content: ReturnContent,
  options: CsvOptions = {},
): Promise<Uint8Array> => {
  if (format === 'xlsx') return await writeXlsxReturn(content);
  if (format === 'json') return writeJsonReturn(content);
  const hasMore = [content.enterprises, content.projects, content.explanations].some(
    (part) => part !== undefined,
  );
  return hasMore ? writeCsvArchive(content, options) : writeCsvInputs(content, options);
};
