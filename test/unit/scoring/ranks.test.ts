import { describe, expect, it } from 'vitest';
import { columnBounds, minMaxScores } from '../../../shared/domain/scoring/normalise.ts';
import { ranksOf } from '../../../shared/domain/scoring/ranks.ts';

describe('ranks', () => {
  it.each([
    [
      [3, 1, 2],
      [1, 3, 2],
    ],
    [
      [5, 7, 7, 1],
      [3, 1, 1, 4],
    ],
    [
      [50, 50 + 1e-10, 50 + 1e-8],
      [2, 2, 1],
    ],
    [
      [Number.NaN, -1, 0],
      [0, 2, 1],
    ],
    [
      [-0, 0],
      [1, 1],
    ],
    [[], []],
  ])('%j → %j', (scores, ranks) => {
    expect(Array.from(ranksOf(Float64Array.from(scores), 1e-9))).toEqual(ranks);
  });
});

describe('min–max', () => {
  const column = Float64Array.from([-5, 0, 5, 20, Number.NaN]);
  it.each([
    [{ min: 0, max: 10 }, true, [0, 0, 50, 100, Number.NaN]],
    [{ min: 0, max: 10 }, false, [100, 100, 50, 0, Number.NaN]],
    [{ min: 5, max: 5 }, true, [0, 0, 0, 0, Number.NaN]],
    [{ min: 5, max: 5 }, false, [0, 0, 0, 0, Number.NaN]],
  ])('%o, higher is better: %s', (bounds, isHigherBetter, scores) => {
    expect(Array.from(minMaxScores(column, bounds, isHigherBetter, 100))).toEqual(scores);
  });

  it('takes bounds from the present values of the units that may set them', () => {
    expect(columnBounds(column)).toEqual({ min: -5, max: 20 });
    expect(columnBounds(column, [false, true, true, false, true])).toEqual({ min: 0, max: 5 });
    expect(columnBounds(Float64Array.from([Number.NaN]))).toBeNull();
  });
});
