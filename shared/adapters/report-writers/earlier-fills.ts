import { FINDINGS_SHEET } from '../readers/read-xlsx-return.ts';
import { columnLetters, columnOfAddress } from '../readers/source-row.ts';
import { openWorkbook } from '../readers/workbook.ts';
import type { ZipArchive } from '../readers/zip-archive.ts';
import type { SheetPlace } from './cell-marks.ts';
import { getOrAdd } from './get-or-add.ts';
import { NO_FILL } from './workbook-styles.ts';
import { parseXml } from './xml-elements.ts';

/**
 * Hidden columns of the index behind those in view: a fill, a sheet, and the cells of it that had this fill before they
 * were marked (`B3:U3 B4`), for the next report on the same workbook to put back. Cells without a fill are left out.
 */
export const FILL_COLUMNS = { fill: 8, sheet: 9, cells: 10 } as const;

/** Characters of cell ranges in one cell of the index. */
const CELLS_CHARACTERS = 32_000;

/** Cells of one sheet that had the same fill. */
export interface FilledCells {
  readonly fill: string;
  readonly sheet: string;
  readonly cells: string;
}

interface Run {
  readonly fill: string;
  readonly from: number;
  to: number;
}

/** Records fills of cells that come sheet by sheet, row by row and from left to right. */
export const createFillRecord = () => {
  const records = new Map<string, { fill: string; sheet: string; texts: string[] }>();
  let open: { sheet: string; row: number; run: Run } | undefined;

  const close = (): void => {
    if (open === undefined) return;
    const { sheet, row, run } = open;
    const first = `${columnLetters(run.from)}${row}`;
    const range = run.from === run.to ? first : `${first}:${columnLetters(run.to)}${row}`;
    const key = `${sheet}\n${run.fill}`;
    const record = getOrAdd(records, key, () => ({ fill: run.fill, sheet, texts: [] }));
    const last = record.texts.at(-1);
    if (last === undefined || last.length + range.length >= CELLS_CHARACTERS) record.texts.push(range);
    else record.texts[record.texts.length - 1] = `${last} ${range}`;
    open = undefined;
  };

  return {
    add: ({ sheet, row, column }: SheetPlace, fill: string): void => {
      const goesOn =
        open?.sheet === sheet && open.row === row && open.run.fill === fill && open.run.to === column - 1;
      if (open !== undefined && goesOn) open.run.to = column;
      else {
        close();
        if (fill !== NO_FILL) open = { sheet, row, run: { fill, from: column, to: column } };
      }
    },
    records: (): readonly FilledCells[] => {
      close();
      return [...records.values()].flatMap(({ fill, sheet, texts }) =>
        texts.map((cells) => ({ fill, sheet, cells })),
      );
    },
  };
};

const isFill = (text: string): boolean => {
  if (!text.startsWith('<fill>') || text.includes('<!')) return false;
  const { name, end } = parseXml(text);
  return name === 'fill' && end === text.length;
};

/** The fill that a cell had before an earlier report marked it. */
export type EarlierFill = (place: SheetPlace) => string;

/** The fills that an earlier report on the same workbook recorded. */
export const earlierFills = async (archive: ZipArchive, workbookPart: string): Promise<EarlierFill> => {
  const runs = new Map<string, Run[]>();
  const sheets = await openWorkbook(archive, workbookPart);
  const index = sheets.find(({ name }) => name === FINDINGS_SHEET);
  index?.readRows(({ cells }) => {
    const raw = (wanted: number): string => cells.find(({ column }) => column === wanted)?.raw ?? '';
    const fill = raw(FILL_COLUMNS.fill);
    if (!isFill(fill)) return true;
    for (const range of raw(FILL_COLUMNS.cells).split(' ')) {
      const [, first = '', row, last = first] =
        /^([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})\2)?$/.exec(range) ?? [];
      if (row === undefined) continue;
      const key = `${raw(FILL_COLUMNS.sheet)}!${row}`;
      const run = { fill, from: columnOfAddress(`${first}1`), to: columnOfAddress(`${last}1`) };
      getOrAdd(runs, key, () => []).push(run);
    }
    return true;
  });
  return ({ sheet, row, column }) =>
    runs.get(`${sheet}!${row}`)?.find(({ from, to }) => from <= column && column <= to)?.fill ?? NO_FILL;
};
