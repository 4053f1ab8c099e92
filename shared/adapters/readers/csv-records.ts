import { CAPS } from './caps.ts';
import { columnLetters, type SourceCell, type SourceRow } from './source-row.ts';
import { placeOf, tooLarge, UnreadableContent } from './unreadable-content.ts';

const QUOTE = 34;
const CR = 13;
const LF = 10;

const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const count = (text: string, wanted: string): number => text.split(wanted).length - 1;

/** The delimiter of a CSV text: named by a first line `sep=…`, else the one most frequent in the first line with any. */
export const detectDelimiter = (text: string): Delimiter => {
  const named = /^sep=([,;\t])(\r|\n|$)/i.exec(text)?.[1];
  if (named !== undefined) return named as Delimiter;
  const lines = text.slice(0, 65_536).split(/\r\n|\r|\n/, CAPS.headerRows);
  for (const line of lines) {
    const bare = line.replaceAll(/"[^"]*"/g, '');
    const [best, times] = DELIMITERS.map((delimiter) => [delimiter, count(bare, delimiter)] as const).reduce(
      (most, next) => (next[1] > most[1] ? next : most),
    );
    if (times > 0) return best;
  }
  return ',';
};

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const ERROR = /^#(?:REF!|DIV\/0!|N\/A|VALUE!|NAME\?|NUM!|NULL!)$/;

/** A CSV has no types: a plain decimal counts as stored number, an error text of a spreadsheet as error. */
const storedAs = (raw: string): SourceCell['stored'] => {
  if (NUMBER.test(raw)) return 'number';
  return raw.startsWith('#') && ERROR.test(raw) ? 'error' : 'text';
};

/**
 * Splits CSV text into records (RFC 4180; line ends CR, LF or CRLF, mixed too) and passes them on one at a time with
 * the number of the row that each is in a spreadsheet: a field that goes over lines is one row. A quote inside an
 * unquoted field is a character like any other. Fields left empty are not in the row; `fields` counts them.
 *
 * A splitter of our own because it must give rows and lines, keep no record, and run in a browser without a Buffer;
 * it is held against csv-parse by a property test.
 *
 * `first` is the row and the line on which `text` begins, where it is a piece of a part; refusals name lines.
 *
 * @throws UnreadableContent for a quoted field without an end and for rows or cells beyond the caps.
 */
export const readCsvRecords = (
  text: string,
  part: string,
  delimiter: Delimiter,
  onRow: (row: SourceRow) => boolean | undefined,
  first: { readonly row: number; readonly line: number } = { row: 1, line: 1 },
): void => {
  const split = delimiter.charCodeAt(0);
  const length = text.length;
  let at = 0;
  let { row, line } = first;
  let rowsWithContent = 0;
  if (first.line === 1 && /^sep=[,;\t](\r|\n|$)/i.test(text.slice(0, 6))) {
    at = text.startsWith('\r\n', 5) ? 7 : Math.min(6, length);
    row = 2;
    line = 2;
  }

  /** Reads the quoted field that opens at `at`; leaves `at` behind it, together with anything up to the next delimiter. */
  const quoted = (): string => {
    const opened = line;
    let value = '';
    at += 1;
    for (;;) {
      const end = text.indexOf('"', at);
      if (end < 0) {
        throw new UnreadableContent(
          'readable',
          {
            zh: `没有配对的引号（${part} 第 ${opened} 行起）`,
            en: `an opening quote without an end (${part}, from line ${opened})`,
          },
          placeOf(part, `A${row}`),
        );
      }
      value += text.slice(at, end);
      at = end + 1;
      if (text.charCodeAt(at) !== QUOTE) break;
      value += '"';
      at += 1;
      // Millions of doubled quotes would be millions of joins; the caller refuses the cell.
      if (value.length > CAPS.cellCharacters) return value;
    }
    if (/[\r\n]/.test(value)) line += value.split(/\r\n|\r|\n/).length - 1;
    return value + unquoted();
  };

  const unquoted = (): string => {
    const start = at;
    for (; at < length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === split || code === LF || code === CR) break;
    }
    return text.slice(start, at);
  };

  while (at < length) {
    const number = line;
    const cells: SourceCell[] = [];
    let column = 0;
    for (;;) {
      const raw = text.charCodeAt(at) === QUOTE ? quoted() : unquoted();
      if (raw.length > CAPS.cellCharacters) {
        throw tooLarge(
          part,
          `第 ${number} 行有超过 ${CAPS.cellCharacters} 个字符的单元格`,
          `line ${number} has a cell of more than ${CAPS.cellCharacters} characters`,
          `${columnLetters(column)}${row}`,
        );
      }
      if (raw !== '') cells.push({ column, raw, stored: storedAs(raw), hasFormula: false });
      if (cells.length > CAPS.columns) {
        throw tooLarge(
          part,
          `第 ${number} 行超过 ${CAPS.columns} 列`,
          `line ${number} has more than ${CAPS.columns} columns`,
          `${columnLetters(column)}${row}`,
        );
      }
      column += 1;
      if (text.charCodeAt(at) !== split || at >= length) break;
      at += 1;
    }
    if (at < length) {
      at += text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? 2 : 1;
      line += 1;
    }
    if (cells.length > 0) rowsWithContent += 1;
    if (rowsWithContent > CAPS.rows) {
      throw tooLarge(part, `超过 ${CAPS.rows} 行`, `more than ${CAPS.rows} rows`, `A${row}`);
    }
    if (onRow({ number: row, cells, fields: column }) === false) return;
    row += 1;
  }
};
