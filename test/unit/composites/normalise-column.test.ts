import { describe, expect, it } from 'vitest';
import { type Normalisation, parseNormalisation } from '../../../shared/domain/composites/normalisation.ts';
import { normaliseColumn } from '../../../shared/domain/composites/normalise-column.ts';
import { anIndicator } from '../../support/a-composite.ts';
import { worstRelative } from '../../support/golden-tables.ts';

const NONE = Number.NaN;
const method = (text: string): Normalisation => {
  const normalisation = parseNormalisation(text);
  if (normalisation === null) throw new Error(text);
  return normalisation;
};
const values = Float64Array.from([2, 4, NONE, 4, 10]);
const goalposts = { lower: 3, upper: 8, scale: 10, truncate: true };

describe('normalisation, by hand', () => {
  it.each<[string, number[], number[]]>([
    ['min-max', [0, 25, NONE, 25, 100], [100, 75, NONE, 75, 0]],
    ['min-max:1:5', [1, 2, NONE, 2, 5], [5, 4, NONE, 4, 1]],
    // mean 5, s² = (9 + 1 + 1 + 25) ÷ 3 = 12
    [
      'z-score:50:12',
      [50 - 3 * Math.sqrt(12), 50 - Math.sqrt(12), NONE, 50 - Math.sqrt(12), 50 + 5 * Math.sqrt(12)],
      [50 + 3 * Math.sqrt(12), 50 + Math.sqrt(12), NONE, 50 + Math.sqrt(12), 50 - 5 * Math.sqrt(12)],
    ],
    ['rank:min', [1, 2, NONE, 2, 4], [4, 2, NONE, 2, 1]],
    ['rank:average', [1, 2.5, NONE, 2.5, 4], [4, 2.5, NONE, 2.5, 1]],
    ['borda', [0, 1, NONE, 1, 3], [3, 1, NONE, 1, 0]],
    ['percentile-rank:min', [0, 1 / 3, NONE, 1 / 3, 1], [1, 1 / 3, NONE, 1 / 3, 0]],
    ['percentile-rank:average', [0, 0.5, NONE, 0.5, 1], [1, 0.5, NONE, 0.5, 0]],
    ['distance-to-max', [0, 0.25, NONE, 0.25, 1], [1, 0.75, NONE, 0.75, 0]],
    // The reference is the second unit, 4.
    ['distance-to-reference:U2', [0, 1, NONE, 1, 4], [8 / 6, 1, NONE, 1, 0]],
    ['distance-to-reference:U2:cap', [0, 1, NONE, 1, 1], [1, 1, NONE, 1, 0]],
    // The target is 6.
    ['distance-to-target', [0, 0.5, NONE, 0.5, 2], [2, 1.5, NONE, 1.5, 0]],
    ['distance-to-target:cap', [0, 0.5, NONE, 0.5, 1], [1, 1, NONE, 1, 0]],
    ['fraction-of-max', [0.2, 0.4, NONE, 0.4, 1], [1, 2, NONE, 2, 5]],
    ['scaled:0:20:100', [10, 20, NONE, 20, 50], [-10, -20, NONE, -20, -50]],
    ['goalposts', [0, 2, NONE, 2, 10], [10, 8, NONE, 8, 0]],
  ])('%s', (text, upwards, downwards) => {
    for (const [direction, expected] of [
      [1, upwards],
      [-1, downwards],
    ] as const) {
      const scores = normaliseColumn(
        values,
        anIndicator('A', { direction, target: 6, goalposts }),
        method(text),
        1,
      );
      expect(worstRelative(scores, expected)).toBeLessThan(1e-14);
    }
  });

  it('goalposts that do not cut', () => {
    const open = anIndicator('A', { goalposts: { ...goalposts, truncate: false } });
    expect(Array.from(normaliseColumn(values, open, { method: 'goalposts' }))).toEqual([-2, 2, NONE, 2, 14]);
  });

  it('a column without a range has no scores', () => {
    const flat = Float64Array.from([5, NONE, 5]);
    for (const text of ['min-max', 'z-score', 'distance-to-max']) {
      expect(Array.from(normaliseColumn(flat, anIndicator('A'), method(text)))).toEqual([NONE, NONE, NONE]);
    }
  });

  it.each([
    '',
    'min-max:',
    'min-max:a:b',
    'min-max:5:5',
    'rank:',
    'constructor',
    'toString',
    'goalposts:1',
    'scaled:0:1',
  ])('“%s” is no method', (text) => {
    expect(parseNormalisation(text)).toBeNull();
  });

  it('a reference code may have colons', () => {
    expect(parseNormalisation('distance-to-reference:a:b:cap')).toEqual({
      method: 'distance-to-reference',
      unit: 'a:b',
      cap: true,
    });
    expect(parseNormalisation('distance-to-reference:cap')).toMatchObject({ unit: 'cap', cap: false });
  });
});
