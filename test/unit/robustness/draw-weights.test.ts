import { describe, expect, it } from 'vitest';
import { weightDraws } from '../../../shared/domain/robustness/draw-weights.ts';
import {
  assumptionText,
  CUSTOMARY_WEIGHTS,
  hasOpenWeights,
  type WeightAssumption,
} from '../../../shared/domain/robustness/weight-assumption.ts';
import { scoreInput } from '../../../shared/domain/scenarios/score-input.ts';
import { aDuel } from '../../support/a-duel.ts';
import { anEdition } from '../../support/ranking-input.ts';

const edition = anEdition();
const { scored } = scoreInput(edition, aDuel().input);
const drawsUnder = (over: Partial<WeightAssumption> = {}) => {
  const draws = weightDraws(edition, scored, { ...CUSTOMARY_WEIGHTS, ...over });
  return {
    ...draws,
    /** Weights by code at the middle of the cube, but for the coordinates named. */
    weights: (at: Readonly<Record<string, number>>) => {
      const point = Float64Array.from(draws.factors, ({ code }) => at[code] ?? 0.5);
      const weights = draws.weightsAt(point);
      return Object.fromEntries(scored.in.map(({ code }, index) => [code, weights[index] as number]));
    },
  };
};

/** Sum of the weights of a dimension. */
const total = (weights: Record<string, number>, dimension: string): number =>
  Object.entries(weights).reduce(
    (sum, [code, weight]) => (code.startsWith(`${dimension}.`) ? sum + weight : sum),
    0,
  );

describe('weights that are drawn', () => {
  it('the two official multipliers and the official dimension weight stand unless all are drawn', () => {
    const codes = drawsUnder().factors.map(({ code }) => code);
    expect(codes).not.toContain('1.1');
    expect(codes).not.toContain('1.2');
    expect(codes).not.toContain('1');
    // The duel has no expert scores: 5 of the 46 indicators are out, 39 of the rest are not official.
    expect(drawsUnder().open).toEqual({ multipliers: 39, dimensions: 4 });
    expect(drawsUnder({ drawn: 'all' }).open).toEqual({ multipliers: 41, dimensions: 5 });
  });

  it('the middle of the cube is the edition as it stands', () => {
    const draws = drawsUnder();
    expect(draws.weightsAt(new Float64Array(draws.factors.length).fill(0.5))).toEqual(scored.task.weights);
  });

  it('uniform: one multiplier at its most takes its share of the dimension', () => {
    const weights = drawsUnder().weights({ '4.7': 1 });
    // Seven multipliers: 1.5 of 7.5 of the dimension's 0.15.
    expect(weights['4.7']).toBeCloseTo(0.03, 15);
    expect(weights['4.1']).toBeCloseTo(0.02, 15);
    expect(weights['5.1']).toBe(drawsUnder().weights({})['5.1']);
  });

  it('uniform: one dimension at its most is rescaled with the other open ones; the official one stands', () => {
    const weights = drawsUnder().weights({ '5': 1 });
    // 0.2 + 0.15 + 0.15 + 0.3 × 1.25 = 0.875 is brought back to 0.8.
    expect(total(weights, '5')).toBeCloseTo((0.375 * 0.8) / 0.875, 12);
    expect(total(weights, '4')).toBeCloseTo((0.15 * 0.8) / 0.875, 12);
    expect(total(weights, '1')).toBeCloseTo(0.2, 12);
  });

  it('dirichlet: exponentials divide what the open multipliers of a dimension add up to', () => {
    const codes = ['4.1', '4.2', '4.3', '4.4', '4.5', '4.6', '4.7'];
    const draws = drawsUnder({ distribution: 'dirichlet', dimensions: 0 });
    const weights = draws.weights(
      Object.fromEntries(codes.map((code, index) => [code, Math.exp(-index - 1)])),
    );
    // −ln u is 1, 2 … 7, which add up to 28.
    for (const [index, code] of codes.entries()) {
      expect(weights[code]).toBeCloseTo((0.15 * (index + 1)) / 28, 14);
    }
    // 1.1 and 1.2 keep 0.8 and 1.2 of the 9 that dimension 1 adds up to without its expert score.
    expect(weights['1.1']).toBeCloseTo((0.2 * 0.8) / 9, 14);
  });

  it('says what is assumed, with how many weights and how widely', () => {
    const { open } = drawsUnder();
    const text = assumptionText(CUSTOMARY_WEIGHTS, open);
    expect(text.zh).toContain('39 项赋权各自在名义值 ±50 % 内均匀取值');
    expect(text.zh).toContain('4 个一级指标权重各自在名义值 ±25 % 内均匀取值');
    expect(text.en).toMatch(/39 multipliers is uniform within ±50 %.*4 dimension weights .* ±25 %/);
    expect(assumptionText({ ...CUSTOMARY_WEIGHTS, distribution: 'dirichlet' }, open).en).toContain(
      'flat Dirichlet',
    );
    expect(assumptionText(CUSTOMARY_WEIGHTS, { multipliers: 0, dimensions: 0 }).en).toContain(
      'none is drawn',
    );
  });

  it('an edition with assumed weights has open ones', () => {
    expect(hasOpenWeights(edition)).toBe(true);
  });
});
