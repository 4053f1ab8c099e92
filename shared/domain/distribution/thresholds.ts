import { compare, type Exact } from '../expressions/exact.ts';
import { nearestDouble } from '../expressions/nearest-double.ts';
import type { Direction, MeasuredPark } from './measured-parks.ts';

/** Parks strictly above and below a threshold; what lies on it is counted apart. */
export interface ThresholdCounts {
  readonly threshold: number;
  readonly above: number;
  readonly equal: number;
  readonly below: number;
  /** Parks with a value: the denominator of the shares. */
  readonly of: number;
  /** Shares in %, 0–100; null where no park has a value. */
  readonly shareAbove: number | null;
  readonly shareEqual: number | null;
  readonly shareBelow: number | null;
  /**
   * The rank of a park that comes from the worse side and just passes the threshold: one behind all that have passed it.
   * Its share in % of `of`. Null where every park has passed it.
   */
  readonly justPast: { readonly rank: number; readonly share: number } | null;
}

/** Percentage of `of`, or null where that is 0. */
export const percentage = (count: number, of: number): number | null =>
  of === 0 ? null : (count * 100) / of;

/** Counts around a threshold, all comparisons strict and exact. */
export const countAround = (
  parks: readonly MeasuredPark[],
  threshold: Exact,
  direction: Direction,
): ThresholdCounts => {
  const signs = parks.map(({ exact }) => Math.sign(compare(exact, threshold)));
  const count = (sign: number): number => signs.filter((each) => each === sign).length;
  const of = parks.length;
  const [above, equal, below] = [count(1), count(0), count(-1)];
  const rank = 1 + (direction === 'higher-is-better' ? above : below);
  return {
    threshold: nearestDouble(threshold),
    above,
    equal,
    below,
    of,
    shareAbove: percentage(above, of),
    shareEqual: percentage(equal, of),
    shareBelow: percentage(below, of),
    justPast: rank > of ? null : { rank, share: (rank * 100) / of },
  };
};
