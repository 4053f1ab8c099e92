import type { Exact } from '../expressions/exact.ts';
import {
  type Grouping,
  type GroupSummary,
  groupSummaries,
  mean,
  smallestShownGroup,
} from './group-summaries.ts';
import { type Bin, histogram, mergedBins } from './histogram.ts';
import type { Direction, Measurement } from './measured-parks.ts';
import { type Quantile, quantile } from './quantiles.ts';
import { countAround, type ThresholdCounts } from './thresholds.ts';
import { type Top, type TopPlaces, topPlaces } from './top-places.ts';

/** What is asked of a distribution. */
export interface DistributionQuestions {
  readonly direction: Direction;
  readonly thresholds: readonly Exact[];
  readonly tops: readonly Top[];
  /** Shares 0–1. */
  readonly quantiles: readonly number[];
  /** Wanted number of bins; null = by Sturges. */
  readonly bins: number | null;
  readonly by: readonly Grouping[];
  /** Whether a park may see the answer: no extremes, no group, no bin and no top of under five parks. */
  readonly forPark: boolean;
}

export interface Distribution {
  /** Ranked parks; those with a value are fewer where some are not computable. */
  readonly ranked: number;
  readonly parks: number;
  /** Whether so few parks have a value that a park may see nothing of them but their number. */
  readonly isSuppressed: boolean;
  /** Null where no park has a value. */
  readonly mean: number | null;
  readonly quantiles: readonly Quantile[];
  readonly thresholds: readonly ThresholdCounts[];
  readonly histogram: readonly Bin[];
  readonly tops: readonly TopPlaces[];
  readonly groups: readonly { readonly by: Grouping; readonly rows: readonly GroupSummary[] }[];
}

/** Distribution of a measured quantity over the ranked parks. */
export const distributionOf = (
  { parks, notMeasured }: Measurement,
  questions: DistributionQuestions,
): Distribution => {
  const { direction, tops, quantiles, bins, by, forPark } = questions;
  const isSuppressed = forPark && parks.length < smallestShownGroup;
  const thresholds = isSuppressed ? [] : questions.thresholds;
  const leastPlaces = forPark ? smallestShownGroup : 0;
  const sorted = parks.map(({ value }) => value).sort((a, b) => a - b);
  const drawn = histogram(
    parks.map(({ exact }) => exact),
    ...(bins === null ? [] : [bins]),
  );
  const asked = forPark ? quantiles.filter((p) => p > 0 && p < 1) : quantiles;
  return {
    ranked: parks.length + notMeasured.length,
    parks: parks.length,
    isSuppressed,
    mean: sorted.length === 0 || isSuppressed ? null : mean(sorted),
    quantiles:
      sorted.length === 0 || isSuppressed ? [] : asked.map((p) => ({ p, value: quantile(sorted, p) })),
    thresholds: thresholds.map((threshold) => countAround(parks, threshold, direction)),
    histogram: isSuppressed ? [] : forPark ? mergedBins(drawn, smallestShownGroup) : drawn,
    tops: tops.map((top) => hiddenUnder(leastPlaces, topPlaces(parks, top, direction))),
    groups: by.map((grouping) => ({
      by: grouping,
      rows: groupSummaries(parks, grouping, thresholds, forPark),
    })),
  };
};

/** Without the value where the top has so few places that it would be a single park's. */
const hiddenUnder = (leastPlaces: number, top: TopPlaces): TopPlaces =>
  top.places < leastPlaces ? { ...top, value: null, rank: null, sharing: 0 } : top;
