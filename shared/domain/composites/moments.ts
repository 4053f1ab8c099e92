import { exactMean, exactSum, presentCount } from './exact-sum.ts';

/** Shape of a column's distribution; null where it is not defined. */
export interface Shape {
  /** Sample skewness, type 2; needs three values that are not all equal. */
  readonly skewness: number | null;
  /** Sample excess kurtosis, type 2; needs four values that are not all equal. */
  readonly kurtosis: number | null;
}

/**
 * Skewness and excess kurtosis of the present values, both of type 2: unbiased for a normal distribution, as SAS and
 * SPSS give them.
 *
 * With m_r = Σ(x − x̄)^r ÷ n: g₁ = m₃ ÷ m₂^1.5, skewness = g₁ √(n(n − 1)) ÷ (n − 2); g₂ = m₄ ÷ m₂² − 3,
 * kurtosis = ((n + 1) g₂ + 6)(n − 1) ÷ ((n − 2)(n − 3)).
 *
 * Source: D. N. Joanes, C. A. Gill, Comparing measures of sample skewness and kurtosis, The Statistician 47 (1998)
 * 183–189, G₁ and G₂.
 */
export const shapeOf = (column: Float64Array): Shape => {
  const n = presentCount(column);
  const mean = exactMean(column);
  const powerSum = (power: number): number => exactSum(column.map((value) => (value - mean) ** power));
  const second = powerSum(2);
  if (!(second > 0) || !Number.isFinite(second)) return { skewness: null, kurtosis: null };
  const g1 = (Math.sqrt(n) * powerSum(3)) / second ** 1.5;
  const g2 = (n * powerSum(4)) / second ** 2 - 3;
  return {
    skewness: n < 3 ? null : (g1 * Math.sqrt(n * (n - 1))) / (n - 2),
    kurtosis: n < 4 ? null : (((n + 1) * g2 + 6) * (n - 1)) / ((n - 2) * (n - 3)),
  };
};
