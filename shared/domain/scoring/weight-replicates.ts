import { ranksOf } from './ranks.ts';
import { dimensionTotals, type ScoringTask } from './score-units.ts';

/** What is scored again and again under other weights. */
export interface ReplicateTask extends Omit<ScoringTask, 'weights'> {
  /** Scores that are equal after rounding to this step are a tie. */
  readonly tie: number;
}

export interface Replicate {
  /** By unit; NaN = none. Overwritten by the next replicate. */
  readonly scores: Float64Array;
  /** 1 = best, ties share the better rank, 0 = no score. */
  readonly ranks: Int32Array;
}

/** A unit that lacks a score somewhere: by dimension, the columns it has, or null where it has all of them. */
interface GappedUnit {
  readonly unit: number;
  readonly present: readonly (readonly number[] | null)[];
}

/**
 * Prepares scoring under many sets of weights: what `scoreUnits` and `ranksOf` give, bit for bit, without contributions
 * and without looking for gaps again.
 *
 * Source: as `scoreUnits`; the use is the uncertainty analysis of the OECD/JRC Handbook (2008), step 7.
 *
 * @returns scores and ranks under the effective weights of the columns
 */
export const createReplicates = (task: ReplicateTask): ((weights: Float64Array) => Replicate) => {
  const { columns, dimensionOf, units, dimensions, tie } = task;
  const filled = columns.map((column) => column.map((score) => (Number.isNaN(score) ? 0 : score)));
  const gapped = gappedUnits(task);
  const factors = Array.from({ length: dimensions }, () => new Float64Array(units).fill(1));
  const scores = new Float64Array(units);
  return (weights) => {
    const totals = dimensionTotals({ ...task, weights });
    // NaN stays NaN under the sums: where nothing weighs, and below where a unit has nothing that does.
    scores.fill(totals.some((total) => total > 0) ? 0 : Number.NaN);
    for (const gap of gapped) rescaleUnit(gap, weights, totals, factors, scores);
    for (let index = 0; index < filled.length; index += 1) {
      const dimension = dimensionOf[index] as number;
      const factor = factors[dimension] as Float64Array;
      const column = filled[index] as Float64Array;
      const weight = weights[index] as number;
      if (dimensionOf[index + 1] === dimension) {
        index += 1;
        addTwo(column, filled[index] as Float64Array, weight, weights[index] as number, factor, scores);
      } else addOne(column, weight, factor, scores);
    }
    return { scores, ranks: ranksOf(scores, tie) };
  };
};

const gappedUnits = ({ columns, dimensionOf, dimensions, units }: ReplicateTask): GappedUnit[] => {
  const members = Array.from({ length: dimensions }, (_, dimension) =>
    [...columns.keys()].filter((index) => dimensionOf[index] === dimension),
  );
  const gapped: GappedUnit[] = [];
  for (let unit = 0; unit < units; unit += 1) {
    const present = members.map((own) => {
      const there = own.filter((index) => !Number.isNaN(columns[index]?.[unit] as number));
      return there.length === own.length ? null : there;
    });
    if (present.some((own) => own !== null)) gapped.push({ unit, present });
  }
  return gapped;
};

/** The factors of one unit, by the same operations in the same order as `scoreUnits`. */
const rescaleUnit = (
  { unit, present }: GappedUnit,
  weights: Float64Array,
  totals: Float64Array,
  factors: readonly Float64Array[],
  scores: Float64Array,
): void => {
  let whole = 0;
  let covered = 0;
  for (let dimension = 0; dimension < totals.length; dimension += 1) {
    const total = totals[dimension] as number;
    const own = present[dimension] as readonly number[] | null;
    let weight = total;
    if (own !== null) {
      weight = 0;
      for (let at = 0; at < own.length; at += 1) weight += weights[own[at] as number] as number;
    }
    whole += total;
    if (weight > 0) covered += total;
    (factors[dimension] as Float64Array)[unit] = weight > 0 ? total / weight : 0;
  }
  const across = whole / covered;
  for (const factor of factors) factor[unit] = (factor[unit] as number) * across;
  if (covered === 0) scores[unit] = Number.NaN;
};

const addOne = (column: Float64Array, weight: number, factor: Float64Array, sum: Float64Array): void => {
  for (let unit = 0; unit < sum.length; unit += 1) {
    sum[unit] = (sum[unit] as number) + weight * (factor[unit] as number) * (column[unit] as number);
  }
};

const addTwo = (
  first: Float64Array,
  second: Float64Array,
  firstWeight: number,
  secondWeight: number,
  factor: Float64Array,
  sum: Float64Array,
): void => {
  for (let unit = 0; unit < sum.length; unit += 1) {
    const scale = factor[unit] as number;
    sum[unit] =
      (sum[unit] as number) +
      firstWeight * scale * (first[unit] as number) +
      secondWeight * scale * (second[unit] as number);
  }
};
