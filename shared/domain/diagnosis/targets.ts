import { compareBetter, type Direction, type Measurement, rankOf } from '../distribution/measured-parks.ts';
import { byRank, wholePlaces } from '../distribution/top-places.ts';

/** A value to reach in one indicator. */
export type Target =
  /** The least value of the best `places` parks = ⌊decile ÷ 10 × of⌋. */
  | {
      readonly kind: 'decile';
      /** 1 = the best tenth. */
      readonly decile: number;
      readonly places: number;
      readonly of: number;
      readonly value: number;
    }
  | { readonly kind: 'peer'; readonly park: string; readonly value: number };

/** Why there is nothing to reach. */
export type NoTarget =
  | 'in-top-decile'
  | 'not-behind-peer'
  | 'peer-has-none'
  | 'nobody-has-one'
  | 'out-for-all';

/** Where a park stands among the parks that have a value (and itself, last, where it has none). */
export interface IndicatorPlace {
  readonly rank: number;
  readonly of: number;
  /** The best tenths that it belongs to: 1 = the best tenth, 10 = the last. */
  readonly decile: number;
}

const DECILES = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** Place of a park in an indicator. A rank within ⌊d ÷ 10 × of⌋ places is in the best d tenths. */
export const placeIn = ({ parks }: Measurement, park: string, direction: Direction): IndicatorPlace => {
  const own = parks.find((each) => each.park === park);
  const of = parks.length + (own === undefined ? 1 : 0);
  const rank = own === undefined ? of : rankOf(parks, own.exact, direction);
  return { rank, of, decile: DECILES.find((decile) => rank <= placesOf(decile, of)) ?? 10 };
};

/** The next better tenth that a park does not belong to yet, and the value of its last place. */
export const nextDecile = (measured: Measurement, park: string, direction: Direction): Target | NoTarget => {
  if (measured.parks.length === 0) return 'nobody-has-one';
  const { rank, of } = placeIn(measured, park, direction);
  const decile = DECILES.findLast((each) => placesOf(each, of) < rank);
  const places = decile === undefined ? 0 : placesOf(decile, of);
  const last = byRank(measured.parks, direction)[places - 1];
  if (decile === undefined || last === undefined) return 'in-top-decile';
  return { kind: 'decile', decile, places, of, value: last.value };
};

/** A peer's value, where it is better than the park's own or the park has none. */
export const peerTarget = (
  { parks }: Measurement,
  park: string,
  peer: string,
  direction: Direction,
): Target | NoTarget => {
  const own = parks.find((each) => each.park === park);
  const theirs = parks.find((each) => each.park === peer);
  if (theirs === undefined) return 'peer-has-none';
  if (own !== undefined && compareBetter(direction, theirs.exact, own.exact) >= 0) return 'not-behind-peer';
  return { kind: 'peer', park: peer, value: theirs.value };
};

const placesOf = (decile: number, of: number): number =>
  wholePlaces({ numerator: BigInt(decile), denominator: 10n }, of);
