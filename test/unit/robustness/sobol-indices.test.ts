import { describe, expect, it } from 'vitest';
import { seededUniform } from '../../../shared/domain/randomness/seeded-random.ts';
import { choicesOf } from '../../../shared/domain/robustness/method-choice.ts';
import { factorGroups, rankSensitivity } from '../../../shared/domain/robustness/rank-sensitivity.ts';
import { sobolIndices } from '../../../shared/domain/robustness/sobol-indices.ts';
import { uncertainRanking } from '../../../shared/domain/robustness/uncertain-ranking.ts';
import { CUSTOMARY_WEIGHTS } from '../../../shared/domain/robustness/weight-assumption.ts';
import { aDuel } from '../../support/a-duel.ts';
import { anEdition } from '../../support/ranking-input.ts';

const singles = (count: number): number[][] => [...Array(count).keys()].map((coordinate) => [coordinate]);

describe('Sobol indices of models that are known', () => {
  /**
   * sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁ over (−π, π)³. Source: T. Ishigami, T. Homma, 1990; with a = 7, b = 0.1:
   * V₁ = (1 + bπ⁴/5)² / 2, V₂ = a²/8, V₁₃ = b²π⁸ (1/18 − 1/50), V = V₁ + V₂ + V₁₃.
   */
  const ishigami = (point: Float64Array): number => {
    const [x = 0, y = 0, z = 0] = point.map((share) => Math.PI * (2 * share - 1));
    return Math.sin(x) + 7 * Math.sin(y) ** 2 + 0.1 * z ** 4 * Math.sin(x);
  };
  const v1 = (1 + (0.1 * Math.PI ** 4) / 5) ** 2 / 2;
  const v2 = 49 / 8;
  const v13 = 0.01 * Math.PI ** 8 * (1 / 18 - 1 / 50);
  const variance = v1 + v2 + v13;

  it('Ishigami: first order and total within their own bootstrap intervals', () => {
    // 0.3139, 0.4424, 0 and 0.5576, 0.4424, 0.2437, as the literature has them.
    const first = [v1 / variance, v2 / variance, 0];
    const total = [(v1 + v13) / variance, v2 / variance, v13 / variance];
    expect(first.map((value) => value.toFixed(4))).toEqual(['0.3139', '0.4424', '0.0000']);
    expect(total.map((value) => value.toFixed(4))).toEqual(['0.5576', '0.4424', '0.2437']);
    const result = sobolIndices({
      coordinates: 3,
      groups: singles(3),
      model: ishigami,
      samples: 16_384,
      uniform: seededUniform('ishigami'),
    });
    expect(result.runs).toBe(16_384 * 5);
    expect(result.mean).toBeCloseTo(3.5, 1);
    expect(result.variance / variance).toBeCloseTo(1, 1);
    for (const [index, found] of (result.indices ?? []).entries()) {
      for (const [estimate, known] of [
        [found.first, first[index] ?? 0],
        [found.total, total[index] ?? 0],
      ] as const) {
        expect(Math.abs(estimate.value - known)).toBeLessThan(0.02);
        // Twice the width of 95 %: an estimate may miss, but not by far.
        const slack = (estimate.high - estimate.low) / 2;
        expect(estimate.low - slack).toBeLessThanOrEqual(known);
        expect(estimate.high + slack).toBeGreaterThanOrEqual(known);
      }
    }
  });

  it('a sum: coordinates of a group count together, and what does nothing has exactly nothing', () => {
    // x + 2y + 2z + 0·w: shares 1/9, 4/9, 4/9; y and z together 8/9.
    const { indices } = sobolIndices({
      coordinates: 4,
      groups: [[0], [1, 2], [3]],
      model: ([x = 0, y = 0, z = 0]) => x + 2 * y + 2 * z,
      samples: 8_192,
      uniform: seededUniform('sum'),
    });
    expect(indices?.[0]?.total.value).toBeCloseTo(1 / 9, 2);
    expect(Math.abs((indices?.[1]?.first.value ?? 0) - 8 / 9)).toBeLessThan(0.03);
    expect(indices?.[2]).toEqual({
      first: { value: 0, low: 0, high: 0 },
      total: { value: 0, low: 0, high: 0 },
    });
  });

  it('a model that does not vary has no indices', () => {
    const result = sobolIndices({
      coordinates: 1,
      groups: [[0]],
      model: () => 7,
      samples: 10,
      uniform: seededUniform('1'),
    });
    expect(result).toMatchObject({ mean: 7, variance: 0, indices: null });
  });
});

describe('what the uncertainty of a ranking comes from', () => {
  const ranking = uncertainRanking(anEdition(), aDuel(), CUSTOMARY_WEIGHTS, choicesOf(new Set(['missing'])));

  it('groups factors by what they have in common, or leaves each by itself', () => {
    expect(factorGroups(ranking, 'groups').map(({ kind, code }) => `${kind} ${code}`)).toEqual([
      'multiplier 1',
      'multiplier 2',
      'multiplier 3',
      'multiplier 4',
      'multiplier 5',
      'dimension null',
      'missing null',
    ]);
    expect(factorGroups(ranking, 'each')).toHaveLength(39 + 4 + 1);
    expect(factorGroups(ranking, 'each').every(({ coordinates }) => coordinates.length === 1)).toBe(true);
  });

  it.each([null, 'P001'])('in the duel only the multipliers of dimension 4 (park: %s)', (park) => {
    const groups = factorGroups(ranking, 'groups');
    let samples = 0;
    const { indices } = rankSensitivity(ranking, groups, park, {
      samples: 256,
      seed: '1',
      onSample: () => {
        samples += 1;
      },
    });
    expect(samples).toBe(256);
    for (const [index, { kind, code }] of groups.entries()) {
      const total = indices?.[index]?.total.value ?? Number.NaN;
      if (kind === 'multiplier' && code === '4') expect(total).toBeGreaterThan(0.8);
      else expect(total).toBe(0);
    }
  });

  it('is not asked of a park that is not ranked', () => {
    expect(() => rankSensitivity(ranking, [], 'P999', { samples: 1, seed: '1' })).toThrow(/P999/);
  });
});
