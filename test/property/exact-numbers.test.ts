import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimalText, parseDecimal } from '../../shared/domain/expressions/decimal.ts';
import { exactRatio } from '../../shared/domain/expressions/exact.ts';
import { nearestDouble } from '../../shared/domain/expressions/nearest-double.ts';

/** Decimal texts over the whole range of doubles and beyond, half-way cases among them. */
const decimals = fc.oneof(
  fc
    .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.integer({ min: -360, max: 320 }))
    .map(([digits, exponent]) => `${digits}e${exponent}`),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 54n }).map((integer) => `${integer}.5`),
);

it('rounds a decimal to the double that the platform reads it as', () => {
  fc.assert(
    fc.property(decimals, (text) => {
      const exact = parseDecimal(text);
      expect(exact && nearestDouble(exact)).toBe(Number(text) === 0 ? 0 : Number(text));
    }),
    { numRuns: 2_000 },
  );
});

it('every double comes back from its own exact value', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const exact = parseDecimal(String(value));
      expect(exact && nearestDouble(exact)).toBe(value === 0 ? 0 : value);
    }),
  );
});

it('is nearer to the ratio than both neighbours', () => {
  const large = fc.bigInt({ min: 2n ** 60n, max: 2n ** 200n });
  fc.assert(
    fc.property(large, large, (numerator, denominator) => {
      const rounded = nearestDouble(exactRatio(numerator, denominator));
      const distance = (candidate: number): bigint => {
        // candidate × 2^400 is an integer for every double of this range.
        const scaled = BigInt(candidate * 2 ** 300) * 2n ** 100n * denominator - numerator * 2n ** 400n;
        return scaled < 0n ? -scaled : scaled;
      };
      const step = rounded * Number.EPSILON;
      for (const other of [rounded - step / 2, rounded + step]) {
        expect(distance(rounded) <= distance(other)).toBe(true);
      }
    }),
  );
});

it('writes and reads decimals back', () => {
  fc.assert(
    fc.property(decimals, (text) => {
      const exact = parseDecimal(text);
      const written = exact && decimalText(exact);
      const again = written !== null && written.length <= 400 ? parseDecimal(written) : exact;
      expect(again).toEqual(exact);
    }),
  );
});
