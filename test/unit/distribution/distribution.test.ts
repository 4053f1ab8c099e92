import { describe, expect, it } from 'vitest';
import { distributionOf } from '../../../shared/domain/distribution/distribution.ts';
import { groupSummaries } from '../../../shared/domain/distribution/group-summaries.ts';
import { histogram, mergedBins } from '../../../shared/domain/distribution/histogram.ts';
import { exactOf, type MeasuredPark } from '../../../shared/domain/distribution/measured-parks.ts';
import { quantile } from '../../../shared/domain/distribution/quantiles.ts';
import { countAround } from '../../../shared/domain/distribution/thresholds.ts';
import { topPlaces } from '../../../shared/domain/distribution/top-places.ts';

const parksOf = (
  values: readonly number[],
  of: (index: number) => Partial<MeasuredPark> = () => ({}),
): MeasuredPark[] =>
  values.map((value, index) => ({
    park: `P${String(index + 1).padStart(3, '0')}`,
    province: '江苏省',
    region: '东部',
    value,
    exact: exactOf(value),
    ...of(index),
  }));
const share = (percent: number) => ({ share: { numerator: BigInt(percent), denominator: 100n } });

describe('counts around a threshold', () => {
  it('are strict on both sides and exact: 0.1 + 0.2 is no 0.3', () => {
    const parks = parksOf([0.1, 0.3, 0.30000000000000004, 0.5]);
    expect(countAround(parks, exactOf(0.3), 'higher-is-better')).toEqual({
      threshold: 0.3,
      above: 2,
      equal: 1,
      below: 1,
      of: 4,
      shareAbove: 50,
      shareEqual: 25,
      shareBelow: 25,
      justPast: { rank: 3, share: 75 },
    });
  });

  it('give the article’s check: behind 35 of 169 above 1 % one is 36th, 21.30 %', () => {
    const parks = parksOf(Array.from({ length: 169 }, (_, index) => (index < 35 ? 1.1 : 0.4)));
    const { above, shareAbove, justPast } = countAround(parks, exactOf(1), 'higher-is-better');
    expect([above, shareAbove?.toFixed(2), justPast?.rank, justPast?.share.toFixed(2)]).toEqual([
      35,
      '20.71',
      36,
      '21.30',
    ]);
  });

  it('know no newcomer where all have passed it', () => {
    expect(countAround(parksOf([2, 3]), exactOf(1), 'higher-is-better').justPast).toBeNull();
    expect(countAround(parksOf([2, 3]), exactOf(1), 'lower-is-better').justPast).toEqual({
      rank: 1,
      share: 50,
    });
  });
});

describe('the value that enters the top', () => {
  const parks = parksOf(Array.from({ length: 169 }, (_, index) => index + 1));

  it('is that of the last full place: 20 % of 169 are 33 places', () => {
    expect(topPlaces(parks, share(20), 'higher-is-better')).toEqual({
      places: 33,
      of: 169,
      share: (33 * 100) / 169,
      value: 137,
      rank: 33,
      sharing: 1,
    });
    expect(topPlaces(parks, { places: 33 }, 'lower-is-better')).toMatchObject({ value: 33, rank: 33 });
  });

  it('counts whole places exactly, and shares the better rank among equals', () => {
    // 0.29 × 100 is 28.999999999999996 in doubles.
    expect(topPlaces(parksOf(Array(100).fill(1)), share(29), 'higher-is-better')).toMatchObject({
      places: 29,
      rank: 1,
      sharing: 100,
    });
    expect(topPlaces(parksOf([5, 4, 4, 1]), share(50), 'higher-is-better')).toMatchObject({
      places: 2,
      value: 4,
      rank: 2,
      sharing: 2,
    });
  });

  it('has no value where there is no full place', () => {
    expect(topPlaces(parksOf([1, 2]), share(20), 'higher-is-better')).toMatchObject({
      places: 0,
      value: null,
      rank: null,
    });
    expect(topPlaces([], { places: 3 }, 'higher-is-better')).toMatchObject({ places: 0, of: 0, share: null });
  });
});

describe('quantiles', () => {
  it.each([
    // R 4: quantile(c(1, 2, 4, 8), c(0, .1, .25, .5, .75, 1)), type 7
    [0, 1],
    [0.1, 1.3],
    [0.25, 1.75],
    [0.5, 3],
    [0.75, 5],
    [1, 8],
  ])('at %s are those of R’s type 7', (p, expected) => {
    expect(quantile([1, 2, 4, 8], p)).toBeCloseTo(expected, 12);
  });

  it('of nothing are nothing', () => {
    expect(quantile([], 0.5)).toBeNaN();
    expect(quantile([7], 0.3)).toBe(7);
  });
});

describe('a histogram', () => {
  const bins = (values: readonly number[], wanted?: number) =>
    histogram(values.map(exactOf), wanted).map(({ from, to, count }) => [from, to, count]);

  it('has readable edges; the lower one belongs to the bin, the last bin has both', () => {
    expect(bins([0, 0.1, 0.2, 0.3, 0.4], 4)).toEqual([
      [0, 0.1, 1],
      [0.1, 0.2, 1],
      [0.2, 0.3, 1],
      [0.3, 0.4, 2],
    ]);
    expect(bins([-3, -1, 4], 2)).toEqual([
      [-5, 0, 2],
      [0, 5, 1],
    ]);
  });

  it('holds every value once', () => {
    const values = Array.from({ length: 169 }, (_, index) => ((index * 37) % 100) / 7);
    const all = bins(values);
    expect(all.reduce((sum, [, , count]) => sum + (count ?? 0), 0)).toBe(169);
    // Sturges: ⌈log₂ 169⌉ + 1 = 9 wanted, steps of 2 over 0–14.14.
    expect(all).toHaveLength(8);
  });

  it('for a park has no bin of under five', () => {
    const bin = (from: number, count: number) => ({ from, to: from + 1, count });
    expect(mergedBins([bin(0, 2), bin(1, 3), bin(2, 7), bin(3, 0), bin(4, 1)], 5)).toEqual([
      { from: 0, to: 2, count: 5 },
      { from: 2, to: 5, count: 8 },
    ]);
    expect(mergedBins([bin(0, 2), bin(1, 1)], 5)).toEqual([{ from: 0, to: 2, count: 3 }]);
    expect(mergedBins([], 5)).toEqual([]);
  });

  it('of equal values is one bin, of none is empty', () => {
    expect(bins([2, 2])).toEqual([[2, 2, 2]]);
    expect(bins([])).toEqual([]);
  });
});

describe('summaries by province and region', () => {
  /** Provinces A 6, B 5, C 5, D 2 in the east; E 3, F 1, G 9 in the west. */
  const provinces = [
    ...Array(6).fill('A'),
    ...Array(5).fill('B'),
    ...Array(5).fill('C'),
    ...Array(2).fill('D'),
    ...Array(3).fill('E'),
    'F',
    ...Array(9).fill('G'),
  ] as string[];
  const parks = parksOf(
    provinces.map((_, index) => index),
    (index) => ({ province: provinces[index] ?? '', region: index < 18 ? 'east' : 'west' }),
  );

  it('have medians, means, extremes and strict counts', () => {
    const [west] = groupSummaries(parks.slice(18, 22), 'region', [exactOf(19)], false);
    expect(west).toEqual({
      name: 'west',
      parks: 4,
      figures: {
        median: 19.5,
        mean: 19.5,
        least: 18,
        greatest: 21,
        around: [{ threshold: 19, above: 2, below: 1 }],
      },
    });
  });

  it('for a park hide groups under five, and enough others that none follows from its region’s total', () => {
    const shown = groupSummaries(parks, 'province', [], true).filter(({ figures }) => figures !== null);
    // East: D (2) alone would follow from the total, so the next smallest goes too. West: E and F are four together: G goes.
    expect(shown.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(shown.every(({ figures }) => figures?.least === null && figures.greatest === null)).toBe(true);
  });

  it('for the ministry hide nothing', () => {
    const all = groupSummaries(parks, 'province', [], false);
    expect(all.map(({ name }) => name)).toEqual(['G', 'A', 'B', 'C', 'E', 'D', 'F']);
    expect(all.every(({ figures }) => figures !== null)).toBe(true);
  });
});

describe('a distribution', () => {
  const questions = {
    direction: 'higher-is-better' as const,
    thresholds: [],
    tops: [],
    quantiles: [0, 0.5, 1],
    bins: null,
    by: [],
    forPark: false,
  };

  it('counts who has no value, and for a park leaves out the extremes', () => {
    const measured = {
      parks: parksOf([1, 2, 6]),
      notMeasured: [{ park: 'P009', reason: 'missing-input' as const, because: ['employees'] }],
    };
    expect(distributionOf(measured, questions)).toMatchObject({ ranked: 4, parks: 3, mean: 3 });
    const five = { ...measured, parks: parksOf([1, 2, 6, 7, 8]) };
    const { quantiles } = distributionOf(five, { ...questions, forPark: true });
    expect(quantiles).toEqual([{ p: 0.5, value: 6 }]);
  });

  it('of fewer than five parks a park sees their number only', () => {
    const asked = {
      ...questions,
      thresholds: [exactOf(3)],
      tops: [{ places: 2 }],
      by: ['region' as const],
      forPark: true,
    };
    const few = distributionOf({ parks: parksOf([1, 2, 6, 7]), notMeasured: [] }, asked);
    expect(few).toMatchObject({
      parks: 4,
      isSuppressed: true,
      mean: null,
      quantiles: [],
      thresholds: [],
      histogram: [],
      tops: [{ value: null, rank: null, sharing: 0 }],
      groups: [{ rows: [{ parks: 4, figures: null }] }],
    });
    expect(JSON.stringify(few)).not.toMatch(/"(value|mean)":[0-9]/);
  });

  it('the value of a top of fewer than five places is not for a park', () => {
    const parks = parksOf(Array.from({ length: 30 }, (_, index) => index));
    const topOf = (places: number, forPark: boolean) =>
      distributionOf({ parks, notMeasured: [] }, { ...questions, tops: [{ places }], forPark }).tops[0]
        ?.value;
    expect([topOf(4, true), topOf(5, true), topOf(4, false)]).toEqual([null, 25, 26]);
  });

  it('of nobody is empty', () => {
    expect(distributionOf({ parks: [], notMeasured: [] }, questions)).toMatchObject({
      mean: null,
      quantiles: [],
      histogram: [],
    });
  });
});
