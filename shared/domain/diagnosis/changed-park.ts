import { computeIndicators, indicatorBases } from '../indicators/compute-indicators.ts';
import type { IndicatorValues, ParkInputs } from '../indicators/indicator-value.ts';
import type { Edition } from '../methodology/edition.ts';
import type { RankedPark, RankingInput, RankingResult, ScoredReturn } from '../ranking/ranking.ts';

/** The park inputs, this year's and last year's, behind one park's indicator values. */
export interface ParkBasis {
  readonly inputs: ParkInputs;
  readonly priors: ParkInputs;
}

/**
 * A ranking's input in which one park has other indicator values: quantitative ones in its return, expert scores where
 * those stand. Nothing else changes, so frozen bounds stay and the population's follow.
 */
export const withValues = (
  edition: Edition,
  input: RankingInput,
  park: string,
  values: ReadonlyMap<string, number>,
): RankingInput => {
  const isExpert = new Set(
    edition.document.indicators.filter(({ kind }) => kind === 'expert-score').map(({ code }) => code),
  );
  const all = [...values];
  const quantitative = all.filter(([code]) => !isExpert.has(code)).map(([code, value]) => [code, { value }]);
  const scores = all.filter(([code]) => isExpert.has(code));
  return {
    ...input,
    returns: inReturnOf(park, input, (filed) => ({ ...filed.values, ...Object.fromEntries(quantitative) })),
    expertScores:
      scores.length === 0
        ? input.expertScores
        : { ...input.expertScores, [park]: { ...input.expertScores?.[park], ...Object.fromEntries(scores) } },
  };
};

/**
 * A ranking's input in which one park has filed other inputs: every indicator that reads a changed input is computed
 * again, the others keep their recorded values.
 *
 * @param changed new decimal text by input code
 */
export const withInputs = (
  edition: Edition,
  input: RankingInput,
  park: string,
  basis: ParkBasis,
  changed: ParkInputs,
): RankingInput => {
  const inputs = { ...basis.inputs, ...changed };
  const isMoved = (code: string): boolean =>
    edition.formulas.get(code)?.inputs.some((name) => Object.hasOwn(changed, name)) === true;
  const returns = inReturnOf(park, input, (filed) => {
    const priors = { source: filed.priorSource, values: basis.priors };
    const computed = Object.entries(computeIndicators(edition, inputs, priors));
    return { ...filed.values, ...Object.fromEntries(computed.filter(([code]) => isMoved(code))) };
  });
  if (input.bases === undefined) return { ...input, returns };
  const source = input.returns.find((filed) => filed.park === park)?.priorSource ?? 'return';
  const bases = indicatorBases(edition, inputs, { source, values: basis.priors });
  return { ...input, returns, bases: { ...input.bases, [park]: bases } };
};

const inReturnOf = (
  park: string,
  { returns }: RankingInput,
  valuesFor: (filed: ScoredReturn) => IndicatorValues,
): ScoredReturn[] =>
  returns.map((filed) => (filed.park === park ? { ...filed, values: valuesFor(filed) } : filed));

/** What a change does to a park's standing, by re-ranking. Places are positive where it rises. */
export interface Gain {
  readonly score: number;
  readonly places: number;
  readonly rank: { readonly from: number; readonly to: number };
  /** In the dimension of what changed; null where the park has no rank there. */
  readonly dimensionRank: { readonly from: number; readonly to: number } | null;
}

/** @throws Error when the park is not ranked in both */
export const gainOf = (
  before: RankingResult,
  after: RankingResult,
  park: string,
  dimension: string,
): Gain => {
  const [was, is] = [rankedPark(before, park), rankedPark(after, park)];
  const [from, to] = [was.dimensions[dimension]?.rank, is.dimensions[dimension]?.rank];
  return {
    score: is.score - was.score,
    places: was.rank - is.rank,
    rank: { from: was.rank, to: is.rank },
    dimensionRank: from === undefined || to === undefined ? null : { from, to },
  };
};

/** @throws Error when the park is not ranked */
export const rankedPark = (result: RankingResult, park: string): RankedPark => {
  const found = result.parks.find((ranked) => ranked.park === park);
  if (found === undefined) throw new Error(`park ${park} is not ranked`);
  return found;
};
