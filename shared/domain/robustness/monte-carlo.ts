import { seededUniform } from '../randomness/seeded-random.ts';
import { meanRank, type RankInterval, rankCounter, rankInterval, shareWithin } from './rank-counts.ts';
import { COVERAGE, nextPoint } from './rank-intervals.ts';
import type { Replicate, UncertainRanking } from './uncertain-ranking.ts';

/** One ranked park over all replicates. */
export interface SimulatedPark {
  readonly park: string;
  /** As ranked. */
  readonly rank: number;
  readonly interval: RankInterval;
  readonly mean: number;
  /** For each k asked for: share of the replicates in which the park's rank was k or better. */
  readonly within: readonly { readonly top: number; readonly share: number }[];
}

/** How two parks stand to each other over all replicates; the three shares add up to 1. */
export interface PairShares {
  readonly ahead: number;
  readonly tied: number;
  readonly behind: number;
}

export interface MonteCarlo {
  readonly replicates: number;
  /** Of the ranks, what each interval holds at least. */
  readonly coverage: number;
  /** By rank, then by id. */
  readonly parks: readonly SimulatedPark[];
  /** Null when either park is not ranked. */
  readonly pair: (park: string, other: string) => PairShares | null;
}

/** A simulation that can be taken in portions, so that its progress can be shown. */
export interface Simulation {
  /** Draws this many more replicates. */
  readonly run: (replicates: number) => void;
  readonly result: (tops: readonly number[]) => MonteCarlo;
}

/**
 * Ranks over random draws of everything that is uncertain.
 *
 * Replicate n is made from the n-th point of the seed's stream, however many follow and in whatever portions they are
 * drawn; `replicateOf` gives it again.
 *
 * Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 7; M. Saisana, A. Saltelli, S. Tarantola,
 * J. R. Statist. Soc. A 168 (2005) 307–323.
 */
export const simulation = (ranking: UncertainRanking, seed: string): Simulation => {
  const units = ranking.parks.length;
  const counter = rankCounter(units);
  /** Row u, column v: replicates with u ahead of v. */
  const ahead = new Int32Array(units * units);
  const uniform = seededUniform(seed);
  return {
    run: (replicates) => {
      for (let replicate = 0; replicate < replicates; replicate += 1) {
        const ranks = ranking.ranksOf(ranking.replicateAt(nextPoint(ranking.factors.length, uniform)));
        counter.add(ranks);
        countAhead(ranks, ahead);
      }
    },
    result: (tops) => {
      const counts = counter.counts();
      const { replicates } = counts;
      const place = new Map(ranking.parks.map((park, unit) => [park, unit]));
      const parks = ranking.parks.map(
        (park, unit): SimulatedPark => ({
          park,
          rank: ranking.nominal[unit] as number,
          interval: rankInterval(counts, unit, COVERAGE),
          mean: meanRank(counts, unit),
          within: tops.map((top) => ({ top, share: shareWithin(counts, unit, top) })),
        }),
      );
      return {
        replicates,
        coverage: COVERAGE,
        parks: parks.sort((a, b) => a.rank - b.rank),
        pair: (park, other) => {
          const one = place.get(park);
          const two = place.get(other);
          if (one === undefined || two === undefined) return null;
          const before = ahead[one * units + two] as number;
          const after = ahead[two * units + one] as number;
          return {
            ahead: before / replicates,
            tied: (replicates - before - after) / replicates,
            behind: after / replicates,
          };
        },
      };
    },
  };
};

/** Everything that replicate n was made from, n counting from 1. */
export const replicateOf = (ranking: UncertainRanking, seed: string, n: number): Replicate => {
  const uniform = seededUniform(seed);
  let point: Float64Array = new Float64Array();
  for (let replicate = 0; replicate < n; replicate += 1) point = nextPoint(ranking.factors.length, uniform);
  return ranking.replicateAt(point);
};

const countAhead = (ranks: Int32Array, ahead: Int32Array): void => {
  const units = ranks.length;
  for (let unit = 0; unit < units; unit += 1) {
    const own = ranks[unit] as number;
    const row = unit * units;
    for (let other = 0; other < units; other += 1) {
      if (own < (ranks[other] as number)) ahead[row + other] = (ahead[row + other] as number) + 1;
    }
  }
};
