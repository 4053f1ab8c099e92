import { CsvError, parse } from 'csv-parse/sync';
import { detectDelimiter } from '../../shared/adapters/readers/csv-records.ts';
import { decodeText } from '../../shared/adapters/readers/decode-text.ts';
import { UnreadableContent } from '../../shared/adapters/readers/unreadable-content.ts';
import { parseDecimal } from '../../shared/domain/composites/normalisation.ts';
import { CannotDo } from '../terminal/context.ts';

/** A row of a CSV with a header. */
export interface CsvRow {
  /** Line of the file it begins on, from 1. */
  readonly line: number;
  /** Cell under a header, trimmed; empty where the header is absent. */
  readonly cell: (header: string) => string;
}

export interface CsvTable {
  /** File name, for messages. */
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
}

/**
 * Reads a CSV with a header: UTF-8 or GB18030, `,` `;` or tab; blank rows are passed over.
 *
 * @throws {CannotDo} for text that cannot be decoded or split, a repeated header, a row of another length
 */
export const readCsvTable = ({ name, bytes }: { name: string; bytes: Uint8Array }): CsvTable => {
  const [first, ...rest] = splitRecords(name, textOf(name, bytes));
  if (first === undefined) {
    throw new CannotDo({ zh: `${name} 是空文件。`, en: `${name} is empty.` });
  }
  const header = first.cells;
  const places = new Map(header.map((label, column) => [label, column]));
  const twice = header.find((label, column) => label !== '' && places.get(label) !== column);
  if (twice !== undefined) {
    throw new CannotDo({
      zh: `${name} 的表头“${twice}”出现多次。`,
      en: `${name} has the header “${twice}” more than once.`,
    });
  }
  return {
    file: name,
    header,
    rows: rest.map(({ line, cells }) => {
      // Spreadsheets leave empty cells behind at the end of a row.
      if (cells.length < header.length || cells.slice(header.length).some((cell) => cell !== '')) {
        throw new CannotDo({
          zh: `${name} 第 ${line} 行有 ${cells.length} 个单元格，表头有 ${header.length} 个。`,
          en: `${name}, line ${line}: ${cells.length} cells under ${header.length} headers.`,
        });
      }
      return { line, cell: (label) => cells[places.get(label) ?? -1] ?? '' };
    }),
  };
};

const textOf = (name: string, bytes: Uint8Array): string => {
  try {
    // Names of countries and firms are often Latin with accents and nothing else, which returns never are.
    return decodeText(bytes, '', 'utf-8').text;
  } catch (error) {
    if (!(error instanceof UnreadableContent)) throw error;
    throw new CannotDo(
      { zh: `无法读取 ${name}：${error.what.zh}。`, en: `${name} cannot be read: ${error.what.en}.` },
      { cause: error },
    );
  }
};

const splitRecords = (name: string, text: string): { line: number; cells: string[] }[] => {
  try {
    const ends: number[] = [];
    const records: string[][] = parse(text, {
      delimiter: detectDelimiter(text),
      // Excel's line that names the delimiter.
      from_line: /^sep=[,;\t]\r?\n/i.test(text) ? 2 : 1,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (record, { lines }) => {
        ends.push(lines);
        return record;
      },
    });
    return records
      .map((cells, index) => ({
        // csv-parse counts to the end of a record; line breaks inside its cells lie before that.
        line: (ends[index] ?? 0) - cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0),
        cells: cells.map((cell) => cell.trim()),
      }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error ? Number(error.lines) : 0;
    throw new CannotDo(
      {
        zh: `${name} 第 ${line} 行附近的引号不成对或位置不对，无法按 CSV 读取。`,
        en: `${name} cannot be split as CSV: a quote near line ${line} is unpaired or out of place.`,
      },
      { cause: error },
    );
  }
};

/** @throws {CannotDo} when a header that must be there is not. */
export const requireHeaders = ({ file, header }: CsvTable, wanted: readonly string[]): void => {
  const missing = wanted.filter((label) => !header.includes(label));
  if (missing.length === 0) return;
  throw new CannotDo({
    zh: `${file} 缺少列：${missing.join('、')}。`,
    en: `${file} lacks ${missing.length === 1 ? 'the column' : 'the columns'} ${missing.join(', ')}.`,
  });
};

/** Whether a cell says that there is no value: empty, or R's NA and NaN. */
export const isMissing = (cell: string): boolean => cell === '' || cell === 'NA' || cell === 'NaN';

/**
 * Number of a cell; NaN where it says that there is none.
 * @throws {CannotDo} for a cell that is neither
 */
export const numberOf = ({ file }: CsvTable, { line, cell }: CsvRow, header: string): number => {
  const raw = cell(header);
  if (isMissing(raw)) return Number.NaN;
  const value = parseDecimal(raw);
  if (!Number.isNaN(value)) return value;
  throw new CannotDo({
    zh: `${file} 第 ${line} 行“${header}”列应为数字（缺失则留空或填 NA），当前为“${raw}”。`,
    en: `${file}, line ${line}, column “${header}”: “${raw}” is no number (leave it empty or NA where it is missing).`,
  });
};
