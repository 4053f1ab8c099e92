import { describe, expect, it } from 'vitest';
import { nextDecile, peerTarget, placeIn } from '../../../shared/domain/diagnosis/targets.ts';
import { exactOf, type Measurement } from '../../../shared/domain/distribution/measured-parks.ts';

const measured = (values: readonly number[]): Measurement => ({
  parks: values.map((value, index) => ({
    park: `P${index + 1}`,
    province: '',
    region: '',
    value,
    exact: exactOf(value),
  })),
  notMeasured: [],
});
/** Values 1 … 20 of P1 … P20. */
const twenty = measured(Array.from({ length: 20 }, (_, index) => index + 1));

describe('the next decile', () => {
  it.each([
    // Rank 20 of 20: the best 9 tenths are 18 places, whose last has the value 3.
    ['P1', 10, { kind: 'decile', decile: 9, places: 18, of: 20, value: 3 }],
    // Rank 18 is in those 18 places: the next are 16, value 5.
    ['P3', 9, { kind: 'decile', decile: 8, places: 16, of: 20, value: 5 }],
    // Rank 3: the best tenth is 2 places, value 19.
    ['P18', 2, { kind: 'decile', decile: 1, places: 2, of: 20, value: 19 }],
    ['P19', 1, 'in-top-decile'],
    ['P20', 1, 'in-top-decile'],
  ])('of %s, in tenth %d', (park, decile, target) => {
    expect(placeIn(twenty, park, 'higher-is-better').decile).toBe(decile);
    expect(nextDecile(twenty, park, 'higher-is-better')).toEqual(target);
  });

  it('goes down where lower is better', () => {
    expect(nextDecile(twenty, 'P20', 'lower-is-better')).toMatchObject({ decile: 9, value: 18 });
    expect(nextDecile(twenty, 'P1', 'lower-is-better')).toBe('in-top-decile');
  });

  it('of a park without a value: last, behind all that have one', () => {
    expect(placeIn(twenty, 'P99', 'higher-is-better')).toEqual({ rank: 21, of: 21, decile: 10 });
    // ⌊0.9 × 21⌋ = 18 places.
    expect(nextDecile(twenty, 'P99', 'higher-is-better')).toMatchObject({ places: 18, of: 21, value: 3 });
  });

  it('is always better than the park’s own value, among equals too', () => {
    const equal = measured([1, 1, 1, 1, 1, 1, 1, 1, 1, 9]);
    expect(nextDecile(equal, 'P1', 'higher-is-better')).toEqual({
      kind: 'decile',
      decile: 1,
      places: 1,
      of: 10,
      value: 9,
    });
    expect(nextDecile(measured([1, 1, 1]), 'P1', 'higher-is-better')).toBe('in-top-decile');
    expect(nextDecile(measured([]), 'P1', 'higher-is-better')).toBe('nobody-has-one');
  });
});

describe('a peer’s value', () => {
  it('is a target only where it is better', () => {
    expect(peerTarget(twenty, 'P3', 'P9', 'higher-is-better')).toEqual({
      kind: 'peer',
      park: 'P9',
      value: 9,
    });
    expect(peerTarget(twenty, 'P9', 'P3', 'higher-is-better')).toBe('not-behind-peer');
    expect(peerTarget(twenty, 'P9', 'P3', 'lower-is-better')).toMatchObject({ value: 3 });
    expect(peerTarget(twenty, 'P99', 'P3', 'higher-is-better')).toMatchObject({ value: 3 });
    expect(peerTarget(twenty, 'P3', 'P99', 'higher-is-better')).toBe('peer-has-none');
  });
});
