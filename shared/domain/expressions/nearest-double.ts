import type { Exact } from './exact.ts';

const bits = (value: bigint): number => value.toString(16).length * 4;

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
/** 2^-1074 is the smallest step between doubles. */
const SMALLEST_STEP_BITS = 1074;
/** Quotient bits that are kept before rounding: more than the 53 of a double and its half-way bit. */
const WORKING_BITS = 64;

/** The double nearest to an exact number, ties to even (correctly rounded); ±Infinity beyond the range. */
export const nearestDouble = (value: Exact): number => {
  const { numerator, denominator } = value;
  const magnitude = numerator < 0n ? -numerator : numerator;
  // IEEE division of two exactly represented integers is itself correctly rounded.
  if (magnitude <= MAX_SAFE && denominator <= MAX_SAFE) return Number(numerator) / Number(denominator);
  const rounded = nearestOfPositive(magnitude, denominator);
  // What underflows is 0, never −0.
  return numerator < 0n && rounded > 0 ? -rounded : rounded;
};

const nearestOfPositive = (numerator: bigint, denominator: bigint): number => {
  const shift = Math.min(SMALLEST_STEP_BITS, WORKING_BITS + bits(denominator) - bits(numerator));
  const dividend = shift > 0 ? numerator << BigInt(shift) : numerator;
  const divisor = shift < 0 ? denominator << BigInt(-shift) : denominator;
  const quotient = dividend / divisor;
  const remainder = dividend % divisor;
  if (quotient <= MAX_SAFE) {
    // Below the normal range: the quotient counts smallest steps and is rounded by hand, half to even.
    const twice = remainder * 2n;
    const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
    return Number(up ? quotient + 1n : quotient) * scale(shift);
  }
  // Number(bigint) rounds half to even; a sticky last bit stands for everything that was cut off.
  const sticky = remainder === 0n ? 0n : 1n;
  return (Number((quotient << 2n) | sticky) / 4) * scale(shift);
};

/** 2^-shift; a power of two, so the product is exact while the result is in range. */
const scale = (shift: number): number => 2 ** -shift;
