import type { Hierarchy, HierarchyNode } from './hierarchy.ts';
import { isAtLeast } from './screen-units.ts';
import {
  isAverageOfNegatives,
  type Mean,
  type UnfitScore,
  unfitScore,
  type WeightedChild,
  weightedMean,
} from './weighted-mean.ts';

/** How a hierarchy of scores is added up. */
export interface Aggregation {
  /** One for all levels, or one per level from the lowest aggregates up. */
  readonly means: readonly Mean[];
  /** Nodes that are aggregated in a way of their own, by code. */
  readonly nodeMeans: ReadonlyMap<string, Mean>;
  /** Least share of a node's children that must be present for the node to have a score, 0–1. */
  readonly leastShare: number;
}

/** A score that a node's mean cannot be taken of. */
export interface UnfitNode extends UnfitScore {
  readonly node: string;
  readonly mean: Mean;
}

export type AggregatedNodes =
  | {
      readonly ok: true;
      /** One column per node, in the hierarchy's order. */
      readonly scores: ReadonlyMap<string, Float64Array>;
      /** Nodes whose mean was taken of negative scores though it is an average of positive ones only. */
      readonly ofNegatives: readonly string[];
    }
  | { readonly ok: false; readonly unfit: UnfitNode };

/** The mean that a node is aggregated by. */
export const meanOf = (node: HierarchyNode, { means, nodeMeans }: Aggregation): Mean =>
  nodeMeans.get(node.code) ?? means[means.length === 1 ? 0 : node.level - 2] ?? { kind: 'arithmetic' };

/**
 * Aggregates the scores of indicators level by level up to the top.
 *
 * Source: OECD/JRC Handbook (2008), step 6; COINr `Aggregate` with `dat_thresh`.
 *
 * @param normalised by indicator code, NaN = missing
 * @returns the scores, or the first score that a mean cannot be taken of
 */
export const aggregateNodes = (
  hierarchy: Hierarchy,
  normalised: ReadonlyMap<string, Float64Array>,
  aggregation: Aggregation,
): AggregatedNodes => {
  const scores = new Map<string, Float64Array>();
  const ofNegatives: string[] = [];
  for (const node of hierarchy.nodes) {
    const mean = meanOf(node, aggregation);
    const children = node.children.map(({ code, weight }): WeightedChild => {
      const column = scores.get(code) ?? normalised.get(code);
      if (column === undefined) throw new RangeError(`no scores of ${code}`);
      return { code, weight, scores: column };
    });
    const isAvailable = availability(children, aggregation.leastShare);
    const unfit = unfitScore(children, mean, isAvailable);
    if (unfit !== null) return { ok: false, unfit: { ...unfit, node: node.code, mean } };
    if (!isAverageOfNegatives(mean) && children.some((child) => child.scores.some((score) => score < 0))) {
      ofNegatives.push(node.code);
    }
    scores.set(
      node.code,
      weightedMean(children, mean).map((score, unit) => (isAvailable(unit) ? score : Number.NaN)),
    );
  }
  return { ok: true, scores, ofNegatives };
};

/** Whether enough children of a node are present for a unit to have a score there. */
const availability = (
  children: readonly WeightedChild[],
  leastShare: number,
): ((unit: number) => boolean) => {
  if (leastShare <= 0) return () => true;
  return (unit) => {
    const present = children.filter(({ scores }) => !Number.isNaN(scores[unit] as number)).length;
    return isAtLeast(leastShare, present, children.length);
  };
};
