import type { Edition } from '../methodology/edition.ts';
import type { BoundsSource, RankingInput } from '../ranking/ranking.ts';
import { scoreInput } from '../scenarios/score-input.ts';
import { effectiveWeights } from '../scoring/effective-weights.ts';
import { ranksOf } from '../scoring/ranks.ts';
import { type RankShifts, rankShifts } from './rank-shifts.ts';
import { replicateScorer } from './replicate-scorer.ts';

/** The ranking without one indicator, against the ranking as it stands. */
export interface WithoutIndicator extends RankShifts {
  readonly indicator: string;
}

/**
 * The ranking without each indicator that is in, one after the other; its weight goes to the rest of its dimension by the
 * edition's rule.
 *
 * Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 7: inclusion and exclusion of indicators.
 */
export const leaveOneIndicatorOut = (edition: Edition, input: RankingInput): WithoutIndicator[] => {
  const { collected, scored, scores } = scoreInput(edition, input);
  const { document } = edition;
  const parks = collected.parks.map(({ park }) => park.id);
  const nominal = ranksOf(scores, document.rounding.tie);
  const dimensionWeights = document.dimensions.map(({ weight }) => weight);
  return scored.in.map(({ code }) => {
    const left = scored.in.filter((indicator) => indicator.code !== code);
    const weights = effectiveWeights(left, dimensionWeights, document.weights.rule);
    const scorer = replicateScorer({
      ...scored.task,
      columns: left.map((indicator) => indicator.scores),
      dimensionOf: left.map(({ dimension }) => dimension),
      weights,
    });
    const ranks = ranksOf(scorer(weights, 'arithmetic'), document.rounding.tie);
    return { indicator: code, ...rankShifts(parks, nominal, ranks) };
  });
};

/** The ranks of the others without one park, against their ranks among themselves with it. */
export interface WithoutPark extends RankShifts {
  readonly park: string;
}

export interface LeaveOneParkOut {
  readonly bounds: BoundsSource;
  readonly parks: readonly WithoutPark[];
}

/**
 * The ranking of the others without each park, one after the other. Places are counted among the others on both sides, so
 * that closing the gap is no shift: what moves, moves because the park set a bound. Under frozen bounds nothing does.
 *
 * Source: the jackknife over units, A. Saltelli et al., Global Sensitivity Analysis: The Primer (2008), ch. 1; as
 * robustness check of bounds, OECD/JRC Handbook (2008), step 5.
 *
 * @param onPark called after each park, for progress
 */
export const leaveOneParkOut = (
  edition: Edition,
  input: RankingInput,
  onPark: () => void = () => undefined,
): LeaveOneParkOut => {
  const { tie } = edition.document.rounding;
  const { collected, scores, bounds } = scoreInput(edition, input);
  const ids = collected.parks.map(({ park }) => park.id);
  const parks = ids.map((park, left): WithoutPark => {
    const without = { ...input, returns: input.returns.filter((filed) => filed.park !== park) };
    const others = ids.filter((id) => id !== park);
    const before = ranksOf(
      scores.filter((_, unit) => unit !== left),
      tie,
    );
    const after = ranksOf(scoreInput(edition, without).scores, tie);
    onPark();
    return { park, ...rankShifts(others, before, after) };
  });
  return { bounds: bounds.source, parks };
};
