import { describe, expect, it } from 'vitest';
import {
  hashOfName,
  seededUniform,
  splitMix32,
  xoshiro128,
} from '../../../shared/domain/randomness/seeded-random.ts';

const take = (draw: () => number, count: number): number[] => Array.from({ length: count }, draw);

describe('pseudo-random numbers', () => {
  // Expected: the authors' C programs, compiled and run.
  it('xoshiro128** is the reference implementation, word for word', () => {
    const draw = xoshiro128([1, 2, 3, 4]);
    expect(take(draw, 8)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849,
    ]);
    expect(take(draw, 993).at(-1)).toBe(136054147);
  });

  it('the Weyl sequence goes through the finaliser of MurmurHash3', () => {
    expect(take(splitMix32(42), 4)).toEqual([939911724, 3948730756, 321366731, 3317318717]);
  });

  // Expected: the published test vectors of FNV-1a.
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('names are hashed by FNV-1a: “%s”', (name, hash) => {
    expect(hashOfName(name)).toBe(hash);
  });

  it('uniform numbers lie strictly between 0 and 1 and have the moments of the distribution', () => {
    const values = take(seededUniform('moments'), 100_000);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(values.every((value) => value > 0 && value < 1)).toBe(true);
    // Four standard errors: √(1 ÷ 12 ÷ n) and √(1 ÷ 180 ÷ n).
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / values.length));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / values.length));
  });

  it('one seed gives one stream, another seed another', () => {
    expect(take(seededUniform('7'), 5)).toEqual(take(seededUniform('7'), 5));
    expect(take(seededUniform('7'), 5)).not.toEqual(take(seededUniform('8'), 5));
  });
});
