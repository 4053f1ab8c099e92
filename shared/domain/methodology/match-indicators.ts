import type { EditionDocument, EditionIndicator } from './edition-document.ts';

/** How an indicator, or several, of one edition stand in another. */
export type MatchKind = 'same' | 'merged' | 'split' | 'removed' | 'added';

/** `from` is empty for added indicators, `to` for removed ones; one code each where the indicator is the same. */
export interface IndicatorMatch {
  readonly kind: MatchKind;
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Where it is known from: an edition declares it, or equal formulas, or equal Chinese names. */
  readonly by: 'declared' | 'formula' | 'name' | 'nothing';
  /** The reason that an edition declares. */
  readonly reason: { readonly zh: string; readonly en: string } | null;
}

/**
 * Which indicators of two editions are the same, merged, removed or added: first what either edition declares of the
 * other as its successor, then equal code with equal formula or name, then equal name, then equal formula under another
 * code. In the order of the first edition, what was added last.
 */
export const matchIndicators = (from: EditionDocument, to: EditionDocument): readonly IndicatorMatch[] => {
  const matches: IndicatorMatch[] = [...declaredMatches(from, to)];
  const taken = {
    from: new Set(matches.flatMap((match) => match.from)),
    to: new Set(matches.flatMap((match) => match.to)),
  };
  const pair = (by: IndicatorMatch['by'], isSame: (a: EditionIndicator, b: EditionIndicator) => boolean) => {
    for (const a of from.indicators) {
      if (taken.from.has(a.code)) continue;
      const b = to.indicators.find((one) => !taken.to.has(one.code) && isSame(a, one));
      if (b === undefined) continue;
      taken.from.add(a.code);
      taken.to.add(b.code);
      matches.push({ kind: 'same', from: [a.code], to: [b.code], by, reason: null });
    }
  };
  pair('formula', (a, b) => a.code === b.code && hasSameFormula(a, b));
  pair('name', (a, b) => a.code === b.code && a.name.zh === b.name.zh);
  pair('name', (a, b) => a.name.zh === b.name.zh);
  pair('formula', hasSameFormula);
  const rest = (codes: readonly EditionIndicator[], known: ReadonlySet<string>): readonly string[] =>
    codes.map(({ code }) => code).filter((code) => !known.has(code));
  for (const code of rest(from.indicators, taken.from)) {
    matches.push({ kind: 'removed', from: [code], to: [], by: 'nothing', reason: null });
  }
  for (const code of rest(to.indicators, taken.to)) {
    matches.push({ kind: 'added', from: [], to: [code], by: 'nothing', reason: null });
  }
  return inOrder(matches, from, to);
};

/** Whether two indicators measure the same thing to the letter: kind, formula and conditions. */
export const hasSameFormula = (a: EditionIndicator, b: EditionIndicator): boolean =>
  a.kind === b.kind &&
  a.expression === b.expression &&
  a.notComputableWhen.length === b.notComputableWhen.length &&
  a.notComputableWhen.every((condition) => b.notComputableWhen.includes(condition));

const declaredMatches = (from: EditionDocument, to: EditionDocument): readonly IndicatorMatch[] => {
  if (from.successor?.id === to.id) return successions(from, to);
  if (to.successor?.id === from.id) return successions(to, from).map(reversed);
  return [];
};

/** What a former edition says of its successor, as far as both have the indicators. */
const successions = (former: EditionDocument, next: EditionDocument): readonly IndicatorMatch[] => {
  const has = ({ indicators }: EditionDocument, code: string): boolean =>
    indicators.some((indicator) => indicator.code === code);
  return (former.successor?.indicators ?? []).flatMap(({ kind, former: codes, becomes, reason }) => {
    const own = codes.filter((code) => has(former, code));
    if (own.length === 0 || (becomes !== null && !has(next, becomes))) return [];
    return [{ kind, from: own, to: becomes === null ? [] : [becomes], by: 'declared', reason } as const];
  });
};

const opposite: Readonly<Record<MatchKind, MatchKind>> = {
  same: 'same',
  merged: 'split',
  split: 'merged',
  removed: 'added',
  added: 'removed',
};

const reversed = ({ kind, from, to, ...rest }: IndicatorMatch): IndicatorMatch => ({
  kind: opposite[kind],
  from: to,
  to: from,
  ...rest,
});

const inOrder = (
  matches: readonly IndicatorMatch[],
  from: EditionDocument,
  to: EditionDocument,
): readonly IndicatorMatch[] => {
  const place = (match: IndicatorMatch): number => {
    const own = from.indicators.findIndex(({ code }) => code === match.from[0]);
    if (own >= 0) return own;
    return from.indicators.length + to.indicators.findIndex(({ code }) => code === match.to[0]);
  };
  return matches.toSorted((a, b) => place(a) - place(b));
};
