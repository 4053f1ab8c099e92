import { describe, expect, it } from 'vitest';
import { leaveOneIndicatorOut, leaveOneParkOut } from '../../../shared/domain/robustness/leave-one-out.ts';
import { aDuel } from '../../support/a-duel.ts';
import { aSnapshot } from '../../support/a-snapshot.ts';
import { anEdition } from '../../support/ranking-input.ts';

const edition = anEdition();

describe('without one indicator', () => {
  const without = leaveOneIndicatorOut(edition, aDuel().input);
  const of = (code: string) => without.find(({ indicator }) => indicator === code);

  it('is asked of each that is in', () => {
    expect(without).toHaveLength(41);
  });

  it('the winner falls without what it wins by', () => {
    // Without 4.7 P001 is first, and P002 ties with P003, who shares the better place: 2 and 2.
    expect(of('4.7')).toMatchObject({ max: 1, moved: 3, mean: 1 });
    expect(of('4.7')?.furthest).toEqual([
      { park: 'P001', from: 2, to: 1 },
      { park: 'P002', from: 1, to: 2 },
      { park: 'P003', from: 3, to: 2 },
    ]);
    // Without 4.6 P001 ties with P003 for second.
    expect(of('4.6')).toMatchObject({ max: 1, moved: 1, mean: 1 / 3 });
    expect(of('1.1')).toMatchObject({ max: 0, moved: 0, correlation: 1 });
  });
});

describe('without one park', () => {
  // Two indicators of equal weight; P004 alone makes 4.6 of the others small.
  const parks = [
    { id: 'P001', values: { '4.6': 10, '4.7': 1 } },
    { id: 'P002', values: { '4.6': 1, '4.7': 5 } },
    { id: 'P003', values: { '4.6': 0, '4.7': 8 } },
    { id: 'P004', values: { '4.6': 100, '4.7': 0 } },
  ];

  it('places turn where it set a bound of the population', () => {
    // With P004: 0.1 + 0.125, 0.01 + 0.625, 0 + 1: P003, P002, P001. Without, over 0–10 and 1–8:
    // 1 + 0, 0.1 + 4/7, 0 + 1: P001 and P003 tie for the first place.
    const { bounds, parks: without } = leaveOneParkOut(edition, aSnapshot(parks).input);
    expect(bounds).toBe('population');
    const last = without.find(({ park }) => park === 'P004');
    expect(last?.furthest).toEqual([{ park: 'P001', from: 3, to: 1 }]);
    expect(last).toMatchObject({ max: 2, moved: 2, mean: 1 });
  });

  it('nothing turns under frozen bounds', () => {
    const frozen = Object.fromEntries(
      edition.document.indicators.map(({ code }) => [code, { min: 0, max: 100 }]),
    );
    const { input } = aSnapshot(parks, { frozenBounds: { source: 'previous-cycle', bounds: frozen } });
    let asked = 0;
    const { bounds, parks: without } = leaveOneParkOut(edition, input, () => {
      asked += 1;
    });
    expect(bounds).toBe('previous-cycle');
    expect(without.every(({ max }) => max === 0)).toBe(true);
    expect(asked).toBe(4);
  });
});
