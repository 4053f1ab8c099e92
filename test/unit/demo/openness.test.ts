import { describe, expect, it } from 'vitest';
import { countOpenness } from '../../../cli/demo/openness.ts';

const park = (employees: number, foreign: number, returnees: number) => ({
  employees: String(employees),
  staff_foreign_resident: String(foreign),
  staff_returnees: String(returnees),
});

const counted = (...parks: ReturnType<typeof park>[]) =>
  Object.fromEntries(countOpenness(parks).map((count) => [count.id, count.counted]));

describe('the openness distribution', () => {
  it('leaves values on a threshold to the middle', () => {
    expect(counted(park(10_000, 10, 90), park(10_000, 100, 0), park(10_000, 10, 40))).toEqual({
      'openness-above-1': 0,
      'openness-below-0.5': 0,
      'foreign-above-1': 0,
      'foreign-below-0.1': 0,
    });
  });

  it('counts one person beyond a threshold', () => {
    expect(counted(park(10_000, 101, 0), park(10_000, 9, 40))).toEqual({
      'openness-above-1': 1,
      'openness-below-0.5': 1,
      'foreign-above-1': 1,
      'foreign-below-0.1': 1,
    });
  });

  it('stands beside the published counts of the article', () => {
    expect(countOpenness([]).map(({ published }) => published)).toEqual([35, 108, 7, 87]);
  });
});
