import type { Cell, Declaration, FiledReturn } from '../../domain/returns/filed-return.ts';
import { labelIndex } from './labels.ts';

/** The three declarations of a record table, in Chinese and English; the same words are written by the writer. */
export const declarationWords = {
  filed: ['已报', 'filed'],
  none: ['无此业务', 'no such business'],
  pending: ['暂缺', 'still missing'],
} as const satisfies Record<Declaration, readonly [zh: string, en: string]>;

const declarationOf = labelIndex(Object.entries(declarationWords));

const isDeclaration = (code: string | undefined): code is Declaration =>
  code === 'filed' || code === 'none' || code === 'pending';

const declared = (cell: Cell | null | undefined): FiledReturn['declarations']['enterprises'] => {
  if (cell === null || cell === undefined || (cell.raw.trim() === '' && !cell.hasFormula)) return null;
  const code = declarationOf(cell.raw);
  return { value: isDeclaration(code) ? code : null, cell };
};

/** Declarations from their cells; a blank cell declares nothing, a word that is none of the three has value null. */
export const declarationsFrom = (
  enterprises: Cell | null | undefined,
  projects: Cell | null | undefined,
): FiledReturn['declarations'] => ({ enterprises: declared(enterprises), projects: declared(projects) });
