import { median } from '../distribution/quantiles.ts';
import type { RankedPark, RankingResult } from '../ranking/ranking.ts';

/** A park's score in a dimension beside those of all ranked parks. */
export interface DimensionProfile {
  readonly code: string;
  readonly score: number;
  readonly rank: number;
  readonly median: number;
  readonly best: number;
}

/** How an indicator sets a park apart from the median park. */
export interface IndicatorGap {
  readonly code: string;
  readonly score: number;
  readonly median: number;
  /** Effective weight × (score − median): points of the overall score won or lost against the median. */
  readonly points: number;
}

export interface ParkProfile {
  readonly dimensions: readonly DimensionProfile[];
  /** Largest gains first. */
  readonly strengths: readonly IndicatorGap[];
  /** Largest losses first. */
  readonly weaknesses: readonly IndicatorGap[];
}

/** Indicators that are named at most on either side. */
const NAMED = 6;

/**
 * Where a park stands out. The median is taken over the ranked parks that have a score in the indicator; what is scored
 * lowest because it is not computable counts with its score, as in the ranking.
 *
 * @param parks all ranked parks of the revision, the park among them
 */
export const parkProfile = (parks: RankingResult['parks'], park: RankedPark): ParkProfile => {
  const medians = medianScores(parks);
  const gaps = park.indicators.flatMap(({ code, score, weight }): IndicatorGap[] => {
    const middle = medians.get(code);
    return score === null || middle === undefined
      ? []
      : [{ code, score, median: middle, points: weight * (score - middle) }];
  });
  const byPoints = gaps.toSorted((a, b) => b.points - a.points);
  return {
    dimensions: Object.entries(park.dimensions).map(([code, { score, rank }]) => {
      const scores = parks.flatMap((each) => each.dimensions[code]?.score ?? []).toSorted((a, b) => a - b);
      return { code, score, rank, median: median(scores), best: scores.at(-1) ?? score };
    }),
    strengths: byPoints.filter(({ points }) => points > 0).slice(0, NAMED),
    weaknesses: byPoints
      .toReversed()
      .filter(({ points }) => points < 0)
      .slice(0, NAMED),
  };
};

const medianScores = (parks: RankingResult['parks']): ReadonlyMap<string, number> => {
  const scores = new Map<string, number[]>();
  for (const { indicators } of parks) {
    for (const { code, score } of indicators) {
      if (score === null) continue;
      const known = scores.get(code);
      if (known) known.push(score);
      else scores.set(code, [score]);
    }
  }
  return new Map([...scores].map(([code, values]) => [code, median(values.toSorted((a, b) => a - b))]));
};
