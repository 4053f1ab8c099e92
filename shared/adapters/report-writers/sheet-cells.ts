import { exactNumber } from './formula-injection.ts';
import { escapeSpreadsheetString } from './xml-elements.ts';

/** Characters that a cell holds. */
const CELL_CHARACTERS = 32_767;

/** A cell of text, never a formula whatever it begins with. */
export const textCell = (a1: string, text: string, style: number): string =>
  text === ''
    ? `<c r="${a1}" s="${style}"/>`
    : `<c r="${a1}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeSpreadsheetString(text.slice(0, CELL_CHARACTERS))}</t></is></c>`;

/** A value as filed: a number where a number cell shows the same, otherwise text. */
export const filedCell = (a1: string, raw: string, style: { text: number; number: number }): string => {
  const number = exactNumber(raw);
  return number === null
    ? textCell(a1, raw, style.text)
    : `<c r="${a1}" s="${style.number}"><v>${number}</v></c>`;
};

/** Height of a row in points, for the program that shows it may not work it out itself; 409 is the highest there is. */
export const heightOf = (lines: number): string => ` ht="${Math.min(409, lines * 15)}" customHeight="1"`;
