import { describe, expect, it } from 'vitest';
import { exactOfDouble, solveInput } from '../../../shared/domain/diagnosis/solve-input.ts';
import { environmentOf } from '../../../shared/domain/expressions/environment.ts';
import { exactInteger, exactRatio } from '../../../shared/domain/expressions/exact.ts';
import { parseExpression } from '../../../shared/domain/expressions/parse-expression.ts';
import type { Value } from '../../../shared/domain/expressions/value.ts';

const environment = (values: Record<string, number>, prior: Record<string, number> = {}) => {
  const exact = (record: Record<string, number>): Record<string, Value> =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, exactInteger(value)]));
  return environmentOf({ values: exact(values), prior: exact(prior), notApplicableAs: 'null' });
};
const solve = (
  source: string,
  input: string,
  values: Record<string, number>,
  target: number,
  prior: Record<string, number> = {},
) => solveInput(parseExpression(source), input, environment(values, prior), exactInteger(target));

describe('the input at which a formula reaches a value', () => {
  const share = '(foreign + returnees) / employees * 100';
  const staff = { foreign: 2, returnees: 3, employees: 1000 };

  it('solves sums and shares for part and whole', () => {
    // (f + 3) ÷ 1000 × 100 = 1 → f = 7; 5 ÷ e × 100 = 1 → e = 500.
    expect(solve(share, 'foreign', staff, 1)).toEqual(exactInteger(7));
    expect(solve(share, 'employees', staff, 1)).toEqual(exactInteger(500));
  });

  it('is exact where decimals never end', () => {
    // 100 x ÷ 7 = 1 → x = 7/100 · x ÷ 3 = 1/… : p ÷ q stays a fraction.
    expect(solve('x * 7', 'x', {}, 1)).toEqual(exactRatio(1n, 7n));
  });

  it('solves growth on last year', () => {
    // ((v ÷ 10) ÷ (80 ÷ 8) − 1) × 100 = 5 → v = 105; ((90 ÷ e) ÷ 10 − 1) × 100 = −10 → e = 10.
    const growth = '((v / e) / (prior(v) / prior(e)) - 1) * 100';
    const prior = { v: 80, e: 8 };
    expect(solve(growth, 'v', { v: 90, e: 10 }, 5, prior)).toEqual(exactInteger(105));
    expect(solve(growth, 'e', { v: 90, e: 9 }, -10, prior)).toEqual(exactInteger(10));
  });

  it('does not need the input’s own value', () => {
    expect(solve(share, 'foreign', { returnees: 3, employees: 1000 }, 1)).toEqual(exactInteger(7));
  });

  it.each([
    ['another input missing', share, 'foreign', { foreign: 2, employees: 10 }, 'others-missing'],
    ['last year missing', 'x - prior(x)', 'x', { x: 1 }, 'others-missing'],
    ['a square', 'x * x', 'x', { x: 1 }, 'not-linear'],
    ['a function of it', 'max(x, 2)', 'x', { x: 1 }, 'not-linear'],
    ['an input that cancels out', 'x - x + y', 'x', { x: 1, y: 2 }, 'without-effect'],
    ['a factor of 0', 'x * y', 'x', { x: 1, y: 0 }, 'without-effect'],
  ])('says why it cannot: %s', (_, source, input, values, why) => {
    expect(solve(source, input, values as Record<string, number>, 1)).toBe(why);
  });
});

describe('a double as an exact number', () => {
  it.each([
    [0.1, 3602879701896397n, 36028797018963968n],
    [-2.5, -5n, 2n],
    [2 ** 60, 2n ** 60n, 1n],
    [0, 0n, 1n],
  ])('%d', (value, numerator, denominator) => {
    expect(exactOfDouble(value)).toEqual({ numerator, denominator });
  });
});
