import { describe, expect, it } from 'vitest';
import { parkProfile } from '../../../shared/domain/profiles/park-profile.ts';
import type { RankedPark } from '../../../shared/domain/ranking/ranking.ts';

const aRankedPark = (
  park: string,
  scores: readonly [number, number | null],
  dimension: number,
): RankedPark => ({
  park,
  submissionId: `S-${park}`,
  sha256: '0'.repeat(64),
  reopened: false,
  score: 0,
  rank: 1,
  dimensions: { '1': { score: dimension, rank: 1 } },
  province: { name: '吉林省', rank: 1, of: 1 },
  region: { name: '东北', rank: 1, of: 1 },
  indicators: scores.map((score, index) => ({
    code: `1.${index + 1}`,
    value: { value: 1 },
    score,
    weight: score === null ? 0 : 0.5,
    contribution: 0,
    marks: [],
  })),
});

describe('the profile of a park', () => {
  const own = aRankedPark('P001', [80, 10], 45);
  const parks = [own, aRankedPark('P002', [40, 30], 35), aRankedPark('P003', [60, null], 60)];

  it('weighs what sets the park apart from the median park', () => {
    // 1.1: 0.5 × (80 − 60) = 10; 1.2: the median of 10 and 30 is 20, 0.5 × (10 − 20) = −5.
    const { strengths, weaknesses } = parkProfile(parks, own);
    expect(strengths).toEqual([{ code: '1.1', score: 80, median: 60, points: 10 }]);
    expect(weaknesses).toEqual([{ code: '1.2', score: 10, median: 20, points: -5 }]);
  });

  it('sets each dimension beside median and best of all ranked parks', () => {
    expect(parkProfile(parks, own).dimensions).toEqual([
      { code: '1', score: 45, rank: 1, median: 45, best: 60 },
    ]);
  });

  it('leaves out what is rescaled away for the park', () => {
    const [, , third] = parks;
    const { strengths, weaknesses } = parkProfile(parks, third ?? own);
    expect([...strengths, ...weaknesses].map(({ code }) => code)).toEqual([]);
  });
});
