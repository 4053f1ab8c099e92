import type { Cell } from '../returns/filed-return.ts';
import type { FindingCell } from './finding.ts';

/** Cells of a finding, each once, absent ones left out. */
export const findingCells = (
  cells: readonly (Cell | FindingCell | null | undefined)[],
): readonly FindingCell[] => {
  const places = new Map<string, FindingCell>();
  for (const cell of cells) {
    if (cell === null || cell === undefined) continue;
    const { sheet, a1, header, raw } = cell;
    const place = JSON.stringify([sheet, a1]);
    if (!places.has(place)) places.set(place, { sheet, a1, header, raw });
  }
  return [...places.values()];
};

/** Sheet and address in one text: `园区填报项!C12`; a JSON pointer stands alone. */
export const addressOf = ({ sheet, a1 }: Pick<Cell, 'sheet' | 'a1'>): string =>
  sheet === '' || a1 === '' || a1.startsWith('/') ? a1 || sheet : `${sheet}!${a1}`;

/** Column and row of an A1 address as one number that orders by row, then column; −1 for any other address. */
const placeOf = (address: string): number => {
  let column = 0;
  let row = 0;
  let at = 0;
  for (; at < address.length; at += 1) {
    const letter = address.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (at === 0 || at > 3 || at === address.length || address.length - at > 9) return -1;
  for (; at < address.length; at += 1) {
    const digit = address.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    row = row * 10 + digit;
  }
  return row * 18_279 + column;
};

/** Order of addresses: A1 addresses by row, then column; any others by their text. */
export const compareAddresses = (a: string, b: string): number => {
  const left = placeOf(a);
  const right = placeOf(b);
  return left < 0 || right < 0 ? compareTexts(a, b) : left - right;
};

/** By code unit: the same order in every locale. */
export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
