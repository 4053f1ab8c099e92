import { CAPS, SHEET_BOUNDS } from './caps.ts';
import { putField } from './csv-columns.ts';
import { CUT_OFF, NOT_PLAIN } from './element-windows.ts';
import { addressEnd, LONGEST_PLAIN, readPlainNumber } from './plain-number-cell.ts';
import type { DirectRecords } from './record-form.ts';
import type { SharedStrings } from './shared-strings.ts';
import { textKind } from './utf8-text.ts';

const LT = 60;
const GT = 62;
const SLASH = 47;
const SPACE = 32;
const QUOTES = 34;
const EQUALS = 61;

/**
 * Reads one row element that begins at `from` straight from its bytes into columns. Taken are rows in the form that every
 * writer of workbooks uses: `<row r="5" …><c r="A5" s="1" t="s"><v>12</v></c>…</row>`, formulas without attributes of
 * their own included. Answers where the row ends, NOT_PLAIN (nothing was kept of it) or CUT_OFF.
 *
 * @param end bytes up to here are there; `after` is the number of the row before.
 */
export const readRowElement = (
  bytes: Uint8Array,
  from: number,
  end: number,
  after: number,
  rows: DirectRecords,
  shared: SharedStrings,
): number => {
  const { builder, columnAt, isNumber } = rows;
  const width = columnAt.length;
  // Behind <row
  let at = from + 4;
  let number = after + 1;
  let byte = bytes[at] as number;
  while (byte === SPACE) {
    const name = at + 1;
    at = name;
    while (at < end && bytes[at] !== EQUALS) at += 1;
    if (at + 1 >= end) return CUT_OFF;
    if (bytes[at + 1] !== QUOTES || at - name > 40) return NOT_PLAIN;
    const value = at + 2;
    at = value;
    while (at < end && bytes[at] !== QUOTES) at += 1;
    if (at + 1 >= end) return CUT_OFF;
    if (bytes[name] === 114 && bytes[name + 1] === EQUALS) {
      number = 0;
      for (let digit = value; digit < at; digit += 1) number = number * 10 + (bytes[digit] as number) - 48;
      if (!(number > after) || number > SHEET_BOUNDS.rows || at - value > 7 || at === value) return NOT_PLAIN;
    }
    at += 1;
    byte = bytes[at] as number;
  }
  if (at + 1 >= end) return CUT_OFF;
  if (byte === SLASH && bytes[at + 1] === GT) {
    rows.count(true, number);
    return at + 2;
  }
  if (byte !== GT) return NOT_PLAIN;
  at += 1;

  builder.beginRow(number);
  const giveUp = (why: number): number => {
    builder.dropRow();
    return why;
  };
  const digits = String(number).length;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let column = -1;
  let cells = 0;
  let isBlank = true;
  for (;;) {
    // Room for the longest fixed piece of markup that is looked at without asking again.
    if (at + 16 > end) return giveUp(CUT_OFF);
    if (bytes[at] !== LT) return giveUp(NOT_PLAIN);
    if (bytes[at + 1] === SLASH) {
      const closes =
        bytes[at + 2] === 114 && bytes[at + 3] === 111 && bytes[at + 4] === 119 && bytes[at + 5] === GT;
      if (!closes) return giveUp(NOT_PLAIN);
      if (isBlank) builder.dropRow();
      rows.count(isBlank, number);
      return at + 6;
    }
    const plainEnd =
      at + LONGEST_PLAIN > end ? -1 : readPlainNumber(bytes, view, at, column + 1, digits, rows);
    if (plainEnd >= 0) {
      column += 1;
      cells += 1;
      isBlank = false;
      at = plainEnd;
      continue;
    }
    if (bytes[at + 1] !== 99 || (bytes[at + 2] !== SPACE && bytes[at + 2] !== GT && bytes[at + 2] !== SLASH))
      return giveUp(NOT_PLAIN);
    at += 2;
    // Attributes of the cell: its address and type count.
    let next = column + 1;
    let type = 110;
    let isLongType = false;
    while (bytes[at] === SPACE) {
      const name = bytes[at + 1];
      if (bytes[at + 2] !== EQUALS || bytes[at + 3] !== QUOTES)
        return giveUp(at + 16 > end ? CUT_OFF : NOT_PLAIN);
      const value = at + 4;
      if (name === 114) {
        // The next column, as nearly every cell says.
        const behind = addressEnd(bytes, value, column + 1, digits);
        if (behind >= 0 && behind + 16 <= end && bytes[behind] === QUOTES) {
          next = column + 1;
          at = behind + 1;
          continue;
        }
      }
      at = value;
      while (at < end && bytes[at] !== QUOTES) at += 1;
      if (at + 16 > end) return giveUp(CUT_OFF);
      if (name === 114) {
        let letters = 0;
        let place = value;
        for (; place < at; place += 1) {
          const letter = (bytes[place] as number) - 64;
          if (letter < 1 || letter > 26) break;
          letters = letters * 26 + letter;
        }
        if (place === value || place === at || place - value > 3) return giveUp(NOT_PLAIN);
        next = letters - 1;
      } else if (name === 116) {
        type = bytes[value] as number;
        isLongType = at - value > 1;
      }
      at += 1;
    }
    if (next <= column || next >= SHEET_BOUNDS.columns) return giveUp(NOT_PLAIN);
    column = next;
    if (bytes[at] === SLASH && bytes[at + 1] === GT) {
      at += 2;
      continue;
    }
    if (bytes[at] !== GT) return giveUp(NOT_PLAIN);
    at += 1;
    const target = column < width ? (columnAt[column] as number) : -1;
    if (bytes[at] === LT && bytes[at + 1] === SLASH && bytes[at + 2] === 99 && bytes[at + 3] === GT) {
      at += 4;
      continue;
    }
    if (bytes[at + 1] === 102 && bytes[at + 2] === GT) {
      // <f>…</f> before a value: only the stored value counts.
      at += 3;
      while (at < end && bytes[at] !== LT) at += 1;
      if (at + 16 > end) return giveUp(CUT_OFF);
      if (bytes[at + 1] !== SLASH || bytes[at + 2] !== 102 || bytes[at + 3] !== GT) return giveUp(NOT_PLAIN);
      at += 4;
    }
    // <v>…</v></c>, or <is><t>…</t></is></c>
    const isInline = bytes[at + 1] === 105 && bytes[at + 2] === 115 && bytes[at + 3] === GT;
    if (isInline ? !(type === 105 && isLongType) : bytes[at + 1] !== 118 || bytes[at + 2] !== GT)
      return giveUp(NOT_PLAIN);
    if (isInline && (bytes[at + 5] !== 116 || bytes[at + 6] !== GT)) return giveUp(NOT_PLAIN);
    if (isLongType && !isInline && type !== 115) return giveUp(NOT_PLAIN);
    at += isInline ? 7 : 3;
    const value = at;
    cells += 1;
    if (cells > CAPS.columns) return giveUp(NOT_PLAIN);

    while (at < end && bytes[at] !== LT) at += 1;
    if (at >= end) return giveUp(CUT_OFF);
    const closed = closedBy(bytes, at, end, isInline);
    if (closed < 0) return giveUp(closed);
    if (type === 115 && !isLongType) {
      let index = 0;
      for (let digit = value; digit < at; digit += 1) {
        const d = (bytes[digit] as number) - 48;
        if (d < 0 || d > 9) return giveUp(NOT_PLAIN);
        index = index * 10 + d;
      }
      if (index >= shared.count || at === value) return giveUp(NOT_PLAIN);
      const position = target < 0 ? 0 : shared.position(index);
      if (position > 0) builder.putStored(target, position);
      if (isBlank) isBlank = !shared.hasContent(index);
    } else if (type === 110 || isInline || type === 115) {
      const kind = textKind(bytes, value, at);
      if (at - value > CAPS.cellCharacters || kind === 'coded') return giveUp(NOT_PLAIN);
      if (at > value) {
        if (kind === 'plain') isBlank = false;
        if (target >= 0) {
          const stored = type === 110 ? 'number' : 'text';
          putField(builder, target, isNumber[target] === 1, bytes, value, at, stored);
        }
      }
    } else return giveUp(NOT_PLAIN);
    at = closed;
  }
};

/** Where a cell ends whose value ends at `at`: behind `</v></c>` or `</t></is></c>`. */
const closedBy = (bytes: Uint8Array, at: number, end: number, isInline: boolean): number => {
  const length = isInline ? 13 : 8;
  if (at + length > end) return CUT_OFF;
  const tail = at + length - 4;
  const closes =
    bytes[at + 1] === SLASH &&
    bytes[at + 2] === (isInline ? 116 : 118) &&
    bytes[at + 3] === GT &&
    bytes[tail] === LT &&
    bytes[tail + 1] === SLASH &&
    bytes[tail + 2] === 99 &&
    bytes[tail + 3] === GT;
  return closes ? at + length : NOT_PLAIN;
};
