import { emptyColumns } from './empty-columns.ts';
import {
  addContributions,
  addTwoContributions,
  addTwoWeighted,
  addWeighted,
  type UnitRange,
  type WeightedColumn,
} from './weighted-columns.ts';

/** What is scored: score columns of the indicators that are in, in the order of summation. */
export interface ScoringTask {
  /** One column per indicator, one score per unit; NaN = left out for that unit, its weight goes to its dimension. */
  readonly columns: readonly Float64Array[];
  /** Index of the dimension of each column. */
  readonly dimensionOf: readonly number[];
  /** Effective weight of each column. */
  readonly weights: Float64Array;
  readonly dimensions: number;
  readonly units: number;
}

export interface UnitScores {
  /** Sum of the contributions in column order, bit for bit; NaN for a unit without any score. */
  readonly scores: Float64Array;
  /** Weighted mean within each dimension; NaN where the unit has nothing in it. */
  readonly dimensionScores: readonly Float64Array[];
  /** By dimension and unit: what effective weights are multiplied by to make up for what is left out; 1 = nothing is. */
  readonly factors: readonly Float64Array[];
  /** weight × factor × score of each column for each unit; 0 where left out. */
  readonly contributions: readonly Float64Array[];
}

/** Units taken at a time, so that a block of every column stays in the processor's cache between the two passes. */
const BLOCK = 2048;

/** What a scorer is made for: how many units and columns there are, and where each column belongs. */
export type ScoringShape = Pick<ScoringTask, 'dimensionOf' | 'dimensions' | 'units'>;

/**
 * Weighted arithmetic mean over two levels. A score that is left out for a unit gives its weight to the others of its
 * dimension; a dimension without any gives its weight to the other dimensions. With nothing left out every factor is
 * exactly 1, so that such units are scored by the effective weights as they stand.
 *
 * Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 6, linear aggregation; the rescaling of
 * weights over what is present as COINr's `a_amean`.
 */
export const scoreUnits = (task: ScoringTask): UnitScores => createScorer(task)(task.columns, task.weights);

/**
 * `scoreUnits` for many tasks of one shape.
 *
 * @returns the scores of some columns under some weights; what it gives is the scorer's own and written over by the next
 * call
 */
export const createScorer = (
  shape: ScoringShape,
): ((columns: readonly Float64Array[], weights: Float64Array) => UnitScores) => {
  const { units, dimensions, dimensionOf } = shape;
  const result: UnitScores = {
    scores: new Float64Array(units),
    dimensionScores: emptyColumns(dimensions, units),
    factors: emptyColumns(dimensions, units),
    contributions: emptyColumns(dimensionOf.length, units),
  };
  const present = emptyColumns(dimensions, units);
  const covered = new Float64Array(Math.min(BLOCK, units));
  return (columns, weights) => {
    const weighted = columns.map(
      (scores, index): WeightedColumn => ({ scores, weight: weights[index] as number }),
    );
    const totals = dimensionTotals({ dimensionOf, dimensions, weights });
    for (let from = 0; from < units; from += BLOCK) {
      const range = { from, to: Math.min(from + BLOCK, units) };
      result.scores.fill(0, range.from, range.to);
      for (const column of result.dimensionScores) column.fill(0, range.from, range.to);
      for (const column of present) column.fill(0, range.from, range.to);
      addUp(dimensionOf, weighted, result.dimensionScores, present, range);
      rescale(present, totals, covered, result, range);
      contribute(dimensionOf, weighted, result, range);
    }
    return result;
  };
};

/** Weight of a column for a unit; 0 where it is left out. */
export const weightOf = (
  task: ScoringTask,
  { factors }: UnitScores,
  column: number,
  unit: number,
): number => {
  if (Number.isNaN(task.columns[column]?.[unit] ?? Number.NaN)) return 0;
  return (task.weights[column] as number) * (factors[task.dimensionOf[column] as number]?.[unit] as number);
};

/** Sum of the weights of each dimension, in column order. */
export const dimensionTotals = ({
  dimensionOf,
  weights,
  dimensions,
}: Pick<ScoringTask, 'dimensionOf' | 'weights' | 'dimensions'>): Float64Array => {
  const totals = new Float64Array(dimensions);
  for (const [index, weight] of weights.entries()) {
    const dimension = dimensionOf[index] as number;
    totals[dimension] = (totals[dimension] as number) + weight;
  }
  return totals;
};

const addUp = (
  dimensionOf: readonly number[],
  weighted: readonly WeightedColumn[],
  sums: readonly Float64Array[],
  present: readonly Float64Array[],
  range: UnitRange,
): void => {
  for (let index = 0; index < weighted.length; index += 1) {
    const dimension = dimensionOf[index] as number;
    const column = weighted[index] as WeightedColumn;
    const sum = sums[dimension] as Float64Array;
    const here = present[dimension] as Float64Array;
    if (dimensionOf[index + 1] === dimension) {
      addTwoWeighted(column, weighted[index + 1] as WeightedColumn, sum, here, range);
      index += 1;
    } else addWeighted(column, sum, here, range);
  }
};

const contribute = (
  dimensionOf: readonly number[],
  weighted: readonly WeightedColumn[],
  { scores, factors, contributions }: UnitScores,
  range: UnitRange,
): void => {
  for (let index = 0; index < weighted.length; index += 1) {
    const dimension = dimensionOf[index] as number;
    const column = weighted[index] as WeightedColumn;
    const factor = factors[dimension] as Float64Array;
    const own = contributions[index] as Float64Array;
    if (dimensionOf[index + 1] === dimension) {
      const next = contributions[index + 1] as Float64Array;
      addTwoContributions(column, weighted[index + 1] as WeightedColumn, factor, own, next, scores, range);
      index += 1;
    } else addContributions(column, factor, own, scores, range);
  }
};

/** Factors and dimension scores of a range of units; a unit without any score becomes NaN. */
const rescale = (
  present: readonly Float64Array[],
  totals: Float64Array,
  covered: Float64Array,
  { factors, dimensionScores, scores }: UnitScores,
  { from, to }: UnitRange,
): void => {
  const whole = totals.reduce((sum, total) => sum + total, 0);
  covered.fill(0);
  for (let dimension = 0; dimension < totals.length; dimension += 1) {
    coverIn(present[dimension] as Float64Array, totals[dimension] as number, covered, from, to);
  }
  for (let dimension = 0; dimension < totals.length; dimension += 1) {
    const here = present[dimension] as Float64Array;
    const total = totals[dimension] as number;
    const factor = factors[dimension] as Float64Array;
    const sum = dimensionScores[dimension] as Float64Array;
    for (let unit = from; unit < to; unit += 1) {
      const weight = here[unit] as number;
      // Sums of the same weights in the same order: both quotients are exactly 1 when nothing is left out.
      factor[unit] = weight > 0 ? (total / weight) * (whole / (covered[unit - from] as number)) : 0;
      // 0 ÷ 0 is NaN: no dimension score where nothing of it is present.
      sum[unit] = (sum[unit] as number) / weight;
    }
  }
  for (let unit = from; unit < to; unit += 1) {
    if (covered[unit - from] === 0) scores[unit] = Number.NaN;
  }
};

/** Adds the whole weight of a dimension for the units that have something in it. */
const coverIn = (
  present: Float64Array,
  total: number,
  covered: Float64Array,
  from: number,
  to: number,
): void => {
  for (let unit = from; unit < to; unit += 1) {
    if ((present[unit] as number) > 0) covered[unit - from] = (covered[unit - from] as number) + total;
  }
};
