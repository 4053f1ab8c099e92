import type { Edition } from '../methodology/edition.ts';
import { type Draw, seededUniform } from '../randomness/seeded-random.ts';
import type { RankingSnapshot } from '../ranking/ranking.ts';
import type { Localised } from '../returns/filed-return.ts';
import { choicesOf } from './method-choice.ts';
import { type RankInterval, rankCounter, rankInterval } from './rank-counts.ts';
import { uncertainRanking } from './uncertain-ranking.ts';
import {
  assumptionText,
  CUSTOMARY_WEIGHTS,
  hasOpenWeights,
  type OpenWeights,
  type WeightAssumption,
} from './weight-assumption.ts';

/** Share of the replicates that an interval holds at least. */
export const COVERAGE = 0.9;

/** What intervals of ranks are made from. */
export interface IntervalOptions {
  readonly replicates: number;
  /** Any text; the same seed gives the same intervals on every machine. */
  readonly seed: string;
  /** Default: `CUSTOMARY_WEIGHTS`. */
  readonly assumption?: WeightAssumption;
}

/** What has to stand beside each provisional rank. */
export interface RankIntervals {
  readonly coverage: number;
  readonly replicates: number;
  readonly seed: string;
  readonly assumption: WeightAssumption;
  /** How many weights were drawn; none = the ranks do not hang on unknown weights. */
  readonly open: OpenWeights;
  /** The assumption in words; to be shown wherever the intervals are. */
  readonly text: Localised;
  /** By park id; every ranked park. */
  readonly parks: ReadonlyMap<string, RankInterval>;
}

/** Draws behind the intervals that stand beside ranks. */
const REPLICATES = 1000;

/**
 * The intervals that stand beside the ranks of a ranking, wherever they are shown; null where all weights are official.
 *
 * @throws Error as `rankIntervals`
 */
export const intervalsOf = (
  edition: Edition,
  snapshot: Pick<RankingSnapshot, 'input' | 'inputHash'>,
): RankIntervals | null =>
  hasOpenWeights(edition)
    ? // The input's own hash: the same ranking has the same intervals wherever they are shown.
      rankIntervals(edition, snapshot, { replicates: REPLICATES, seed: snapshot.inputHash })
    : null;

/**
 * 90 % intervals of the ranks when the weights that nobody knows are drawn at random: what makes a provisional rank
 * honest. Deterministic. Measured at 169 parks × 46 indicators: 500 replicates in 15 to 30 ms, 60 ms in a process that has
 * just started.
 *
 * Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 7; M. Saisana, A. Saltelli, S. Tarantola,
 * Uncertainty and sensitivity analysis techniques as tools for the quality assessment of composite indicators, J. R.
 * Statist. Soc. A 168 (2005) 307–323.
 *
 * @param snapshot the ranking; only its recorded input is read
 * @throws Error when the input contradicts itself or asks for another edition
 */
export const rankIntervals = (
  edition: Edition,
  { input }: Pick<RankingSnapshot, 'input'>,
  { replicates, seed, assumption = CUSTOMARY_WEIGHTS }: IntervalOptions,
): RankIntervals => {
  const ranking = uncertainRanking(edition, { input, basis: {} }, assumption, choicesOf(new Set()));
  const counter = rankCounter(ranking.parks.length);
  const uniform = seededUniform(seed);
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    counter.add(ranking.ranksOf(ranking.replicateAt(nextPoint(ranking.factors.length, uniform))));
  }
  const counts = counter.counts();
  const assumed = assumptionText(assumption, ranking.open);
  return {
    coverage: COVERAGE,
    replicates,
    seed,
    assumption,
    open: ranking.open,
    text: {
      zh: `${assumed.zh}区间只反映权重未知的影响，不含数据误差与方法选择。`,
      en: `${assumed.en} The intervals show what unknown weights do; not errors in the data, nor other methods.`,
    },
    parks: new Map(ranking.parks.map((park, unit) => [park, rankInterval(counts, unit, COVERAGE)])),
  };
};

/** The next point of the unit cube from a stream: one coordinate after the other. */
export const nextPoint = (coordinates: number, uniform: Draw): Float64Array => {
  const point = new Float64Array(coordinates);
  for (let at = 0; at < coordinates; at += 1) point[at] = uniform();
  return point;
};
