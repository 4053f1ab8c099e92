import { dimensionTotals, type ScoringTask } from '../scoring/score-units.ts';
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
  const incomplete = [...scores.keys()].filter((unit) =>
    columns.some((column) => Number.isNaN(column[unit] as number)),
  );
  const all = [...columns.keys()];
  const byDimension = Array.from({ length: task.dimensions }, (_, dimension) =>
    all.filter((index) => task.dimensionOf[index] === dimension),
  );
  return (weights, aggregation) => {
    const totals = dimensionTotals({ ...task, weights });
    if (aggregation === 'arithmetic') {
      scores.fill(0);
      addColumns(columns, all, weights, scores);
      for (const unit of incomplete) scores[unit] = incompleteMean(task, weights, totals, unit);
      return scores;
    }
    const whole = totals.reduce((sum, total) => sum + total, 0);
    scores.fill(0);
    for (const [dimension, indices] of byDimension.entries()) {
      const total = totals[dimension] as number;
      if (!(total > 0)) continue;
      sums.fill(0);
      addColumns(columns, indices, weights, sums);
      for (let unit = 0; unit < units; unit += 1) {
        scores[unit] = (scores[unit] as number) + total * Math.log(lifted((sums[unit] as number) / total));
      }
    }
    for (let unit = 0; unit < units; unit += 1) scores[unit] = Math.exp((scores[unit] as number) / whole);
    for (const unit of incomplete) scores[unit] = incompleteGeometric(task, weights, totals, unit);
    return scores;
  };
};

const lifted = (score: number): number => Math.max(1, 1 + 0.99 * score);

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

/** Weight of what a unit has in each dimension. */
const presentWeights = (
  { columns, dimensionOf, dimensions }: ScoringTask,
  weights: Float64Array,
  unit: number,
): Float64Array => {
  const present = new Float64Array(dimensions);
  for (let index = 0; index < columns.length; index += 1) {
    if (Number.isNaN((columns[index] as Float64Array)[unit] as number)) continue;
    const dimension = dimensionOf[index] as number;
    present[dimension] = (present[dimension] as number) + (weights[index] as number);
  }
  return present;
};

/** The same operations in the same order as `scoreUnits`, for one unit. */
const incompleteMean = (
  task: ScoringTask,
  weights: Float64Array,
  totals: Float64Array,
  unit: number,
): number => {
  const { columns, dimensionOf } = task;
  const present = presentWeights(task, weights, unit);
  const whole = totals.reduce((sum, total) => sum + total, 0);
  const covered = totals.reduce((sum, total, at) => ((present[at] as number) > 0 ? sum + total : sum), 0);
  let score = 0;
  for (let index = 0; index < columns.length; index += 1) {
    const own = (columns[index] as Float64Array)[unit] as number;
    if (Number.isNaN(own)) continue;
    const dimension = dimensionOf[index] as number;
    const factor = ((totals[dimension] as number) / (present[dimension] as number)) * (whole / covered);
    score += (weights[index] as number) * factor * own;
  }
  return score;
};

const incompleteGeometric = (
  task: ScoringTask,
  weights: Float64Array,
  totals: Float64Array,
  unit: number,
): number => {
  const { columns, dimensionOf } = task;
  const present = presentWeights(task, weights, unit);
  const sums = new Float64Array(totals.length);
  for (let index = 0; index < columns.length; index += 1) {
    const own = (columns[index] as Float64Array)[unit] as number;
    if (Number.isNaN(own)) continue;
    const dimension = dimensionOf[index] as number;
    sums[dimension] = (sums[dimension] as number) + (weights[index] as number) * own;
  }
  let logs = 0;
  let covered = 0;
  for (let dimension = 0; dimension < totals.length; dimension += 1) {
    const weight = present[dimension] as number;
    if (!(weight > 0)) continue;
    const total = totals[dimension] as number;
    logs += total * Math.log(lifted((sums[dimension] as number) / weight));
    covered += total;
  }
  return covered > 0 ? Math.exp(logs / covered) : 0;
};
