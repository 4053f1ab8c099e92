import { type CoalitionRanking, rankCoalition, type Setting } from './coalition-ranking.ts';
import {
  areSameBounds,
  type ExplainedRanking,
  type Factor,
  factors,
  type Side,
  type TwoRankings,
  twoRankings,
} from './factors.ts';
import type { Fraction } from './fraction.ts';
import { shapleyValues } from './shapley.ts';

/** A change of rank and the parts that add up to it, exactly. Negative = towards the first place. */
export interface MoveParts {
  readonly from: number;
  readonly to: number;
  /** How many were ranked before and after: the denominators. */
  readonly of: { readonly from: number; readonly to: number };
  /** to − from. */
  readonly change: number;
  readonly parts: Readonly<Record<Factor, Fraction>>;
}

/** Why one park has another rank. */
export interface ExplainedMove {
  readonly park: string;
  /** Among all parks that each ranking ranks: the ranks as they were given. */
  readonly overall: MoveParts;
  /** Among the parks that both rankings rank. */
  readonly common: MoveParts;
}

export interface ExplainedMoves {
  readonly common: readonly string[];
  readonly entered: readonly string[];
  readonly left: readonly string[];
  readonly moves: readonly ExplainedMove[];
}

/** Thrown when a park is not ranked on both sides, so that its rank did not move. */
export class NotRankedTwiceError extends Error {
  override readonly name = 'NotRankedTwiceError';
  readonly park: string;

  constructor(park: string) {
    super(`${park} is not ranked in both rankings`);
    this.park = park;
  }
}

/**
 * Change of rank of parks between two rankings, revisions or years, as Shapley values over five factors. Every one of the
 * 2⁵ coalitions is ranked anew: the factors in the coalition as they are after, the others as they were before.
 *
 * - own-values: the park's own indicator values and expert scores.
 * - others-values: those of all other parks that both rankings rank.
 * - population: who is ranked at all. Parks that entered bring the values they have after, those that left keep theirs
 *   from before. On the common set it moves a rank only where it decides whether an indicator is in.
 * - bounds: the least and greatest values that scores are taken between, as each ranking applied them, whether frozen or
 *   the population's: a park that shifts the population's bounds moves others through `bounds`, not through its values.
 *   An indicator that one side leaves out for all has the other side's bounds on both.
 * - methodology: the edition. Values and bounds of the other edition's indicators are computed from the park inputs that
 *   the snapshots hold.
 *
 * No order of the factors is preferred, and a factor that is the same on both sides has 0. The first and the last
 * coalition are the two rankings themselves.
 *
 * 32 rankings explain one park. They differ between parks only in whose values are "own"; where both sides of the values
 * score under the same bounds, a park's own score does not depend on the others', so that 16 rankings explain them all.
 *
 * @param parks those to explain; absent = all that both rankings rank
 * @param onPark called after each park, for progress
 * @throws NotRankedTwiceError
 * @throws SnapshotLacksInputsError when the editions differ and a snapshot does not hold the park inputs
 */
export const explainMoves = (
  before: ExplainedRanking,
  after: ExplainedRanking,
  parks?: readonly string[],
  onPark?: () => void,
): ExplainedMoves => {
  const two = twoRankings(before, after);
  const isCommon = new Set(two.common);
  const missing = parks?.find((park) => !isCommon.has(park));
  if (missing !== undefined) throw new NotRankedTwiceError(missing);
  const cells = coalitionCells(two);
  const of = (side: ExplainedRanking): number => side.snapshot.result.ranked;
  const moves = (parks ?? two.common).map((park): ExplainedMove => {
    const ranks = Array.from({ length: 2 ** factors.length }, (_, coalition) => cells(coalition, park));
    onPark?.();
    return {
      park,
      overall: movement(
        ranks.map(({ overall }) => overall),
        { from: of(before), to: of(after) },
      ),
      common: movement(
        ranks.map(({ common }) => common),
        { from: two.common.length, to: two.common.length },
      ),
    };
  });
  return { common: two.common, entered: two.entered, left: two.left, moves };
};

const movement = (ranks: readonly number[], of: MoveParts['of']): MoveParts => {
  const from = ranks[0] as number;
  const to = ranks[ranks.length - 1] as number;
  const values = shapleyValues(factors.length, (coalition) => ranks[coalition] as number);
  const parts = Object.fromEntries(factors.map((factor, index) => [factor, values[index]]));
  return { from, to, of, change: to - from, parts: parts as Record<Factor, Fraction> };
};

interface TwoRanks {
  readonly overall: number;
  readonly common: number;
}

/** The side a factor is taken from in a coalition. */
const sideOf = (coalition: number, factor: Factor): Side =>
  (coalition & (1 << factors.indexOf(factor))) === 0 ? 0 : 1;

/** Rank of a park in a coalition, from rankings that are shared as far as possible. */
const coalitionCells = (two: TwoRankings): ((coalition: number, park: string) => TwoRanks) => {
  const shared = new Map<string, Placed>();
  const sharedRanking = (setting: Setting, values: Side): Placed => {
    const key = [setting.population, setting.bounds, setting.methodology, values].join();
    const known = shared.get(key);
    if (known !== undefined) return known;
    const placed = placedIn(
      two,
      rankCoalition(two, setting, () => values),
    );
    shared.set(key, placed);
    return placed;
  };
  return (coalition, park) => {
    const setting: Setting = {
      population: two.isSame.population ? 0 : sideOf(coalition, 'population'),
      bounds: two.isSame.bounds ? 0 : sideOf(coalition, 'bounds'),
      methodology: two.isSame.methodology ? 0 : sideOf(coalition, 'methodology'),
    };
    const own = sideOf(coalition, 'own-values');
    const others = sideOf(coalition, 'others-values');
    const placed = sharedRanking(setting, others);
    if (own === others) return ranksOf(placed, placed, park);
    const owned = sharedRanking(setting, own);
    if (areExchangeable(placed.ranking, owned.ranking)) return ranksOf(placed, owned, park);
    const mixed = placedIn(
      two,
      rankCoalition(two, setting, (one) => (one === park ? own : others)),
    );
    return ranksOf(mixed, mixed, park);
  };
};

/**
 * Whether a park's score in one ranking is what it would be among the parks of the other: the same indicators are in,
 * whichever single park changes sides, under the same bounds. The weights are then the same too.
 */
const areExchangeable = (a: CoalitionRanking, b: CoalitionRanking): boolean =>
  a.isShared && b.isShared && areSameBounds(a.bounds, b.bounds);

interface Placed {
  readonly ranking: CoalitionRanking;
  /** Keys of everyone, and of the common set, rising. */
  readonly overall: Float64Array;
  readonly common: Float64Array;
}

const placedIn = (two: TwoRankings, ranking: CoalitionRanking): Placed => ({
  ranking,
  overall: Float64Array.from(ranking.keys.values()).sort(),
  common: Float64Array.from(two.common, (park) => ranking.keys.get(park) as number).sort(),
});

/** Ranks of a park with its score of one ranking among the other parks of another. */
const ranksOf = (others: Placed, owned: Placed, park: string): TwoRanks => {
  const key = owned.ranking.keys.get(park) as number;
  const instead = others.ranking.keys.get(park) as number;
  // The park itself stands among the others with the score that it has there.
  const above = (sorted: Float64Array): number => countAbove(sorted, key) - (instead > key ? 1 : 0);
  return { overall: 1 + above(others.overall), common: 1 + above(others.common) };
};

/** How many of the rising keys are above one. */
const countAbove = (sorted: Float64Array, key: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= key) low = middle + 1;
    else high = middle;
  }
  return sorted.length - low;
};
