import { describe, expect, it } from 'vitest';
import { prepareData } from '../../../shared/domain/composites/compute-index.ts';
import { denominate } from '../../../shared/domain/composites/denominate.ts';
import { exactMean, exactSum } from '../../../shared/domain/composites/exact-sum.ts';
import { imputeGroupMeans } from '../../../shared/domain/composites/impute.ts';
import { shapeOf } from '../../../shared/domain/composites/moments.ts';
import { isAtLeast, screenUnits } from '../../../shared/domain/composites/screen-units.ts';
import { customaryOutlierRule, treatOutliers } from '../../../shared/domain/composites/treat-outliers.ts';
import { aMethod, anIndicator, someData } from '../../support/a-composite.ts';

const NONE = Number.NaN;
const column = (...values: number[]): Float64Array => Float64Array.from(values);

describe('exact sums', () => {
  it.each<[number[], number]>([
    [[], 0],
    [[1e16, 1, -1e16], 1],
    [[0.1, 0.2, 0.3, -0.6], 2.7755575615628914e-17],
    [[1, NONE, 2], 3],
    // 1 + 2⁻⁵³ lies half-way between two doubles; a hair more or less decides.
    [[1, 2 ** -53, 2 ** -200], 1 + 2 ** -52],
    [[1, 2 ** -53, -(2 ** -200)], 1],
    [[Number.POSITIVE_INFINITY, 1], Number.POSITIVE_INFINITY],
  ])('of %j is %d', (values, sum) => {
    expect(exactSum(column(...values))).toBe(sum);
  });

  it('the mean of equal values is that value', () => {
    expect(exactMean(column(0.1, 0.1, 0.1))).toBe(0.1);
    expect(exactMean(column(NONE))).toBeNaN();
  });
});

describe('shape', () => {
  it('by hand: 0, 0, 0, 1 has skewness 2 and excess kurtosis 4', () => {
    const { skewness, kurtosis } = shapeOf(column(0, NONE, 0, 0, 1));
    expect(skewness).toBeCloseTo(2, 14);
    expect(kurtosis).toBeCloseTo(4, 14);
  });

  it.each<[string, number[]]>([
    ['two values', [1, 2]],
    ['equal values', [7, 7, 7, 7, 7]],
    ['nothing', []],
  ])('is not defined for %s', (_, values) => {
    expect(shapeOf(column(...values))).toEqual({ skewness: null, kurtosis: null });
  });
});

describe('outliers', () => {
  const treat = (...values: number[]) => treatOutliers(column(...values), customaryOutlierRule);

  it('cannot be treated where winsorising leaves no difference', () => {
    const { outcome, values, cells } = treat(0, 0, 0, 0, 1);
    expect([outcome, Array.from(values), cells]).toEqual(['untreatable', [0, 0, 0, 0, 1], []]);
  });

  it.each<[string, number[]]>([['equal values', [3, 3, 3, 3]]])('are undecided for %s', (_, values) => {
    expect(treat(...values)).toMatchObject({ outcome: 'undecided', winsorised: 0, cells: [] });
  });

  it('a step takes all equal values together, even past the limit of points', () => {
    const low = Array.from({ length: 60 }, (_, index) => index / 100);
    const treated = treat(...low, 1000, 1000, 1000, 1000, 1000, 1000);
    expect(treated.outcome).toBe('winsorised');
    expect(treated.winsorised).toBe(6);
    expect(treated.cells).toEqual(
      [60, 61, 62, 63, 64, 65].map((unit) => ({ unit, from: 1000, to: 0.59, how: 'winsorised-high' })),
    );
  });

  it('low ones are raised to the next distinct value', () => {
    const values = Array.from({ length: 20 }, (_, index) => 50 + index);
    const { cells } = treat(-9000, ...values, NONE);
    expect(cells).toEqual([{ unit: 0, from: -9000, to: 50, how: 'winsorised-low' }]);
  });

  it('when five points are not enough the logarithm of the original values is taken', () => {
    const powers = Array.from({ length: 100 }, (_, index) => 4 ** index);
    const { outcome, winsorised, values, checks, cells } = treat(...powers);
    expect([outcome, winsorised, checks.length, cells.length]).toEqual(['logged', 5, 3, 100]);
    const range = 4 ** 99 - 1;
    expect(values[0]).toBeCloseTo(Math.log(0.01 * range), 12);
    expect(values[99]).toBeCloseTo(Math.log(1.01 * range), 12);
  });
});

describe('denomination', () => {
  it('divides by the named column; zero or missing denominators leave nothing', () => {
    const data = someData(
      { A: [10, 10, 10, NONE], B: [1, 2, 3, 4] },
      {
        indicators: [anIndicator('A', { denominator: 'N' }), anIndicator('B')],
        denominators: new Map([['N', column(4, 0, NONE, 5)]]),
      },
    );
    expect(denominate(data).columns.map((one) => Array.from(one))).toEqual([
      [2.5, NONE, NONE, NONE],
      [1, 2, 3, 4],
    ]);
  });
});

describe('imputation', () => {
  it('fills with the mean of the group, marks each value, and leaves what has no group or no values', () => {
    const data = someData({ A: [1, NONE, 5, NONE, NONE, NONE, 8] });
    const filled = imputeGroupMeans(data, ['x', 'x', 'x', 'y', null, 'x', null]);
    expect(Array.from(filled.data.columns[0] ?? [])).toEqual([1, 3, 5, NONE, NONE, 3, 8]);
    expect(filled.imputed).toEqual([
      { unit: 1, indicator: 0, value: 3, group: 'x' },
      { unit: 5, indicator: 0, value: 3, group: 'x' },
    ]);
  });
});

describe('all steps before normalisation', () => {
  it('an imputed cell is counted among the units that are left', () => {
    const data = someData(
      { A: [NONE, 2, NONE, 4], B: [NONE, 1, 1, 1] },
      { groups: new Map([['G', ['alone', 'x', 'x', 'x']]]) },
    );
    const { data: left, imputed } = prepareData(data, aMethod({ imputeBy: 'G', leastData: 1 }));
    expect(left.units).toEqual(['U2', 'U3', 'U4']);
    expect(imputed).toEqual([{ unit: 1, indicator: 0, value: 3, group: 'x' }]);
    const gone = prepareData(
      someData({ A: [NONE, 1], B: [NONE, NONE] }, { groups: new Map([['G', ['x', 'x']]]) }),
      aMethod({ imputeBy: 'G', leastData: 1 }),
    );
    expect([gone.data.units, gone.imputed]).toEqual([[], []]);
  });
});

describe('screening', () => {
  it('drops the units with less than the share of the indicators', () => {
    const data = someData({ A: [1, 2, NONE], B: [1, NONE, NONE] });
    const { data: left, screened } = screenUnits(data, 0.5);
    expect(left.units).toEqual(['U1', 'U2']);
    expect(screened).toEqual([{ unit: 'U3', present: 0, of: 2 }]);
  });

  it.each<[number, number, number, boolean]>([
    [0.9, 9, 10, true],
    [0.9, 27, 30, true],
    [0.6666666667, 2, 3, true],
    [0.67, 2, 3, false],
    [0, 0, 5, true],
    [1, 4, 5, false],
  ])('at least %d: %i of %i is %s', (share, present, of, enough) => {
    expect(isAtLeast(share, present, of)).toBe(enough);
  });
});
