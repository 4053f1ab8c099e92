import type { RankedPark } from '../ranking/ranking.ts';
import { ranksOf } from '../scoring/ranks.ts';

/** Score of a park over some of the indicators, and its rank among the parks that have one. */
export interface PartStanding {
  /** 0–100. */
  readonly score: number;
  readonly rank: number;
  readonly of: number;
}

/**
 * Weighted mean of the indicator scores over a part of the indicators, by each park's own effective weights:
 * Σ weight × score ÷ Σ weight. Indicators that are out, or rescaled away for a park, do not count for it.
 *
 * Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 6, linear aggregation.
 *
 * @returns NaN where none of them is scored
 */
export const partScore = ({ indicators }: RankedPark, codes: readonly string[]): number => {
  const scored = indicators.filter(({ code, score }) => score !== null && codes.includes(code));
  const weights = scored.reduce((sum, { weight }) => sum + weight, 0);
  return weights === 0
    ? Number.NaN
    : scored.reduce((sum, { weight, score }) => sum + (weight / weights) * (score ?? 0), 0);
};

/**
 * Standings of all parks in a part of the indicators, by park id; those without a score are absent.
 *
 * @param tie scores that are equal after rounding to this step share the better rank
 */
export const partStandings = (
  parks: readonly RankedPark[],
  codes: readonly string[],
  tie: number,
): ReadonlyMap<string, PartStanding> => {
  const scores = Float64Array.from(parks, (park) => partScore(park, codes));
  const ranks = ranksOf(scores, tie);
  const of = ranks.filter((rank) => rank > 0).length;
  return new Map(
    parks.flatMap(({ park }, unit) => {
      const rank = ranks[unit] ?? 0;
      return rank === 0 ? [] : [[park, { score: scores[unit] ?? 0, rank, of }] as const];
    }),
  );
};
