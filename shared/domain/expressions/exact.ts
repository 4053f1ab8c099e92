/**
 * Exact rational numbers on BigInt: what expressions calculate with, so that no sum, ratio or threshold is ever
 * decided by a binary rounding. Always in lowest terms with a positive denominator.
 */
export interface Exact {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

/** `numerator ÷ denominator` in lowest terms. Throws RangeError when the denominator is 0. */
export const exactRatio = (numerator: bigint, denominator: bigint): Exact => {
  if (denominator === 0n) throw new RangeError('an exact number cannot have the denominator 0');
  if (denominator === 1n) return { numerator, denominator };
  const divisor = greatestCommonDivisor(numerator, denominator);
  const sign = denominator < 0n ? -1n : 1n;
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
};

export const exactInteger = (value: number | bigint): Exact => ({
  numerator: BigInt(value),
  denominator: 1n,
});

export const ZERO: Exact = exactInteger(0);

export const add = (a: Exact, b: Exact): Exact =>
  a.denominator === b.denominator
    ? exactRatio(a.numerator + b.numerator, a.denominator)
    : exactRatio(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const negate = (a: Exact): Exact => ({ numerator: -a.numerator, denominator: a.denominator });

export const subtract = (a: Exact, b: Exact): Exact => add(a, negate(b));

export const multiply = (a: Exact, b: Exact): Exact =>
  exactRatio(a.numerator * b.numerator, a.denominator * b.denominator);

/** Null when the divisor is 0: division by zero has no value. */
export const divide = (a: Exact, b: Exact): Exact | null =>
  b.numerator === 0n ? null : exactRatio(a.numerator * b.denominator, a.denominator * b.numerator);

/** Negative, 0 or positive as a is below, equal to or above b. */
export const compare = (a: Exact, b: Exact): number => {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
};

export const absolute = (a: Exact): Exact => (a.numerator < 0n ? negate(a) : a);

export const isInteger = (a: Exact): boolean => a.denominator === 1n;
