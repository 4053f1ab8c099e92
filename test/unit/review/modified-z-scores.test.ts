import { describe, expect, it } from 'vitest';
import { modifiedZScores } from '../../../shared/domain/review/modified-z-scores.ts';

describe('modified z-scores', () => {
  it('are those of a sample worked by hand', () => {
    // Median 2.45; absolute deviations 0.05 0.05 0.15 0.15 0.15 0.15 0.35 0.35 5.75 5.85, so MAD 0.15.
    const { median, scores } = modifiedZScores([2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3], 0);
    expect(median).toBeCloseTo(2.45, 12);
    // 0.6745 × −0.35 ÷ 0.15 and 0.6745 × 5.75 ÷ 0.15.
    expect(scores[0]).toBeCloseTo(-1.573833, 6);
    expect(scores[8]).toBeCloseTo(25.855833, 6);
  });

  it('take the mean deviation where more than half are the same', () => {
    // Median 1, MAD 0; mean absolute deviation 9 ÷ 4 = 2.25, times 1.253314 is 2.8199565.
    const { scores } = modifiedZScores([1, 1, 1, 10], 0);
    expect(scores[0]).toBeCloseTo(0, 12);
    expect(scores[3]).toBeCloseTo(3.191539, 6);
  });

  it('are small where all are nearly alike', () => {
    // Median 5, MAD 0.001: 0.6745 ÷ 0.001 is 674.5 times as much as the least spread of 1 allows.
    expect(modifiedZScores([4.999, 5, 5.001, 5.003, 4.998], 1).scores[3]).toBeCloseTo(0.003, 12);
    expect(modifiedZScores([5, 5, 5], 1).scores).toEqual([0, 0, 0]);
  });
});
