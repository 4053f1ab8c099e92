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

/**
 * Weighted arithmetic mean over two levels. A score that is left out for a unit gives its weight to the others of its
 * dimension; a dimension without any gives its weight to the other dimensions. With nothing left out every factor is
 * exactly 1, so that such units are scored by the effective weights as they stand.
 */
export const scoreUnits = (task: ScoringTask): UnitScores => {
  const { columns, dimensionOf, units, dimensions } = task;
  const perDimension = (): Float64Array[] =>
    Array.from({ length: dimensions }, () => new Float64Array(units));
  const sums = perDimension();
  const present = perDimension();
  const totals = new Float64Array(dimensions);
  for (const [index, column] of columns.entries()) {
    const dimension = dimensionOf[index] as number;
    const weight = task.weights[index] as number;
    totals[dimension] = (totals[dimension] as number) + weight;
    addWeighted(column, weight, sums[dimension] as Float64Array, present[dimension] as Float64Array);
  }
  const factors = rescalingFactors(present, totals, units);
  const scores = new Float64Array(units);
  const contributions = columns.map((column, index) => {
    const factor = factors[dimensionOf[index] as number] as Float64Array;
    const own = new Float64Array(units);
    addContributions(column, task.weights[index] as number, factor, own, scores);
    return own;
  });
  for (let unit = 0; unit < units; unit += 1) {
    if (present.every((of) => of[unit] === 0)) scores[unit] = Number.NaN;
  }
  for (let dimension = 0; dimension < dimensions; dimension += 1) {
    divideInPlace(sums[dimension] as Float64Array, present[dimension] as Float64Array);
  }
  return { scores, dimensionScores: sums, factors, contributions };
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

// The loops over units are functions of their own: that is what the engine compiles to tight machine code.

const addWeighted = (
  column: Float64Array,
  weight: number,
  sum: Float64Array,
  present: Float64Array,
): void => {
  for (let unit = 0; unit < column.length; unit += 1) {
    const score = column[unit] as number;
    if (Number.isNaN(score)) continue;
    sum[unit] = (sum[unit] as number) + weight * score;
    present[unit] = (present[unit] as number) + weight;
  }
};

const addContributions = (
  column: Float64Array,
  weight: number,
  factor: Float64Array,
  own: Float64Array,
  scores: Float64Array,
): void => {
  for (let unit = 0; unit < column.length; unit += 1) {
    const score = column[unit] as number;
    if (Number.isNaN(score)) continue;
    const contribution = weight * (factor[unit] as number) * score;
    own[unit] = contribution;
    scores[unit] = (scores[unit] as number) + contribution;
  }
};

/** 0 ÷ 0 is NaN: no dimension score where nothing of it is present. */
const divideInPlace = (sum: Float64Array, present: Float64Array): void => {
  for (let unit = 0; unit < sum.length; unit += 1) {
    sum[unit] = (sum[unit] as number) / (present[unit] as number);
  }
};

const rescalingFactors = (
  present: readonly Float64Array[],
  totals: Float64Array,
  units: number,
): Float64Array[] => {
  const across = acrossDimensions(present, totals, units);
  return present.map((here, dimension) => {
    const total = totals[dimension] as number;
    const factors = new Float64Array(units);
    for (let unit = 0; unit < units; unit += 1) {
      const weight = here[unit] as number;
      // Sums of the same weights in the same order: the quotient is exactly 1 when nothing is left out.
      factors[unit] = weight > 0 ? (total / weight) * (across[unit] as number) : 0;
    }
    return factors;
  });
};

/** Sum of all dimensions over the sum of those that a unit has something in; exactly 1 when it has all. */
const acrossDimensions = (
  present: readonly Float64Array[],
  totals: Float64Array,
  units: number,
): Float64Array => {
  const whole = totals.reduce((sum, total) => sum + total, 0);
  const covered = new Float64Array(units);
  for (const [dimension, here] of present.entries()) {
    const total = totals[dimension] as number;
    for (let unit = 0; unit < units; unit += 1) {
      if ((here[unit] as number) > 0) covered[unit] = (covered[unit] as number) + total;
    }
  }
  for (let unit = 0; unit < units; unit += 1) covered[unit] = whole / (covered[unit] as number);
  return covered;
};
