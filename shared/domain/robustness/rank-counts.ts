/** How often each unit had each rank; row by unit, ranks from 1. */
export interface RankCounts {
  readonly units: number;
  /** Ranks added up so far. */
  readonly replicates: number;
  /** Counts of unit u and rank r at u × (units + 1) + r. */
  readonly counts: Int32Array;
}

/** Where the middle of a unit's ranks lies. */
export interface RankInterval {
  readonly low: number;
  readonly median: number;
  readonly high: number;
  /** Best and worst rank in any replicate. */
  readonly min: number;
  readonly max: number;
}

export interface RankCounter {
  readonly add: (ranks: Int32Array) => void;
  readonly counts: () => RankCounts;
}

export const rankCounter = (units: number): RankCounter => {
  const counts = new Int32Array(units * (units + 1));
  let replicates = 0;
  return {
    add: (ranks) => {
      for (let unit = 0; unit < units; unit += 1) {
        const at = unit * (units + 1) + (ranks[unit] as number);
        counts[at] = (counts[at] as number) + 1;
      }
      replicates += 1;
    },
    counts: () => ({ units, replicates, counts }),
  };
};

/**
 * Ranks between which a unit's rank lies in at least the share `coverage` of the replicates: at most (1 − coverage) ÷ 2
 * of them are better than `low`, at most as many worse than `high`.
 *
 * Source: quantiles as the inverse of the empirical distribution, R. Hyndman, Y. Fan, Sample Quantiles in Statistical
 * Packages, The American Statistician 50 (1996) 361–365, definition 1: a rank that occurred, never one in between.
 */
export const rankInterval = (counts: RankCounts, unit: number, coverage: number): RankInterval => {
  const tail = (1 - coverage) / 2;
  return {
    low: rankQuantile(counts, unit, tail),
    median: rankQuantile(counts, unit, 0.5),
    high: rankQuantile(counts, unit, 1 - tail),
    min: rankQuantile(counts, unit, 0),
    max: rankQuantile(counts, unit, 1),
  };
};

/** Smallest rank at or above which at least this share of the unit's ranks lies. */
const rankQuantile = ({ units, replicates, counts }: RankCounts, unit: number, share: number): number => {
  // At least one: the quantile of 0 is the best rank that occurred. The slack takes up the noise of 0.05 × n.
  const wanted = Math.max(1, share * replicates - 1e-9);
  let passed = 0;
  for (let rank = 1; rank <= units; rank += 1) {
    passed += counts[unit * (units + 1) + rank] as number;
    if (passed >= wanted) return rank;
  }
  return units;
};

/** Share of the replicates in which a unit's rank was `rank` or better. */
export const shareWithin = (
  { units, replicates, counts }: RankCounts,
  unit: number,
  rank: number,
): number => {
  let within = 0;
  for (let place = 1; place <= Math.min(rank, units); place += 1) {
    within += counts[unit * (units + 1) + place] as number;
  }
  return within / replicates;
};

/** Mean of a unit's ranks. */
export const meanRank = ({ units, replicates, counts }: RankCounts, unit: number): number => {
  let sum = 0;
  for (let rank = 1; rank <= units; rank += 1) sum += rank * (counts[unit * (units + 1) + rank] as number);
  return sum / replicates;
};
