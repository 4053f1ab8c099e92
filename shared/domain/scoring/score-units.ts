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

/**
 * Weighted arithmetic mean over two levels. A score that is left out for a unit gives its weight to the others of its
 * dimension; a dimension without any gives its weight to the other dimensions. With nothing left out every factor is
 * exactly 1, so that such units are scored by the effective weights as they stand.
 *
 * Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 6, linear aggregation; the rescaling of
 * weights over what is present as COINr's `a_amean`.
 */
export const scoreUnits = (task: ScoringTask): UnitScores => {
  const { units, dimensions } = task;
  const perDimension = (): Float64Array[] =>
    Array.from({ length: dimensions }, () => new Float64Array(units));
  const weighted = task.columns.map(
    (scores, index): WeightedColumn => ({ scores, weight: task.weights[index] as number }),
  );
  const result: UnitScores = {
    scores: new Float64Array(units),
    dimensionScores: perDimension(),
    factors: perDimension(),
    contributions: task.columns.map(() => new Float64Array(units)),
  };
  const present = perDimension();
  const totals = dimensionTotals(task);
  for (let from = 0; from < units; from += BLOCK) {
    const range = { from, to: Math.min(from + BLOCK, units) };
    addUp(task, weighted, result.dimensionScores, present, range);
    rescale(present, totals, result, range);
    contribute(task, weighted, result, range);
    for (const [dimension, here] of present.entries()) {
      divideInPlace(result.dimensionScores[dimension] as Float64Array, here, range);
    }
  }
  return result;
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
export const dimensionTotals = ({ dimensionOf, weights, dimensions }: ScoringTask): Float64Array => {
  const totals = new Float64Array(dimensions);
  for (const [index, weight] of weights.entries()) {
    const dimension = dimensionOf[index] as number;
    totals[dimension] = (totals[dimension] as number) + weight;
  }
  return totals;
};

const addUp = (
  { dimensionOf }: ScoringTask,
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
  { dimensionOf }: ScoringTask,
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

/** Factors of a range of units; a unit without any score becomes NaN. */
const rescale = (
  present: readonly Float64Array[],
  totals: Float64Array,
  { factors, scores }: UnitScores,
  { from, to }: UnitRange,
): void => {
  const whole = totals.reduce((sum, total) => sum + total, 0);
  const covered = new Float64Array(to - from);
  for (const [dimension, here] of present.entries()) {
    const total = totals[dimension] as number;
    for (let unit = from; unit < to; unit += 1) {
      if ((here[unit] as number) > 0) covered[unit - from] = (covered[unit - from] as number) + total;
    }
  }
  for (const [dimension, here] of present.entries()) {
    const total = totals[dimension] as number;
    const factor = factors[dimension] as Float64Array;
    for (let unit = from; unit < to; unit += 1) {
      const weight = here[unit] as number;
      // Sums of the same weights in the same order: both quotients are exactly 1 when nothing is left out.
      factor[unit] = weight > 0 ? (total / weight) * (whole / (covered[unit - from] as number)) : 0;
    }
  }
  for (let unit = from; unit < to; unit += 1) {
    if (covered[unit - from] === 0) scores[unit] = Number.NaN;
  }
};

/** 0 ÷ 0 is NaN: no dimension score where nothing of it is present. */
const divideInPlace = (sum: Float64Array, present: Float64Array, { from, to }: UnitRange): void => {
  for (let unit = from; unit < to; unit += 1) {
    sum[unit] = (sum[unit] as number) / (present[unit] as number);
  }
};
