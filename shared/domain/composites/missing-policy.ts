import { columnBounds } from '../scoring/normalise.ts';
import { type Aggregation, aggregateNodes } from './aggregate-nodes.ts';
import type { IndicatorMeta } from './composite-data.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { Normalisation } from './normalisation.ts';

/**
 * What becomes of a missing score. `rescale`: it is skipped and the weights of its siblings rescaled. `lowest`: it
 * counts as the lowest score of that indicator. `forbid`: no node above it has a score.
 *
 * Source: OECD/JRC Handbook (2008), step 3, case deletion and its alternatives; `lowest` is the ministry's rule that
 * leaving out never pays.
 */
export type MissingPolicy = 'rescale' | 'lowest' | 'forbid';

/** What a unit has of one missing score: its node's score less what it would be were the score the lowest. */
export interface MissingGain {
  readonly unit: number;
  readonly indicator: string;
  /** Code of the node at the top. */
  readonly node: string;
  /** Null where the node has no score in one of the two ways. */
  readonly gain: number | null;
}

/**
 * Lowest score of each indicator: 0 where the scale is cut there (truncated goalposts), else the lowest that any unit
 * has; NaN where none has one.
 */
export const lowestScores = (
  indicators: readonly IndicatorMeta[],
  normalised: ReadonlyMap<string, Float64Array>,
  { method }: Normalisation,
): Map<string, number> =>
  new Map(
    indicators.map(({ code, goalposts }) => {
      const present = columnBounds(normalised.get(code) ?? new Float64Array())?.min ?? Number.NaN;
      const isCut = method === 'goalposts' && goalposts?.truncate === true;
      return [code, isCut && !Number.isNaN(present) ? Math.min(0, goalposts.scale) : present];
    }),
  );

/** Scores with the policy's value where one is missing; the same columns under the other policies. */
export const filledByPolicy = (
  normalised: ReadonlyMap<string, Float64Array>,
  lowest: ReadonlyMap<string, number>,
  policy: MissingPolicy,
): ReadonlyMap<string, Float64Array> => {
  if (policy !== 'lowest') return normalised;
  return new Map(
    [...normalised].map(([code, column]) => {
      const floor = lowest.get(code) ?? Number.NaN;
      return [code, column.map((score) => (Number.isNaN(score) ? floor : score))];
    }),
  );
};

/** The scores that the gains are told from. */
export interface ScoresAroundGaps {
  /** By indicator, before the policy. */
  readonly normalised: ReadonlyMap<string, Float64Array>;
  /** By indicator, as `lowestScores` has them. */
  readonly lowest: ReadonlyMap<string, number>;
  /** By indicator, under the policy. */
  readonly filled: ReadonlyMap<string, Float64Array>;
  /** By node, under the policy. */
  readonly scores: ReadonlyMap<string, Float64Array>;
}

/**
 * What each missing score brings its unit at the top of the hierarchy, against the lowest score in its place: positive
 * where leaving the value out pays. An indicator that no unit has brings nobody anything.
 */
export const missingGains = (
  hierarchy: Hierarchy,
  { normalised, lowest, filled, scores }: ScoresAroundGaps,
  aggregation: Aggregation,
): MissingGain[] => {
  const missing = [...normalised].flatMap(([indicator, column]) =>
    Number.isNaN(lowest.get(indicator) ?? Number.NaN)
      ? []
      : [...column.keys()]
          .filter((unit) => Number.isNaN(column[unit] as number))
          .map((unit) => ({ indicator, unit })),
  );
  if (missing.length === 0) return [];
  // One row per missing score: its unit as it is, with the lowest score in that one place.
  const rows = new Map(
    [...filled].map(([code, column]) => {
      const floor = lowest.get(code) ?? Number.NaN;
      return [
        code,
        Float64Array.from(missing, ({ indicator, unit }) =>
          indicator === code ? floor : (column[unit] as number),
        ),
      ];
    }),
  );
  const instead = aggregateNodes(hierarchy, rows, aggregation);
  const ancestors = topOf(hierarchy);
  return missing.map(({ indicator, unit }, row) => {
    const node = ancestors.get(indicator) ?? '';
    const gain = instead.ok
      ? (scores.get(node)?.[unit] ?? Number.NaN) - (instead.scores.get(node)?.[row] ?? Number.NaN)
      : Number.NaN;
    return { unit, indicator, node, gain: Number.isFinite(gain) ? gain : null };
  });
};

/** The top node that each code lies under. */
const topOf = ({ nodes }: Hierarchy): Map<string, string> => {
  const tops = new Map<string, string>();
  for (const node of nodes.toReversed()) {
    const top = tops.get(node.code) ?? node.code;
    for (const { code } of node.children) tops.set(code, top);
  }
  return tops;
};
