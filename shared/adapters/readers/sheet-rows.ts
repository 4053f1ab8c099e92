import { CAPS, SHEET_BOUNDS } from './caps.ts';
import { cellTooLong, createRichText } from './rich-text.ts';
import type { SharedStrings } from './shared-strings.ts';
import { columnLetters, columnOfAddress, type SourceCell, type SourceRow } from './source-row.ts';
import { damaged, tooLarge } from './unreadable-content.ts';
import { createXmlScanner } from './xml-scanner.ts';
import { attributeOf, decodeSpreadsheetString, decodeXmlText } from './xml-text.ts';
import type { ZipArchive } from './zip-archive.ts';
import type { ZipEntry } from './zip-directory.ts';

const kindOf = (type: string): SourceCell['stored'] => {
  if (type === 'n') return 'number';
  if (type === 'b') return 'boolean';
  return type === 'e' ? 'error' : 'text';
};

/** Reads the XML of a worksheet as it comes. */
export interface SheetReader {
  readonly push: (bytes: Uint8Array) => void;
  /** Says that the part has ended. */
  readonly end: () => void;
  /** Whether `onRow` has ended the reading. */
  readonly isStopped: () => boolean;
  /** Number of the last row where the next element can only be a row or the end of the rows; −1 elsewhere. */
  readonly rowBefore: () => number;
  /** Says that the row of this number was read by someone else. */
  readonly passRow: (number: number) => void;
}

/**
 * Reads the rows of a worksheet part in order, one at a time; `onRow` returning false ends the reading. Rows without
 * content are passed on empty, so that they can be counted. Styles are not read: a date is its stored number.
 *
 * @throws UnreadableContent for malformed rows, addresses out of order or out of bounds, unknown shared strings, caps.
 */
export const createSheetReader = (
  part: string,
  sharedStrings: SharedStrings,
  onRow: (row: SourceRow) => boolean | undefined,
): SheetReader => {
  const rich = createRichText(part);
  let inData = false;
  /** Open elements below sheetData. */
  let depth = 0;
  let row = 0;
  let rowsWithContent = 0;
  let cells: SourceCell[] = [];
  let column = -1;
  let type = 'n';
  let value: string | undefined;
  let inValue = false;
  let hasFormula = false;
  let stopped = false;

  const a1 = (): string => `${columnLetters(column)}${row}`;

  const beginRow = (attributes: string): void => {
    const r = attributeOf(attributes, 'r');
    const number = r === undefined ? row + 1 : /^\d{1,7}$/.test(r) ? Number(r) : -1;
    if (number <= row || number > SHEET_BOUNDS.rows) {
      throw damaged(part, `第 ${row} 行之后的行号有误`, `a wrong row number after row ${row}`);
    }
    row = number;
    column = -1;
    cells = [];
  };

  const beginCell = (attributes: string): void => {
    const r = attributeOf(attributes, 'r');
    const next = r === undefined ? column + 1 : columnOfAddress(r);
    if (next <= column || next >= SHEET_BOUNDS.columns) {
      throw damaged(part, `第 ${row} 行的单元格地址有误`, `a wrong cell address in row ${row}`);
    }
    column = next;
    type = attributeOf(attributes, 't') ?? 'n';
    value = undefined;
    hasFormula = false;
    if (type === 'inlineStr') rich.begin();
  };

  const rawValue = (): string => {
    if (type === 'inlineStr') return rich.value();
    if (value === undefined) return '';
    if (type === 's') {
      const text = /^\s*\d{1,9}\s*$/.test(value) ? sharedStrings.text(Number(value)) : undefined;
      if (text === undefined) {
        throw damaged(
          part,
          `单元格 ${a1()} 的文本不在字符串表中`,
          `the text of cell ${a1()} is missing`,
          a1(),
        );
      }
      return text;
    }
    if (type === 'b') return value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE';
    return type === 'str' ? decodeSpreadsheetString(value) : value;
  };

  const endCell = (): void => {
    const raw = rawValue();
    if (raw.length > CAPS.cellCharacters) throw cellTooLong(part, a1());
    const isBlank = raw === '' && !(hasFormula && value !== undefined && type === 'str');
    if (isBlank && !hasFormula) return;
    cells.push({ column, raw, stored: isBlank ? 'blank' : kindOf(type), hasFormula });
    if (cells.length > CAPS.columns) {
      throw tooLarge(
        part,
        `第 ${row} 行超过 ${CAPS.columns} 个有内容的列`,
        `row ${row} has more than ${CAPS.columns} columns with content`,
        a1(),
      );
    }
  };

  const endRow = (): void => {
    if (cells.length > 0) rowsWithContent += 1;
    if (rowsWithContent > CAPS.rows) {
      throw tooLarge(part, `超过 ${CAPS.rows} 行`, `more than ${CAPS.rows} rows`, a1());
    }
    if (!stopped && onRow({ number: row, cells }) === false) stopped = true;
  };

  const scanner = createXmlScanner(part, {
    open: (name, attributes) => {
      if (!inData) {
        inData = name === 'sheetData';
        return;
      }
      depth += 1;
      if (name === 'c') beginCell(attributes);
      else if (name === 'row') beginRow(attributes);
      else if (name === 'v') {
        inValue = true;
        value = '';
      } else if (name === 'f') hasFormula = true;
      else if (type === 'inlineStr') rich.open(name);
    },
    close: (name) => {
      if (!inData) return;
      depth -= 1;
      if (name === 'c') endCell();
      else if (name === 'v') inValue = false;
      else if (name === 'row') endRow();
      else if (name === 'sheetData') inData = false;
      else if (type === 'inlineStr') rich.close(name);
    },
    text: (raw, isCdata) => {
      if (inValue) value += isCdata ? raw : decodeXmlText(raw, part);
      else if (inData && type === 'inlineStr') rich.text(raw, isCdata, a1());
    },
  });
  return {
    push: scanner.push,
    end: scanner.end,
    isStopped: () => stopped,
    rowBefore: () => (inData && depth === 0 && scanner.isIdle() ? row : -1),
    passRow: (number) => {
      row = number;
    },
  };
};

/** Reads the rows of a worksheet part; see createSheetReader. */
export const readSheetRows = (
  archive: ZipArchive,
  entry: ZipEntry,
  sharedStrings: SharedStrings,
  onRow: (row: SourceRow) => boolean | undefined,
): void => {
  const reader = createSheetReader(entry.name, sharedStrings, onRow);
  archive.inflate(entry, (chunk) => {
    reader.push(chunk);
    return !reader.isStopped();
  });
  if (!reader.isStopped()) reader.end();
};
