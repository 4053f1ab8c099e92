/** How scores of several children become one. */
export type Mean =
  | { readonly kind: 'arithmetic' | 'geometric' | 'harmonic' }
  | { readonly kind: 'power'; readonly exponent: number };

/** A child of a node. */
export interface WeightedChild {
  readonly code: string;
  readonly weight: number;
  /** NaN = missing. */
  readonly scores: Float64Array;
}

/** Where a mean cannot be taken of a score. */
export interface UnfitScore {
  readonly child: string;
  readonly unit: number;
  readonly score: number;
}

/** What a mean asks of a score: `positive` x > 0, `not-negative` x ≥ 0, `not-zero` x ≠ 0. */
export type MeanDomain = 'any' | 'not-zero' | 'not-negative' | 'positive';

/**
 * Weighted mean of the children of a node, unit by unit. Missing scores are skipped and the weights of the others
 * rescaled; a unit without any, or with none that weighs, has no score (NaN). With x the scores and w the weights:
 *
 * | mean | |
 * |---|---|
 * | arithmetic | Σwx ÷ Σw |
 * | geometric | exp(Σw ln x ÷ Σw), x > 0 |
 * | harmonic | Σw ÷ Σ(w ÷ x), x ≠ 0 |
 * | power p | (Σwx^p ÷ Σw)^(1 ÷ p), x > 0 where p < 0, x ≥ 0 where p is no even number; p = 0 is the geometric mean, p = 1 the arithmetic |
 *
 * Of negative scores the harmonic mean and even powers are numbers, but no average; COINr gives them, and so does this.
 *
 * Sums are compensated, so that scores that are equal in exact arithmetic come out equal but for the last bits. The order
 * of operations is COINr's: where terms of both signs cancel, as z-scores do, digits depend on it.
 *
 * Source: OECD/JRC Handbook (2008), step 6; G. Hardy, J. Littlewood, G. Pólya, Inequalities (1934), §2.2; COINr
 * `a_amean`, `a_gmean`, `a_hmean`, `a_genmean`.
 */
export const weightedMean = (children: readonly WeightedChild[], mean: Mean): Float64Array => {
  const units = children[0]?.scores.length ?? 0;
  const { term, outOf } = partsOf(mean);
  const weights = compensated(units);
  const sum = compensated(units);
  const weighty = children.filter(({ weight }) => weight !== 0);
  for (const { scores, weight } of weighty) {
    for (let unit = 0; unit < units; unit += 1) {
      if (!Number.isNaN(scores[unit] as number)) weights.add(unit, weight);
    }
  }
  const present = weights.totals();
  for (const { scores, weight } of weighty) {
    for (let unit = 0; unit < units; unit += 1) {
      const score = scores[unit] as number;
      if (!Number.isNaN(score)) sum.add(unit, term(weight, score, present[unit] as number));
    }
  }
  return sum.totals().map((total, unit) => {
    const weight = present[unit] as number;
    return weight > 0 ? outOf(total, weight) : Number.NaN;
  });
};

/** Sums of many terms, one per unit, each with what rounding has taken from it (A. Neumaier, ZAMM 54, 1974). */
const compensated = (units: number) => {
  const sums = new Float64Array(units);
  const lost = new Float64Array(units);
  return {
    add: (unit: number, term: number): void => {
      const before = sums[unit] as number;
      const next = before + term;
      const error = Math.abs(before) >= Math.abs(term) ? before - next + term : term - next + before;
      lost[unit] = (lost[unit] as number) + error;
      sums[unit] = next;
    },
    // Infinite sums have lost NaN.
    totals: (): Float64Array =>
      sums.map((total, unit) => (Number.isFinite(total) ? total + (lost[unit] as number) : total)),
  };
};

/**
 * First score that the mean cannot be taken of, or null.
 *
 * @param isTaken whether a unit's mean is taken at all
 */
export const unfitScore = (
  children: readonly WeightedChild[],
  mean: Mean,
  isTaken: (unit: number) => boolean,
): UnfitScore | null => {
  const isFit = fitness[meanDomain(mean)];
  for (const { code, scores } of children) {
    const unit = scores.findIndex((score, at) => !Number.isNaN(score) && !isFit(score) && isTaken(at));
    if (unit >= 0) return { child: code, unit, score: scores[unit] as number };
  }
  return null;
};

interface MeanParts {
  /** What a score adds to the sum, given its weight and that of all that are present. */
  readonly term: (weight: number, score: number, present: number) => number;
  readonly outOf: (sum: number, present: number) => number;
}

const partsOf = (mean: Mean): MeanParts => {
  switch (mean.kind) {
    case 'arithmetic':
      return { term: (weight, score, present) => (weight / present) * score, outOf: (sum) => sum };
    case 'geometric':
      return {
        term: (weight, score) => weight * Math.log(score),
        outOf: (sum, present) => Math.exp(sum / present),
      };
    case 'harmonic':
      return { term: (weight, score) => weight / score, outOf: (sum, present) => present / sum };
    case 'power': {
      const { exponent } = mean;
      if (exponent === 0) return partsOf({ kind: 'geometric' });
      if (exponent === 1) return partsOf({ kind: 'arithmetic' });
      return {
        term: (weight, score) => weight * score ** exponent,
        outOf: (sum, present) => (sum / present) ** (1 / exponent),
      };
    }
  }
};

const fitness: Readonly<Record<MeanDomain, (score: number) => boolean>> = {
  any: () => true,
  'not-zero': (score) => score !== 0,
  'not-negative': (score) => score >= 0,
  positive: (score) => score > 0,
};

/** The scores that a mean is a real number of. */
export const meanDomain = (mean: Mean): MeanDomain => {
  switch (mean.kind) {
    case 'arithmetic':
      return 'any';
    case 'geometric':
      return 'positive';
    case 'harmonic':
      return 'not-zero';
    case 'power':
      if (mean.exponent <= 0) return 'positive';
      return isAverageOfNegatives(mean) || mean.exponent % 2 === 0 ? 'any' : 'not-negative';
  }
};

/** Whether a mean of negative scores lies between them: the arithmetic one only. */
export const isAverageOfNegatives = (mean: Mean): boolean =>
  mean.kind === 'arithmetic' || (mean.kind === 'power' && mean.exponent === 1);

/** Reads `arithmetic`, `geometric`, `harmonic` or `power:P`; null when it is none of them. */
export const parseMean = (text: string): Mean | null => {
  const [kind = '', ...parts] = text.split(':');
  if (kind === 'power' && parts.length === 1 && /^[+-]?\d+(\.\d+)?$/.test(parts[0] ?? '')) {
    return { kind, exponent: Number(parts[0]) };
  }
  if (parts.length > 0) return null;
  return kind === 'arithmetic' || kind === 'geometric' || kind === 'harmonic' ? { kind } : null;
};
