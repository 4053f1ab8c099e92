import { FINDINGS_SHEET } from '../readers/read-xlsx-return.ts';
import { openWorkbook } from '../readers/workbook.ts';
import type { ZipArchive } from '../readers/zip-archive.ts';
import { FILL_COLUMN, PLACE_COLUMN } from './findings-sheet.ts';
import { parseXml } from './xml-elements.ts';

const isFill = (text: string): boolean => {
  if (!text.startsWith('<fill>') || text.includes('<!')) return false;
  const { name, end } = parseXml(text);
  return name === 'fill' && end === text.length;
};

/** The fills that cells had before an earlier report marked them, by place (`园区填报项!E2`). */
export const fillsBeforeEarlier = async (
  archive: ZipArchive,
  workbookPart: string,
): Promise<ReadonlyMap<string, string>> => {
  const fills = new Map<string, string>();
  const sheets = await openWorkbook(archive, workbookPart);
  const index = sheets.find(({ name }) => name === FINDINGS_SHEET);
  index?.readRows(({ cells }) => {
    const raw = (wanted: number): string => cells.find(({ column }) => column === wanted)?.raw ?? '';
    if (isFill(raw(FILL_COLUMN))) fills.set(raw(PLACE_COLUMN), raw(FILL_COLUMN));
    return true;
  });
  return fills;
};
