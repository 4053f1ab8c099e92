import { normaliseColumn } from '../composites/normalise-column.ts';

/** A correlation and how many units it rests on; null where it is not defined. */
export interface Correlation {
  readonly r: number | null;
  readonly n: number;
}

/**
 * Pearson's correlation over the units that have both values. Null for fewer than three of them, or where either column
 * tells no two of them apart.
 *
 * Source: K. Pearson, 1896; two passes, so that means of different size cost no digits.
 *
 * @param x NaN = missing
 */
export const pearson = (x: Float64Array, y: Float64Array): Correlation => {
  let n = 0;
  let sumX = 0;
  let sumY = 0;
  for (let unit = 0; unit < x.length; unit += 1) {
    const a = x[unit] as number;
    const b = y[unit] as number;
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    n += 1;
    sumX += a;
    sumY += b;
  }
  if (n < 3) return { r: null, n };
  const meanX = sumX / n;
  const meanY = sumY / n;
  let squaresX = 0;
  let squaresY = 0;
  let products = 0;
  for (let unit = 0; unit < x.length; unit += 1) {
    const a = (x[unit] as number) - meanX;
    const b = (y[unit] as number) - meanY;
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    squaresX += a * a;
    squaresY += b * b;
    products += a * b;
  }
  // A column of equal values has squares of rounding noise only.
  const isFlat = (squares: number, mean: number): boolean => squares <= n * (1e-12 * Math.abs(mean)) ** 2;
  if (isFlat(squaresX, meanX) || isFlat(squaresY, meanY)) return { r: null, n };
  return { r: Math.max(-1, Math.min(1, products / Math.sqrt(squaresX * squaresY))), n };
};

/**
 * Spearman's rank correlation over the units that have both values: Pearson's of their ranks among themselves, equal
 * values sharing the mean of their ranks.
 *
 * Source: C. Spearman, The proof and measurement of association between two things, American Journal of Psychology 15
 * (1904) 72–101.
 */
export const spearman = (x: Float64Array, y: Float64Array): Correlation => {
  const both = [...x.keys()].filter(
    (unit) => !Number.isNaN(x[unit] as number) && !Number.isNaN(y[unit] as number),
  );
  const ranksOf = (column: Float64Array): Float64Array =>
    normaliseColumn(
      Float64Array.from(both, (unit) => column[unit] as number),
      { code: '', direction: 1, denominator: null, target: null, goalposts: null },
      { method: 'rank', ties: 'average' },
    );
  return pearson(ranksOf(x), ranksOf(y));
};

/**
 * Whether a correlation differs from 0 at the level of 5 %: |artanh r| √(n − 3) > 1.96.
 *
 * Source: R. A. Fisher, On the “probable error” of a coefficient of correlation deduced from a small sample, Metron 1
 * (1921) 3–32.
 */
export const isSignificant = ({ r, n }: Correlation): boolean =>
  r !== null && n > 3 && Math.abs(Math.atanh(r)) * Math.sqrt(n - 3) > 1.96;
