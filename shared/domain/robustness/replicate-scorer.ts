import { dimensionTotals, type ScoringTask } from '../scoring/score-units.ts';
import { incompleteScorer, liftedScore } from './incomplete-scorer.ts';
import type { Method } from './method-choice.ts';

/**
 * Scores of the units under some weights; a unit without any score has 0. The column is the scorer's own and is written
 * over by the next call.
 *
 * @param weights effective weight of each column of the task
 */
export type ReplicateScorer = (weights: Float64Array, aggregation: Method['aggregation']) => Float64Array;

/**
 * A scorer of one set of columns under many weights.
 *
 * arithmetic: the scores of `scoreUnits` bit for bit, without its contributions. geometric: the weighted geometric mean
 * of the dimension scores, each brought onto 1 … 100 as 1 + 0.99 d (never below 1), dimensions weighing what their
 * columns do; within the dimensions the mean stays arithmetic.
 *
 * Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 6; the change of the mean between the
 * dimensions alone as in the JRC's statistical audits of the Global Innovation Index.
 */
export const replicateScorer = (task: ScoringTask): ReplicateScorer => {
  const { columns, units } = task;
  const scores = new Float64Array(units);
  const sums = new Float64Array(units);
  const incomplete = incompleteScorer(task);
  const all = [...columns.keys()];
  const byDimension = Array.from({ length: task.dimensions }, (_, dimension) =>
    all.filter((index) => task.dimensionOf[index] === dimension),
  );
  return (weights, aggregation) => {
    const totals = dimensionTotals({ ...task, weights });
    scores.fill(0);
    if (aggregation === 'arithmetic') {
      addColumns(columns, all, weights, scores);
    } else {
      const whole = totals.reduce((sum, total) => sum + total, 0);
      for (const [dimension, indices] of byDimension.entries()) {
        const total = totals[dimension] as number;
        if (!(total > 0)) continue;
        sums.fill(0);
        addColumns(columns, indices, weights, sums);
        for (let unit = 0; unit < units; unit += 1) {
          scores[unit] =
            (scores[unit] as number) + total * Math.log(liftedScore((sums[unit] as number) / total));
        }
      }
      for (let unit = 0; unit < units; unit += 1) scores[unit] = Math.exp((scores[unit] as number) / whole);
    }
    incomplete(weights, totals, aggregation, scores);
    return scores;
  };
};

/** Adds weight × score of the columns to `sum`, four at a time because reading and writing it costs most. */
const addColumns = (
  columns: readonly Float64Array[],
  indices: readonly number[],
  weights: Float64Array,
  sum: Float64Array,
): void => {
  let next = 0;
  for (; next + 3 < indices.length; next += 4) {
    addFour(
      columns[indices[next] as number] as Float64Array,
      columns[indices[next + 1] as number] as Float64Array,
      columns[indices[next + 2] as number] as Float64Array,
      columns[indices[next + 3] as number] as Float64Array,
      weights[indices[next] as number] as number,
      weights[indices[next + 1] as number] as number,
      weights[indices[next + 2] as number] as number,
      weights[indices[next + 3] as number] as number,
      sum,
    );
  }
  for (; next < indices.length; next += 1) {
    const index = indices[next] as number;
    const column = columns[index] as Float64Array;
    const weight = weights[index] as number;
    for (let unit = 0; unit < sum.length; unit += 1) {
      sum[unit] = (sum[unit] as number) + weight * (column[unit] as number);
    }
  }
};

const addFour = (
  first: Float64Array,
  second: Float64Array,
  third: Float64Array,
  fourth: Float64Array,
  one: number,
  two: number,
  three: number,
  four: number,
  sum: Float64Array,
): void => {
  for (let unit = 0; unit < sum.length; unit += 1) {
    // From left to right: the order of the columns, bit for bit.
    sum[unit] =
      (sum[unit] as number) +
      one * (first[unit] as number) +
      two * (second[unit] as number) +
      three * (third[unit] as number) +
      four * (fourth[unit] as number);
  }
};
