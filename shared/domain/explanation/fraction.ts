/** An exact rational number in lowest terms; the denominator is positive. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);

/**
 * A fraction in lowest terms.
 *
 * @throws RangeError when a term is no safe integer, or the denominator is 0
 */
export const fraction = (numerator: number, denominator: number): Fraction => {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator === 0) {
    throw new RangeError(`${numerator}/${denominator} is no exact fraction`);
  }
  const divisor = greatestCommonDivisor(Math.abs(numerator), Math.abs(denominator)) * Math.sign(denominator);
  // + 0 turns −0 into 0.
  return { numerator: numerator / divisor + 0, denominator: denominator / divisor };
};

/** Exact sum. */
export const sumOf = (fractions: readonly Fraction[]): Fraction =>
  fractions.reduce(
    (sum, { numerator, denominator }) =>
      fraction(sum.numerator * denominator + numerator * sum.denominator, sum.denominator * denominator),
    fraction(0, 1),
  );

/** The nearest number. */
export const decimalOf = ({ numerator, denominator }: Fraction): number => numerator / denominator;

/** `-7/4`, `3`. */
export const fractionText = ({ numerator, denominator }: Fraction): string =>
  denominator === 1 ? `${numerator}` : `${numerator}/${denominator}`;
