import { describe, expect, it } from 'vitest';
import { indicatorTops, topParks } from '../../../shared/domain/lists/top-lists.ts';
import { aSnapshot } from '../../support/a-snapshot.ts';
import { anEdition } from '../../support/ranking-input.ts';

const missing = { notComputable: 'missing-input', because: ['schools'] } as const;
// 1.1: 9, 7, 7, 1 → ranks 1, 2, 2, 4. 3.1 (energy, lower is better): 2, 4, 3, none → ranks 1, 3, 2.
const snapshot = aSnapshot([
  { id: 'P001', values: { '1.1': 9, '3.1': 2 } },
  { id: 'P002', values: { '1.1': 7, '3.1': 4 } },
  { id: 'P003', values: { '1.1': 7, '3.1': 3 } },
  { id: 'P004', values: { '1.1': 1, '3.1': missing } },
]);
const tops = (places: number, code: string) =>
  indicatorTops(anEdition(), snapshot, places).find(({ indicator }) => indicator.code === code);

describe('lists of the best', () => {
  it('rank an indicator by its value, ties at the better rank and all of them in', () => {
    expect(tops(2, '1.1')).toMatchObject({
      of: 4,
      isSilent: false,
      places: [
        { park: 'P001', rank: 1, value: 9 },
        { park: 'P002', rank: 2 },
        { park: 'P003', rank: 2 },
      ],
    });
  });

  it('put the lowest first where lower is better, and name who has no value', () => {
    expect(anEdition().document.indicators.find(({ code }) => code === '3.1')?.direction).toBe(
      'lower-is-better',
    );
    expect(tops(20, '3.1')).toMatchObject({
      of: 3,
      places: [
        { park: 'P001', rank: 1 },
        { park: 'P003', rank: 2 },
        { park: 'P002', rank: 3 },
      ],
      notComputable: [{ park: 'P004', reason: 'missing-input', because: ['schools'] }],
    });
  });

  it('list nobody where all are equal', () => {
    expect(tops(20, '1.2')).toMatchObject({ of: 4, isSilent: true, places: [] });
  });

  it('show the overall ranks with those of an earlier ranking', () => {
    const earlier = aSnapshot([
      { id: 'P001', values: { '1.1': 1 } },
      { id: 'P009', values: { '1.1': 2 } },
    ]);
    const [first, ...others] = topParks(snapshot, 50, earlier);
    expect(first).toMatchObject({
      registered: { id: 'P001' },
      ranked: { rank: 1 },
      earlier: { rank: 2, of: 2 },
    });
    expect(others.map((park) => park.earlier)).toEqual([null, null, null]);
    expect(topParks(snapshot, 1, null)).toHaveLength(1);
  });
});
