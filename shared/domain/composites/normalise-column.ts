import { columnBounds } from '../scoring/normalise.ts';
import { sortColumn } from '../scoring/sorted-column.ts';
import type { IndicatorMeta } from './composite-data.ts';
import { exactMean, exactSum, presentCount } from './exact-sum.ts';
import type { Normalisation, TieMethod } from './normalisation.ts';

/**
 * Brings one indicator onto a common scale on which more is better. The direction is applied first: where less is
 * better, x is −x from here on, and targets and goalposts, which are given in the indicator's own units, turn with it.
 * With x the directed values, over the present ones:
 *
 * | method | score |
 * |---|---|
 * | min-max | (x − min) ÷ (max − min) × (U − L) + L |
 * | z-score | (x − mean) ÷ s × S + M, s the sample's standard deviation (n − 1) |
 * | rank, borda, percentile-rank | r; r − 1; (r − 1) ÷ (n − 1), r the rank from below |
 * | distance-to-max | 1 − (max − x) ÷ (max − min) |
 * | distance-to-reference | 1 − (x_ref − x) ÷ (x_ref − min) |
 * | distance-to-target | (x − min) ÷ (target − min) |
 * | fraction-of-max | x ÷ max |
 * | scaled | (x − L) ÷ (U − L) × K, L and U on the directed values |
 * | goalposts | (x − lower) ÷ (upper − lower) × scale, cut to 0 … scale if so asked |
 *
 * `cap` makes 1 of what exceeds 1. Division by a range of 0 gives no score (NaN), or an infinite one.
 *
 * Source: OECD/JRC Handbook (2008), step 5; formulas and order of operations of COINr 1.1.14 (W. Becker), `n_minmax`,
 * `n_zscore`, `n_rank`, `n_borda`, `n_prank`, `n_dist2max`, `n_dist2ref`, `n_dist2targ`, `n_fracmax`, `n_scaled`,
 * `n_goalposts`. The order matters: 1 − (max − x) ÷ range loses digits that (x − min) ÷ range keeps.
 *
 * @param column undirected values, NaN = missing
 * @param reference index of the reference unit, for distance-to-reference
 * @throws RangeError when a target or goalposts are absent; `methodProblems` tells beforehand
 */
export const normaliseColumn = (
  column: Float64Array,
  indicator: IndicatorMeta,
  normalisation: Normalisation,
  reference = -1,
): Float64Array => {
  const directed = column.map((value) => value * indicator.direction);
  const { min, max } = columnBounds(directed) ?? { min: Number.NaN, max: Number.NaN };
  switch (normalisation.method) {
    case 'min-max': {
      const { lower, upper } = normalisation;
      return directed.map((value) => ((value - min) / (max - min)) * (upper - lower) + lower);
    }
    case 'z-score': {
      const mean = exactMean(directed);
      const deviation = sampleDeviation(directed, mean);
      return directed.map(
        (value) => ((value - mean) / deviation) * normalisation.deviation + normalisation.mean,
      );
    }
    case 'rank':
      return ranksFromBelow(directed, normalisation.ties);
    case 'borda':
      return ranksFromBelow(directed, normalisation.ties).map((rank) => rank - 1);
    case 'percentile-rank': {
      const above = presentCount(directed) - 1;
      return ranksFromBelow(directed, normalisation.ties).map((rank) => (rank - 1) / above);
    }
    case 'distance-to-max':
      return directed.map((value) => 1 - (max - value) / (max - min));
    case 'distance-to-reference': {
      const wanted = directed[reference] ?? Number.NaN;
      return capped(
        directed.map((value) => 1 - (wanted - value) / (wanted - min)),
        normalisation.cap,
      );
    }
    case 'distance-to-target': {
      const target = required(indicator.target, indicator, 'target') * indicator.direction;
      return capped(
        directed.map((value) => (value - min) / (target - min)),
        normalisation.cap,
      );
    }
    case 'fraction-of-max':
      return directed.map((value) => value / max);
    case 'scaled': {
      const { lower, upper, factor } = normalisation;
      return directed.map((value) => ((value - lower) / (upper - lower)) * factor);
    }
    case 'goalposts': {
      const posts = required(indicator.goalposts, indicator, 'goalposts');
      const [lower, upper] =
        indicator.direction === 1 ? [posts.lower, posts.upper] : [-posts.upper, -posts.lower];
      return directed.map((value) => {
        const share = (value - lower) / (upper - lower);
        return (posts.truncate ? (share < 0 ? 0 : share > 1 ? 1 : share) : share) * posts.scale;
      });
    }
  }
};

const required = <T>(value: T | null, { code }: IndicatorMeta, what: string): T => {
  if (value === null) throw new RangeError(`${code} has no ${what}`);
  return value;
};

const capped = (column: Float64Array, cap: boolean): Float64Array =>
  cap ? column.map((value) => (value > 1 ? 1 : value)) : column;

const sampleDeviation = (column: Float64Array, mean: number): number =>
  Math.sqrt(exactSum(column.map((value) => (value - mean) ** 2)) / (presentCount(column) - 1));

/** Ranks from the lowest value up, 1 = lowest; equal values get the lowest or the mean of their places. */
const ranksFromBelow = (column: Float64Array, ties: TieMethod): Float64Array => {
  const { values, units } = sortColumn(column);
  const ranks = new Float64Array(column.length).fill(Number.NaN);
  let from = 0;
  while (from < values.length) {
    let to = from + 1;
    while (to < values.length && values[to] === values[from]) to += 1;
    for (let place = from; place < to; place += 1) {
      ranks[units[place] as number] = ties === 'min' ? from + 1 : (from + 1 + to) / 2;
    }
    from = to;
  }
  return ranks;
};
