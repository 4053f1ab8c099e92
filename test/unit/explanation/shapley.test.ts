import { describe, expect, it } from 'vitest';
import { decimalOf, fraction, fractionText, sumOf } from '../../../shared/domain/explanation/fraction.ts';
import { shapleyValues } from '../../../shared/domain/explanation/shapley.ts';

const has = (coalition: number, player: number): boolean => (coalition & (1 << player)) !== 0;
const texts = (players: number, worth: (coalition: number) => number): string[] =>
  shapleyValues(players, worth).map(fractionText);

describe('Shapley values of games whose solution is known', () => {
  it('airport game: runways of 1, 2 and 3 (Littlechild and Owen 1973)', () => {
    const needs = [1, 2, 3];
    const cost = (coalition: number): number =>
      Math.max(0, ...needs.filter((_, player) => has(coalition, player)));
    // The first third of the runway is shared by three, the second by two, the last is paid by one.
    expect(texts(3, cost)).toEqual(['1/3', '5/6', '11/6']);
  });
  it('glove game: two left gloves, one right', () => {
    const pairs = (coalition: number): number =>
      Math.min(Number(has(coalition, 0)) + Number(has(coalition, 1)), Number(has(coalition, 2)));
    expect(texts(3, pairs)).toEqual(['1/6', '1/6', '2/3']);
  });
  it('majority of five: all alike', () => {
    const wins = (coalition: number): number =>
      [0, 1, 2, 3, 4].filter((player) => has(coalition, player)).length >= 3 ? 1 : 0;
    expect(texts(5, wins)).toEqual(Array(5).fill('1/5'));
  });
  it('adds up what players bring on their own', () => {
    const own = [7, -3, 0, 2, 11];
    expect(
      texts(5, (coalition) =>
        own.reduce((sum, value, player) => sum + (has(coalition, player) ? value : 0), 0),
      ),
    ).toEqual(own.map(String));
  });
  it('has no players', () => {
    expect(shapleyValues(0, () => 4)).toEqual([]);
  });
  it('refuses more players than are exact', () => {
    expect(() => shapleyValues(11, () => 0)).toThrow(RangeError);
  });
});

describe('fractions', () => {
  it('are in lowest terms with a positive denominator', () => {
    expect(fraction(-90, 120)).toEqual({ numerator: -3, denominator: 4 });
    expect(fraction(3, -4)).toEqual({ numerator: -3, denominator: 4 });
    expect(Object.is(fraction(0, -5).numerator, 0)).toBe(true);
    expect(fractionText(fraction(6, 3))).toBe('2');
    expect(decimalOf(fraction(-3, 4))).toBe(-0.75);
  });
  it('add up exactly', () => {
    expect(sumOf([fraction(1, 3), fraction(1, 6), fraction(-1, 2)])).toEqual({
      numerator: 0,
      denominator: 1,
    });
  });
  it('refuse what is not exact', () => {
    expect(() => fraction(1, 0)).toThrow(RangeError);
    expect(() => fraction(0.5, 2)).toThrow(RangeError);
  });
});
