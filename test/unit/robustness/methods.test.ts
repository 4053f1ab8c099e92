import { describe, expect, it } from 'vitest';
import { methodAlternatives, smallBaseEffects } from '../../../shared/domain/robustness/alternatives.ts';
import { AS_RANKED, choicesOf, type Method } from '../../../shared/domain/robustness/method-choice.ts';
import { methodColumns } from '../../../shared/domain/robustness/method-columns.ts';
import { replicateScorer } from '../../../shared/domain/robustness/replicate-scorer.ts';
import { uncertainRanking } from '../../../shared/domain/robustness/uncertain-ranking.ts';
import { CUSTOMARY_WEIGHTS } from '../../../shared/domain/robustness/weight-assumption.ts';
import { scoreInput } from '../../../shared/domain/scenarios/score-input.ts';
import { SnapshotLacksInputsError } from '../../../shared/domain/scenarios/snapshot-under-edition.ts';
import { hundredBounds, scoredParks } from '../../support/a-duel.ts';
import { aSnapshot, type SnapshotPark } from '../../support/a-snapshot.ts';
import { anEdition } from '../../support/ranking-input.ts';

const edition = anEdition();
const missing = { notComputable: 'missing-input', because: ['x'] } as const;
const firstCycle = { notComputable: 'first-cycle', because: ['prior(x)'] } as const;

/** Scores of one indicator under a method, in the order of the parks' ids. */
const scoresOf = (parks: readonly SnapshotPark[], code: string, over: Partial<Method>): number[] => {
  const snapshot = aSnapshot(parks, { frozenBounds: hundredBounds() });
  const population = scoreInput(edition, snapshot.input);
  const at = population.scored.in.findIndex((indicator) => indicator.code === code);
  return [...(methodColumns(edition, snapshot, population, { ...AS_RANKED, ...over })[at] ?? [])];
};

const parksWith = (code: string, values: readonly (number | typeof missing | typeof firstCycle)[]) =>
  values.map((value, index) => ({ id: `P${String(index + 1).padStart(3, '0')}`, values: { [code]: value } }));

describe('scores under another method', () => {
  it('z-scores have mean 50 and deviation 10; missing is the lowest of them or left out', () => {
    const parks = parksWith('4.6', [1, 2, 3, missing]);
    expect(scoresOf(parks, '4.6', { normalisation: 'z-score' })).toEqual([40, 50, 60, 40]);
    expect(scoresOf(parks, '4.6', { normalisation: 'z-score', missing: 'rescale' })).toEqual([
      40,
      50,
      60,
      Number.NaN,
    ]);
  });

  it('percentile ranks: equal values share the mean place; where less is better they turn round', () => {
    expect(scoresOf(parksWith('4.6', [7, 1, 7, 9, 20]), '4.6', { normalisation: 'rank' })).toEqual([
      37.5, 0, 37.5, 75, 100,
    ]);
    expect(scoresOf(parksWith('3.1', [1, 2, 3]), '3.1', { normalisation: 'rank' })).toEqual([100, 50, 0]);
  });

  it('an indicator that tells no two parks apart is in the middle of both', () => {
    for (const normalisation of ['z-score', 'rank'] as const) {
      expect(scoresOf(parksWith('4.6', [5, 5, 5]), '4.6', { normalisation })).toEqual([50, 50, 50]);
    }
  });

  it('growth in a first cycle is left out, whatever the policy', () => {
    const parks = parksWith('2.4', [10, firstCycle, missing]);
    expect(scoresOf(parks, '2.4', {})).toEqual([10, Number.NaN, 0]);
    expect(scoresOf(parks, '2.4', { bounds: 'population' })).toEqual([0, Number.NaN, 0]);
    expect(scoresOf(parks, '2.4', { missing: 'rescale' })).toEqual([10, Number.NaN, Number.NaN]);
  });

  it('winsorised bounds are the quantiles of 2.5 % and 97.5 %, linear between places', () => {
    // 41 parks with 0 … 40: the quantiles stand at places 1 and 39.
    const scores = scoresOf(parksWith('4.6', [...Array(41).keys()]), '4.6', { bounds: 'winsorised' });
    expect(scores.slice(0, 2)).toEqual([0, 0]);
    expect(scores[2]).toBeCloseTo(100 / 38, 12);
    expect(scores.slice(-2)).toEqual([100, 100]);
    expect(scores[20]).toBe(50);
  });

  it('the small-base guard takes the bounds from parks with enough of a denominator', () => {
    // 50 parks: 2 % is one. P001 has 1 employee and the greatest 4.7; without it 49 is the greatest.
    const parks = [...Array(50).keys()].map((index) => ({
      id: `P${String(index + 1).padStart(3, '0')}`,
      values: { '4.7': index === 0 ? 98 : index },
      inputs: { employees: String(index + 1) },
    }));
    expect(scoresOf(parks, '4.7', { bounds: 'population' }).slice(0, 2)).toEqual([100, 0]);
    expect(scoresOf(parks, '4.7', { bounds: 'small-base-guard' })[25]).toBe(50);
    const snapshot = aSnapshot(parks);
    const ranking = uncertainRanking(edition, snapshot, CUSTOMARY_WEIGHTS, choicesOf(new Set()));
    expect(smallBaseEffects(edition, snapshot, ranking)).toEqual([
      { code: '4.7', parks: ['P001'], unguarded: { min: 1, max: 98 }, guarded: { min: 1, max: 49 } },
    ]);
    expect(() => smallBaseEffects(edition, { ...snapshot, basis: {} }, ranking)).toThrow(
      SnapshotLacksInputsError,
    );
  });
});

describe('the geometric mean of the dimensions', () => {
  const score = (columns: readonly (readonly number[])[], weights: readonly number[]): number[] => {
    const task = {
      columns: columns.map((column) => Float64Array.from(column)),
      dimensionOf: [0, 1, 1],
      weights: Float64Array.from(weights),
      dimensions: 2,
      units: columns[0]?.length ?? 0,
    };
    return [...replicateScorer(task)(task.weights, 'geometric')];
  };

  it('is that of 1 + 0.99 d, weighted by the dimensions', () => {
    // Dimension scores 0 and (1 × 100 + 3 × 100) ÷ 4: √(1 × 100); then 1^(1/4) × 100^(3/4).
    expect(score([[0], [100], [100]], [4, 1, 3])[0]).toBeCloseTo(10, 12);
    expect(score([[0], [100], [100]], [1, 1, 2])[0]).toBeCloseTo(100 ** 0.75, 12);
  });

  it('leaves out what is missing: within its dimension, and the dimension with it', () => {
    const [within, gone, nothing] = score(
      [
        [100, 100, Number.NaN],
        [0, Number.NaN, Number.NaN],
        [Number.NaN, Number.NaN, Number.NaN],
      ],
      [4, 1, 3],
    );
    expect(within).toBeCloseTo(10, 12);
    expect(gone).toBeCloseTo(100, 12);
    expect(nothing).toBe(0);
  });
});

describe('one choice of method at a time', () => {
  it('says how far the parks move', () => {
    // P001 is even, P002 uneven and a little better on the arithmetic mean; the geometric one turns them round.
    const even = { '1.1': 50, '2.1': 50, '3.1': 50, '4.1': 50, '5.1': 50 };
    const uneven = { '1.1': 100, '2.1': 0, '3.1': 50, '4.1': 0, '5.1': 100 };
    const snapshot = scoredParks({ P001: even, P002: uneven });
    const ranking = uncertainRanking(edition, snapshot, CUSTOMARY_WEIGHTS, choicesOf(new Set()));
    const alternatives = methodAlternatives(ranking);
    expect(alternatives.map(({ kind, choice }) => `${kind}=${choice}`)).toEqual([
      'normalisation=z-score',
      'normalisation=rank',
      'aggregation=geometric',
      'missing=rescale',
      'bounds=population',
      'bounds=winsorised',
      'bounds=small-base-guard',
    ]);
    expect([...ranking.nominal]).toEqual([2, 1]);
    expect(alternatives[2]).toMatchObject({ mean: 1, max: 1, moved: 2, correlation: -1 });
    expect(alternatives[2]?.furthest).toEqual([
      { park: 'P001', from: 2, to: 1 },
      { park: 'P002', from: 1, to: 2 },
    ]);
    // Nothing is missing: rescaling changes nothing.
    expect(alternatives[3]).toMatchObject({ mean: 0, max: 0, moved: 0, furthest: [], correlation: 1 });
  });
});
