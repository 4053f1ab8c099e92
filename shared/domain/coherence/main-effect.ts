import { pearson } from './correlation.ts';

/** How much of the variance of y goes with x. */
export interface MainEffect {
  /** Squared correlation: what a straight line explains. */
  readonly linear: number | null;
  /** Correlation ratio η²: what a smooth curve explains. */
  readonly curved: number | null;
  readonly n: number;
}

/** Kernel widths tried, in standard deviations of x; beyond the last the curve is the straight line. */
const WIDTHS = [0.15, 0.25, 0.4, 0.6, 1, 1.5, 2.5, 4];

/**
 * First-order sensitivity of y to x, S = V(E(y | x)) ÷ V(y), the “importance” of an indicator for a composite.
 *
 * The curve E(y | x) is a local linear regression with a Gaussian kernel; its width is the one with the least squared
 * error when each unit is predicted from the others, the straight line among the candidates. S is the variance of the
 * fitted values over that of y, at most 1.
 *
 * Source: P. Paruolo, M. Saisana, A. Saltelli, Ratings and rankings: voodoo or science?, J. R. Statist. Soc. A 176 (2013)
 * 609–634 (Pearson's correlation ratio as importance; r² as its linear approximation); the regression and its
 * cross-validation: J. Fan, I. Gijbels, Local Polynomial Modelling and Its Applications (1996), ch. 2 and 4.
 *
 * @param x NaN = missing; units that lack either value are left out
 */
export const mainEffect = (x: Float64Array, y: Float64Array): MainEffect => {
  const units = [...x.keys()].filter(
    (unit) => !Number.isNaN(x[unit] as number) && !Number.isNaN(y[unit] as number),
  );
  const from = Float64Array.from(units, (unit) => x[unit] as number);
  const to = Float64Array.from(units, (unit) => y[unit] as number);
  const { r, n } = pearson(from, to);
  if (r === null) return { linear: null, curved: null, n };
  const deviation = Math.sqrt(squaresAround(from) / n);
  const total = squaresAround(to);
  let best = { error: Number.POSITIVE_INFINITY, explained: 0 };
  for (const width of [...WIDTHS.map((share) => share * deviation), Number.POSITIVE_INFINITY]) {
    const { fitted, error } = smooth(from, to, width);
    if (error < best.error) best = { error, explained: squaresAround(fitted) };
  }
  return { linear: r * r, curved: Math.min(1, best.explained / total), n };
};

const squaresAround = (column: Float64Array): number => {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  return column.reduce((sum, value) => sum + (value - mean) ** 2, 0);
};

/** Fitted values, and the squared error of predicting each unit from the others. */
const smooth = (x: Float64Array, y: Float64Array, width: number): { fitted: Float64Array; error: number } => {
  const fitted = new Float64Array(x.length);
  let error = 0;
  for (let at = 0; at < x.length; at += 1) {
    const centre = x[at] as number;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let t0 = 0;
    let t1 = 0;
    for (let unit = 0; unit < x.length; unit += 1) {
      const distance = (x[unit] as number) - centre;
      // Infinite width: every unit weighs 1.
      const weight = Math.exp(-0.5 * (distance / width) ** 2);
      s0 += weight;
      s1 += weight * distance;
      s2 += weight * distance * distance;
      t0 += weight * (y[unit] as number);
      t1 += weight * distance * (y[unit] as number);
    }
    const determinant = s0 * s2 - s1 * s1;
    // All that weighs stands at one x, as with counts: no slope there, the mean instead.
    const isFlat = determinant <= 1e-10 * s0 * s2 || s2 === 0;
    fitted[at] = isFlat ? t0 / s0 : (s2 * t0 - s1 * t1) / determinant;
    const leverage = isFlat ? 1 / s0 : s2 / determinant;
    // A unit that alone decides its own fit says nothing of the width.
    if (leverage < 1 - 1e-9) error += (((y[at] as number) - (fitted[at] as number)) / (1 - leverage)) ** 2;
    else return { fitted, error: Number.POSITIVE_INFINITY };
  }
  return { fitted, error };
};
