import { type Exact, exactInteger, multiply } from '../expressions/exact.ts';
import { compareBetter, type Direction, type MeasuredPark, rankOf } from './measured-parks.ts';
import { percentage } from './thresholds.ts';

/** The top of a distribution: a share of the parks (exact, 0–1) or a number of places. */
export type Top = { readonly share: Exact } | { readonly places: number };

/** What it takes to be among the first places. */
export interface TopPlaces {
  /** Full places: ⌊share × parks⌋, so 20 % of 169 are 33. */
  readonly places: number;
  /** Parks with a value. */
  readonly of: number;
  /** `places` in % of `of`. */
  readonly share: number | null;
  /** The value to reach (equal is enough, ties share the better rank); null where there is no full place. */
  readonly value: number | null;
  /** The rank of a park that has exactly this value. */
  readonly rank: number | null;
  /** How many have it now. */
  readonly sharing: number;
}

/**
 * The value that enters the top: that of the park in the last of its places. A park outside that reaches it has fewer
 * than `places` parks strictly ahead of it, hence a rank within them.
 */
export const topPlaces = (parks: readonly MeasuredPark[], top: Top, direction: Direction): TopPlaces => {
  const of = parks.length;
  const places = 'places' in top ? Math.min(top.places, of) : wholePlaces(top.share, of);
  const last = places === 0 ? undefined : byRank(parks, direction)[places - 1];
  return {
    places,
    of,
    share: percentage(places, of),
    value: last?.value ?? null,
    rank: last === undefined ? null : rankOf(parks, last.exact, direction),
    sharing:
      last === undefined
        ? 0
        : parks.filter(({ exact }) => compareBetter(direction, exact, last.exact) === 0).length,
  };
};

/** Best first; equal ones in the order given. */
export const byRank = (parks: readonly MeasuredPark[], direction: Direction): MeasuredPark[] =>
  parks.toSorted((a, b) => compareBetter(direction, a.exact, b.exact));

/** ⌊share × parks⌋, exactly: 20 % of 170 are 34, whatever 0.2 is in binary. */
export const wholePlaces = (share: Exact, parks: number): number => {
  const { numerator, denominator } = multiply(share, exactInteger(parks));
  return Math.min(parks, Number(numerator / denominator));
};
