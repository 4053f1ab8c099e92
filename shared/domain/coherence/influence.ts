import type { Part } from './correlation-matrix.ts';
import { type MainEffect, mainEffect } from './main-effect.ts';

/** What a part weighs on paper, and what it does to the score. */
export interface Influence extends MainEffect {
  readonly code: string;
  /** Share of the whole on paper. */
  readonly weight: number;
  /** Its linear main effect among those of all parts. */
  readonly share: number | null;
  /** share ÷ weight: 1 = it does what it weighs. */
  readonly ratio: number | null;
}

/**
 * What each part does to the scores, beside what it weighs.
 *
 * Source: P. Paruolo, M. Saisana, A. Saltelli, J. R. Statist. Soc. A 176 (2013) 609–634: weights are no measures of
 * importance; main effects are.
 *
 * @param parts as they were added up, with their shares of the whole on paper
 */
export const influences = (
  parts: readonly (Part & { weight: number })[],
  scores: Float64Array,
): Influence[] => {
  const effects = parts.map(({ column }) => mainEffect(column, scores));
  const sum = effects.reduce((total, { linear }) => total + (linear ?? 0), 0);
  return parts.map(({ code, weight }, at) => {
    const effect = effects[at] ?? { linear: null, curved: null, n: 0 };
    const share = effect.linear === null || sum === 0 ? null : effect.linear / sum;
    return { code, weight, ...effect, share, ratio: share === null ? null : share / weight };
  });
};
