import type { ScoringTask } from '../scoring/score-units.ts';
import type { Method } from './method-choice.ts';

/** A score of 0 … 100 on 1 … 100, never below: what a geometric mean can be taken of. */
export const liftedScore = (score: number): number => Math.max(1, 1 + 0.99 * score);

/** Writes the scores of the units that lack a score in some column over what stands at their places. */
export type IncompleteScorer = (
  weights: Float64Array,
  totals: Float64Array,
  aggregation: Method['aggregation'],
  scores: Float64Array,
) => void;

/**
 * A scorer of the units that lack something: what is left out gives its weight to the rest of its dimension, an empty
 * dimension to the other dimensions; with nothing at all the score is 0.
 *
 * The same operations in the same order as `scoreUnits`, on columns of these units alone: what is missing counts as a
 * score of 0 under a weight of 0, and adding 0 changes no bit. Measured at 178 × 46 with 108 such units, 1,000 weights
 * with ranks: 31 ms; going through each unit by itself made it 80.
 */
export const incompleteScorer = (task: ScoringTask): IncompleteScorer => {
  const { columns, dimensionOf, dimensions } = task;
  const units = Array.from({ length: task.units }, (_, unit) => unit).filter((unit) =>
    columns.some((column) => Number.isNaN(column[unit] as number)),
  );
  const filled = columns.map((column) =>
    Float64Array.from(units, (unit) => (Number.isNaN(column[unit] as number) ? 0 : (column[unit] as number))),
  );
  const isPresent = columns.map((column) =>
    Float64Array.from(units, (unit) => (Number.isNaN(column[unit] as number) ? 0 : 1)),
  );
  const perDimension = (): Float64Array[] =>
    Array.from({ length: dimensions }, () => new Float64Array(units.length));
  const present = perDimension();
  const factors = perDimension();
  const sums = perDimension();
  const own = new Float64Array(units.length);
  return (weights, totals, aggregation, scores) => {
    if (units.length === 0) return;
    own.fill(0);
    for (const column of present) column.fill(0);
    for (let index = 0; index < columns.length; index += 1) {
      const here = present[dimensionOf[index] as number] as Float64Array;
      addProducts(isPresent[index] as Float64Array, weights[index] as number, here);
    }
    if (aggregation === 'arithmetic') {
      setFactors(present, totals, factors);
      for (let index = 0; index < columns.length; index += 1) {
        const factor = factors[dimensionOf[index] as number] as Float64Array;
        addContributions(filled[index] as Float64Array, weights[index] as number, factor, own);
      }
    } else {
      for (const column of sums) column.fill(0);
      for (let index = 0; index < columns.length; index += 1) {
        const sum = sums[dimensionOf[index] as number] as Float64Array;
        addProducts(filled[index] as Float64Array, weights[index] as number, sum);
      }
      geometricMeans(sums, present, totals, own);
    }
    for (let at = 0; at < units.length; at += 1) scores[units[at] as number] = own[at] as number;
  };
};

const addProducts = (column: Float64Array, weight: number, sum: Float64Array): void => {
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] as number) + weight * (column[at] as number);
};

const addContributions = (
  column: Float64Array,
  weight: number,
  factor: Float64Array,
  sum: Float64Array,
): void => {
  for (let at = 0; at < sum.length; at += 1) {
    sum[at] = (sum[at] as number) + weight * (factor[at] as number) * (column[at] as number);
  }
};

/** What effective weights are multiplied by to make up for what is left out, as in `scoreUnits`. */
const setFactors = (
  present: readonly Float64Array[],
  totals: Float64Array,
  factors: readonly Float64Array[],
): void => {
  const whole = totals.reduce((sum, total) => sum + total, 0);
  const covered = new Float64Array(factors[0]?.length ?? 0);
  for (const [dimension, here] of present.entries()) {
    const total = totals[dimension] as number;
    for (let at = 0; at < covered.length; at += 1) {
      if ((here[at] as number) > 0) covered[at] = (covered[at] as number) + total;
    }
  }
  for (const [dimension, here] of present.entries()) {
    const total = totals[dimension] as number;
    const factor = factors[dimension] as Float64Array;
    for (let at = 0; at < covered.length; at += 1) {
      const weight = here[at] as number;
      factor[at] = weight > 0 ? (total / weight) * (whole / (covered[at] as number)) : 0;
    }
  }
};

/** Over the dimensions that a unit has something in, each weighing what it does in full. */
const geometricMeans = (
  sums: readonly Float64Array[],
  present: readonly Float64Array[],
  totals: Float64Array,
  means: Float64Array,
): void => {
  for (let at = 0; at < means.length; at += 1) {
    let logs = 0;
    let covered = 0;
    for (let dimension = 0; dimension < totals.length; dimension += 1) {
      const weight = present[dimension]?.[at] as number;
      if (!(weight > 0)) continue;
      const total = totals[dimension] as number;
      logs += total * Math.log(liftedScore((sums[dimension]?.[at] as number) / weight));
      covered += total;
    }
    means[at] = covered > 0 ? Math.exp(logs / covered) : 0;
  }
};
