import { sortColumn } from '../scoring/sorted-column.ts';

/** How near two scores must be to share a rank. */
export interface TiePrecision {
  /** Share of the better score's size. */
  readonly relative: number;
  /** Least distance that tells two scores apart near 0, where cancellation leaves only noise. */
  readonly absolute: number;
}

/**
 * Above the noise of double precision (about 1e-15 of a score made of some fifty terms) and below what the digits of data
 * tell apart: with scores near 1e12, as scaled amounts have, 10 still makes a difference.
 */
export const customaryTiePrecision: TiePrecision = { relative: 1e-12, absolute: 1e-12 };

/** Units that share a rank. */
export interface TieGroup {
  readonly rank: number;
  /** Their indices, rising; two at least. */
  readonly units: readonly number[];
}

export interface TiedRanks {
  /** 1 = best, ties share the better rank (1, 2, 2, 4), 0 = no score. */
  readonly ranks: Int32Array;
  readonly ties: readonly TieGroup[];
}

/**
 * Ranks by falling score. Going down from the best, a score joins the group of the one that opened it while it is
 * within the precision of that one; so a group is never wider than the precision, and nothing depends on a grid that
 * noise could push a score across.
 *
 * Source: competition ranking, as COINr `rank_df` (`ties.method = "min"`), but on scores up to rounding.
 */
export const tiedRanks = (scores: Float64Array, precision: TiePrecision): TiedRanks => {
  const { values, units } = sortColumn(scores);
  const ranks = new Int32Array(scores.length);
  let opened = values.length - 1;
  for (let place = values.length - 1; place >= 0; place -= 1) {
    if (!isTied(values[opened] as number, values[place] as number, precision)) opened = place;
    ranks[units[place] as number] = values.length - opened;
  }
  const ties = [...Map.groupBy(ranks.keys(), (unit) => ranks[unit] as number)]
    .filter(([rank, members]) => rank > 0 && members.length > 1)
    .map(([rank, members]) => ({ rank, units: members }))
    .toSorted((a, b) => a.rank - b.rank);
  return { ranks, ties };
};

/** Whether a score is within the precision of a better one. Infinite scores are tied with their like only. */
const isTied = (better: number, score: number, { relative, absolute }: TiePrecision): boolean => {
  if (better === score) return true;
  const size = Math.max(Math.abs(better), Math.abs(score));
  return Number.isFinite(size) && better - score <= Math.max(absolute, relative * size);
};
