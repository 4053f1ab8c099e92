import type { Cell, Localised, Unreadable } from '../../domain/returns/filed-return.ts';

/**
 * Thrown inside the readers where content cannot be taken in; the entry points turn it into an `Unreadable` value, so
 * that it never leaves them. `what` completes “文件含有…，不予接收” / “The file contains … and is not accepted”.
 */
export class UnreadableContent extends Error {
  readonly fact: Unreadable['fact'];
  readonly what: Localised;
  readonly cell: Cell | null;

  constructor(fact: Unreadable['fact'], what: Localised, cell: Cell | null = null) {
    super(what.en);
    this.name = 'UnreadableContent';
    this.fact = fact;
    this.what = what;
    this.cell = cell;
  }
}

/** A place named in a refusal: a part of the file, with an address inside it if there is one. */
export const placeOf = (sheet: string, a1 = '', raw = ''): Cell => ({
  sheet,
  a1,
  header: '',
  raw,
  stored: raw === '' ? 'blank' : 'text',
  hasFormula: false,
});

/** A damaged part of an archive or workbook; `reason` names what is wrong with it. */
export const damaged = (part: string, zh: string, en: string, a1 = ''): UnreadableContent =>
  new UnreadableContent(
    'readable',
    { zh: `损坏或不合规范的部分“${part}”（${zh}）`, en: `a damaged or malformed part “${part}” (${en})` },
    placeOf(part, a1),
  );

/** A part that passes one of the caps. */
export const tooLarge = (part: string, zh: string, en: string, a1 = ''): UnreadableContent =>
  new UnreadableContent(
    'readable',
    { zh: `超出限制的部分“${part}”（${zh}）`, en: `a part “${part}” beyond the limits (${en})` },
    placeOf(part, a1),
  );
