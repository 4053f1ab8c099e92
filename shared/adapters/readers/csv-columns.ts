import { POWERS_OF_TEN, SURE_DIGITS } from '../../domain/records/plain-decimal.ts';
import type { RecordTableBuilder, StoredAs } from '../../domain/records/record-table-builder.ts';
import { CAPS } from './caps.ts';
import type { TextEncoding } from './decode-text.ts';
import type { DirectRecords } from './record-form.ts';

const QUOTE = 34;
const CR = 13;
const LF = 10;

/** Where a scan of bytes stands. */
export interface CsvPosition {
  /** Byte at which the next record begins. */
  readonly at: number;
  /** Its row as spreadsheets count, from 1: a field that goes over lines is one row. */
  readonly row: number;
}

const isSpace = (byte: number): boolean => byte === 32 || byte === 9;

/**
 * Reads records of a CSV part straight from its bytes into columns, from `from` until the end or until a record that is
 * not plain (a quote opens a field, a cap is near); answers where it stopped. Records are split by bytes: neither
 * delimiter, quote nor line end occurs inside a character of UTF-8, and in GB18030 the trail bytes are 0x30–0x39 and
 * 0x40–0xFE, which are none of them.
 *
 * @param bytes ends in a line end.
 */
export const readCsvColumns = (
  bytes: Uint8Array,
  from: CsvPosition,
  split: number,
  rows: DirectRecords,
  builder: RecordTableBuilder,
): CsvPosition => {
  const { columnAt, isNumber, fields, encoding } = rows;
  const width = columnAt.length;
  const end = bytes.length;
  let { at, row } = from;

  while (at < end) {
    const start = at;
    let column = 0;
    let isBlank = true;
    let doubtful = false;
    builder.beginRow(row);
    for (;;) {
      const begin = at;
      let byte = bytes[at] as number;
      const target = column < width ? (columnAt[column] as number) : -1;
      if (byte === split) {
        at += 1;
        column += 1;
        continue;
      }
      if (byte === LF || byte === CR) break;
      if (byte === QUOTE) {
        const close = bytes.indexOf(QUOTE, begin + 1);
        const next = bytes[close + 1];
        const isWhole = close > begin && (next === split || next === LF || next === CR);
        if (!isWhole || column >= fields || isLong(bytes, begin + 1, close)) {
          doubtful = true;
          break;
        }
        if (close > begin + 1) {
          if (isBlank) isBlank = !hasContent(bytes, begin + 1, close, encoding);
          if (target >= 0) putField(builder, target, isNumber[target] === 1, bytes, begin + 1, close);
        }
        at = close + 1;
        if (next !== split) break;
        at += 1;
        column += 1;
        continue;
      }
      if (target >= 0 && isNumber[target] === 1) {
        const isNegative = byte === 45;
        if (isNegative) byte = bytes[++at] as number;
        const digitsFrom = at;
        let mantissa = 0;
        while (byte >= 48 && byte <= 57) {
          mantissa = mantissa * 10 + (byte - 48);
          byte = bytes[++at] as number;
        }
        let digits = at - digitsFrom;
        let decimals = 0;
        let plain = digits > 0 && (digits === 1 || bytes[digitsFrom] !== 48);
        if (byte === 46 && plain) {
          const decimalsFrom = at + 1;
          byte = bytes[++at] as number;
          while (byte >= 48 && byte <= 57) {
            mantissa = mantissa * 10 + (byte - 48);
            byte = bytes[++at] as number;
          }
          decimals = at - decimalsFrom;
          digits += decimals;
          plain = decimals > 0;
        }
        const ends = byte === split || byte === LF || byte === CR;
        if (plain && ends && digits <= SURE_DIGITS && !(isNegative && mantissa === 0)) {
          const value = decimals === 0 ? mantissa : mantissa / (POWERS_OF_TEN[decimals] as number);
          builder.putPlain(target, isNegative ? -value : value, decimals);
          isBlank = false;
          if (byte !== split) break;
          at += 1;
          column += 1;
          continue;
        }
      }
      while (byte !== split && byte !== LF && byte !== CR) byte = bytes[++at] as number;
      if (at - begin > CAPS.cellCharacters || column >= fields) {
        doubtful = true;
        break;
      }
      if (isBlank) isBlank = !hasContent(bytes, begin, at, encoding);
      if (target >= 0) builder.putBytes(target, bytes, begin, at, 'untyped');
      if (byte !== split) break;
      at += 1;
      column += 1;
    }
    if (doubtful || column >= CAPS.columns) {
      builder.dropRow();
      return { at: start, row };
    }
    if (isBlank) builder.dropRow();
    rows.count(isBlank, row);
    at += bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1;
    row += 1;
  }
  return { at, row };
};

/** Whether the content of a quoted field goes over lines or past the cap. */
const isLong = (bytes: Uint8Array, from: number, to: number): boolean => {
  if (to - from > CAPS.cellCharacters) return true;
  for (let at = from; at < to; at += 1) if (bytes[at] === LF || bytes[at] === CR) return true;
  return false;
};

/** Whether a field is more than white space; only a field of nothing but spaces or other scripts is decoded. */
const hasContent = (bytes: Uint8Array, from: number, to: number, encoding: TextEncoding): boolean => {
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number;
    if (byte > 32 && byte < 127) return true;
    if (byte >= 127 || !isSpace(byte)) return decode(bytes.subarray(from, to), encoding).trim() !== '';
  }
  return false;
};

/** Puts a field of which the bytes are known: a plain number as such, anything else as text. */
export const putField = (
  builder: RecordTableBuilder,
  column: number,
  isNumber: boolean,
  bytes: Uint8Array,
  from: number,
  to: number,
  stored: StoredAs = 'untyped',
): void => {
  if (isNumber) {
    let at = from;
    const isNegative = bytes[at] === 45;
    if (isNegative) at += 1;
    const first = at;
    let mantissa = 0;
    let point = -1;
    for (; at < to; at += 1) {
      const byte = bytes[at] as number;
      if (byte >= 48 && byte <= 57) mantissa = mantissa * 10 + (byte - 48);
      else if (byte === 46 && point < 0 && at > first) point = at;
      else break;
    }
    const decimals = point < 0 ? 0 : to - point - 1;
    const digits = to - first - (point < 0 ? 0 : 1);
    const whole = (point < 0 ? to : point) - first;
    const isPlain =
      at === to && whole > 0 && (whole === 1 || bytes[first] !== 48) && (point < 0 || decimals > 0);
    if (isPlain && digits <= SURE_DIGITS && !(isNegative && mantissa === 0)) {
      const value = decimals === 0 ? mantissa : mantissa / (POWERS_OF_TEN[decimals] as number);
      builder.putPlain(column, isNegative ? -value : value, decimals);
      return;
    }
  }
  builder.putBytes(column, bytes, from, to, stored);
};

const decode = (bytes: Uint8Array, encoding: TextEncoding): string =>
  new TextDecoder(encoding === 'gb18030' ? 'gb18030' : 'utf-8').decode(bytes);
