import { POWERS_OF_TEN, SURE_DIGITS } from '../../domain/records/plain-decimal.ts';
import type { DirectRecords } from './record-form.ts';

const GT = 62;
const QUOTES = 34;
const EQUALS = 61;

/** Letters of the columns A to ZZ by their number from 0; of A to Z the first is all. */
const FIRST_LETTERS = Uint8Array.from({ length: 702 }, (_, column) =>
  column < 26 ? 65 + column : 64 + Math.floor(column / 26),
);
const SECOND_LETTERS = Uint8Array.from({ length: 702 }, (_, column) => 65 + (column % 26));
/** The last column before the last of them. */
const LAST_SHORT = 700;

/**
 * Where the address that begins at `from` ends if it is in this column, by its letters and without reading the `rowDigits`
 * digits of its row; −1 if it is not, or is in a column beyond ZY.
 */
export const addressEnd = (bytes: Uint8Array, from: number, column: number, rowDigits: number): number => {
  if (column > LAST_SHORT) return -1;
  const letters = column < 26 ? 1 : 2;
  const isInColumn =
    bytes[from] === FIRST_LETTERS[column] &&
    (letters === 1 || bytes[from + 1] === SECOND_LETTERS[column]) &&
    (bytes[from + letters] as number) <= 57;
  return isInColumn ? from + letters + rowDigits : -1;
};

/** Four bytes of markup as they are read at once. */
const markup = (text: string): number =>
  new DataView(new TextEncoder().encode(text).buffer).getInt32(0, true);
const CELL_OPENS = markup('<c r');
const STYLE = markup(' s="');
const VALUE_OPENS = markup('"><v');
const VALUE_CLOSES = markup('</v>');
const CELL_CLOSES = markup('</c>');
/** Bytes of the longest cell that `readPlainNumber` takes, and more. */
export const LONGEST_PLAIN = 64;

/**
 * Takes the cell that nearly every cell is, with few looks at its bytes: `<c r="B5" s="1"><v>12.5</v></c>` in the next
 * column, with or without a style, in a column of numbers. Answers where it ends, or −1, with nothing taken, for any other.
 *
 * @param column of the cell, from 0; `rowDigits` digits are behind its letters.
 */
export const readPlainNumber = (
  bytes: Uint8Array,
  view: DataView,
  from: number,
  column: number,
  rowDigits: number,
  { builder, columnAt, isNumber }: DirectRecords,
): number => {
  if (column >= columnAt.length) return -1;
  const target = columnAt[column] as number;
  if (target < 0 || isNumber[target] !== 1 || view.getInt32(from, true) !== CELL_OPENS) return -1;
  if (bytes[from + 4] !== EQUALS || bytes[from + 5] !== QUOTES) return -1;
  let at = addressEnd(bytes, from + 6, column, rowDigits);
  if (at < 0) return -1;
  if (bytes[at] === QUOTES && view.getInt32(at + 1, true) === STYLE) {
    at += 5;
    while ((bytes[at] as number) >= 48 && (bytes[at] as number) <= 57 && at < from + 32) at += 1;
  }
  if (view.getInt32(at, true) !== VALUE_OPENS || bytes[at + 4] !== GT) return -1;
  at += 5;
  const isNegative = bytes[at] === 45;
  if (isNegative) at += 1;
  const first = at;
  let byte = bytes[at] as number;
  let mantissa = 0;
  while (byte >= 48 && byte <= 57 && at - first <= SURE_DIGITS) {
    mantissa = mantissa * 10 + (byte - 48);
    at += 1;
    byte = bytes[at] as number;
  }
  let digits = at - first;
  if (digits === 0 || (digits > 1 && bytes[first] === 48)) return -1;
  let decimals = 0;
  if (byte === 46) {
    const point = at;
    at += 1;
    byte = bytes[at] as number;
    while (byte >= 48 && byte <= 57 && at - first <= SURE_DIGITS + 1) {
      mantissa = mantissa * 10 + (byte - 48);
      at += 1;
      byte = bytes[at] as number;
    }
    decimals = at - point - 1;
    digits += decimals;
    if (decimals === 0) return -1;
  }
  if (digits > SURE_DIGITS || (isNegative && mantissa === 0)) return -1;
  if (view.getInt32(at, true) !== VALUE_CLOSES || view.getInt32(at + 4, true) !== CELL_CLOSES) return -1;
  const amount = decimals === 0 ? mantissa : mantissa / (POWERS_OF_TEN[decimals] as number);
  builder.putPlain(target, isNegative ? -amount : amount, decimals);
  return at + 8;
};
