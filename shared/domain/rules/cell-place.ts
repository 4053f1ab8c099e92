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

const A1 = /^([A-Z]{1,3})(\d+)$/;

/** Order of addresses: A1 addresses by row, then column; any others by their text. */
export const compareAddresses = (a: string, b: string): number => {
  const left = A1.exec(a);
  const right = A1.exec(b);
  if (left === null || right === null) return compareTexts(a, b);
  const [, leftColumn = '', leftRow = ''] = left;
  const [, rightColumn = '', rightRow = ''] = right;
  return (
    Number(leftRow) - Number(rightRow) ||
    leftColumn.length - rightColumn.length ||
    compareTexts(leftColumn, rightColumn)
  );
};

/** By code unit: the same order in every locale. */
export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
