import { describe, expect, it } from 'vitest';
import { opennessGroups, opennessGroupsOf } from '../../../shared/domain/openness/openness-groups.ts';
import { overseasFootprint } from '../../../shared/domain/openness/overseas-footprint.ts';
import { partStandings } from '../../../shared/domain/openness/part-standings.ts';
import { peerGroups } from '../../../shared/domain/openness/peer-groups.ts';
import { scaleAndQuality } from '../../../shared/domain/openness/scale-and-quality.ts';
import { aSnapshot, type SnapshotPark } from '../../support/a-snapshot.ts';
import { anEdition, quantitativeCodes } from '../../support/ranking-input.ts';

const edition = anEdition();
/** Under these bounds a higher-is-better indicator’s score is its value. */
const frozenBounds = {
  source: 'previous-cycle' as const,
  bounds: Object.fromEntries(quantitativeCodes(edition).map((code) => [code, { min: 0, max: 100 }])),
};
const snapshotOf = (parks: readonly SnapshotPark[]) => aSnapshot(parks, { frozenBounds });
/** Effective weight of each of dimension 4’s seven indicators: 0.15 ÷ 7. */
const weight = 0.15 / 7;

describe('the article’s three groups', () => {
  it('are {4.1, 4.3, 4.4}, {4.2, 4.5, 4.6} and {4.7}', () => {
    expect(opennessGroups.map(({ codes }) => codes)).toEqual([
      ['4.1', '4.3', '4.4'],
      ['4.2', '4.5', '4.6'],
      ['4.7'],
    ]);
    expect(opennessGroups.every(({ name }) => name.zh !== name.en)).toBe(true);
  });

  const snapshot = snapshotOf([
    {
      id: 'P001',
      values: {
        '4.1': 40,
        '4.3': 10,
        '4.4': 100,
        '4.5': { notComputable: 'zero-denominator', because: ['exports <= 0'] },
        '4.2': 30,
      },
    },
    { id: 'P002', values: { '4.1': 60, '4.3': 60, '4.4': 60, '4.7': 5 } },
    { id: 'P003', values: { '4.7': 5 } },
  ]);
  const [use, cooperation, talent] = opennessGroupsOf(edition, snapshot, 'P001');

  it('have scores by the weights within the group, ranks with denominators, and ties at the better rank', () => {
    // (40 + 10 + 100) ÷ 3 = 50, behind 60; (30 + 0 + 0) ÷ 3 = 10, first; 0 behind two fives.
    expect(use?.standing).toEqual({ score: expect.closeTo(50, 10), rank: 2, of: 3 });
    expect(cooperation?.standing).toEqual({ score: expect.closeTo(10, 10), rank: 1, of: 3 });
    expect(talent?.standing).toEqual({ score: 0, rank: 3, of: 3 });
    expect(opennessGroupsOf(edition, snapshot, 'P003')[2]?.standing?.rank).toBe(1);
    expect(use?.weight).toBeCloseTo(3 * weight, 12);
    expect(use?.indicators.map(({ weightInGroup }) => weightInGroup)).toEqual(
      [1, 1, 1].map(() => expect.closeTo(1 / 3, 12)),
    );
  });

  it('have headroom up to the best bound, of the group and of the whole', () => {
    expect(use?.headroom.group).toBeCloseTo(50, 10);
    // 60 + 90 + 0 points, each of weight 0.15 ÷ 7.
    expect(use?.headroom.overall).toBeCloseTo(150 * weight, 10);
    expect(use?.indicators.map(({ headroom }) => headroom.overall)).toEqual([
      expect.closeTo(60 * weight, 10),
      expect.closeTo(90 * weight, 10),
      0,
    ]);
    // A value that is not computable scores lowest: all of its weight is headroom.
    expect(cooperation?.indicators[1]).toMatchObject({
      score: 0,
      marks: ['not-computable-scored-lowest'],
      headroom: { overall: expect.closeTo(100 * weight, 10) },
      place: { rank: 3, of: 3 },
    });
  });

  it('say what the best bound would do to the overall rank', () => {
    // Of the groups’ indicators P001 has 180 points, P002 185, P003 5; all else is equal.
    expect(snapshot.result.parks.map(({ park }) => park)).toEqual(['P002', 'P001', 'P003']);
    expect(use?.atBound).toMatchObject({ rank: 1, of: 3 });
    const before = snapshot.result.parks.find(({ park }) => park === 'P001')?.score ?? 0;
    expect((use?.atBound.score ?? 0) - before).toBeCloseTo(150 * weight, 10);
  });
});

describe('scale against intensity and quality', () => {
  it('ranks by the nature of the indicators', () => {
    // Dimension 4: scale 4.1, 4.3, 4.4; intensity 4.2, 4.6; quality 4.5, 4.7.
    const snapshot = snapshotOf([
      { id: 'P001', values: { '4.1': 90, '4.3': 90, '4.4': 90 } },
      { id: 'P002', values: { '4.2': 10, '4.6': 20, '4.5': 30, '4.7': 40 } },
      { id: 'P003', values: { '4.2': 10, '4.6': 10, '4.5': 10, '4.7': 10, '4.1': 3 } },
    ]);
    const studied = scaleAndQuality(edition, snapshot, 'P001', '4');
    expect(studied.standings).toEqual([
      {
        nature: 'scale',
        codes: ['4.1', '4.3', '4.4'],
        standing: { score: expect.closeTo(90, 10), rank: 1, of: 3 },
      },
      { nature: 'intensity', codes: ['4.2', '4.6'], standing: { score: 0, rank: 3, of: 3 } },
      { nature: 'quality', codes: ['4.5', '4.7'], standing: { score: 0, rank: 3, of: 3 } },
    ]);
    expect(studied.placesBehindScale).toBe(-2);
    const small = scaleAndQuality(edition, snapshot, 'P002', '4');
    // (10 + 20 + 30 + 40) ÷ 4.
    expect(small.strength).toEqual({ score: expect.closeTo(25, 10), rank: 1, of: 3 });
    expect(small.placesBehindScale).toBe(3 - 1);
  });

  it('counts no indicator that is out for all', () => {
    const snapshot = snapshotOf([{ id: 'P001' }, { id: 'P002' }]);
    expect(partStandings(snapshot.result.parks, ['1.10'], 1e-9).size).toBe(0);
  });
});

describe('the overseas footprint', () => {
  const inputs = (over: Record<string, string>) => ({
    employees: '20000',
    revenue: '1000',
    domestic_enterprises_overseas_trademark: '5',
    domestic_enterprises_overseas_patent: '4',
    domestic_enterprises_overseas_trademark_and_patent: '2',
    staff_returnees: '100',
    exports: '50.5',
    ...over,
  });
  const snapshot = snapshotOf([
    { id: 'P001', inputs: inputs({}), priors: { exports: '50', staff_returnees: '0' } },
    { id: 'P002', inputs: inputs({ employees: '1000', staff_returnees: '50', exports: 'N/A' }) },
    { id: 'P003' },
  ]);
  const footprint = new Map(overseasFootprint(snapshot, 'P001').map((item) => [item.id, item]));

  it('has amounts, change, and places by amount and by intensity', () => {
    // 100 of 20,000 are 0.5 %, 50 of 1,000 are 5 %.
    expect(footprint.get('staff_returnees')).toMatchObject({
      amount: '100',
      before: '0',
      growth: null,
      scale: { rank: 1, of: 2 },
      intensity: { value: 0.5, place: { rank: 2, of: 2 } },
      fields: ['qd03'],
    });
    expect(footprint.get('exports')).toMatchObject({
      amount: '50.5',
      before: '50',
      growth: 1,
      scale: { rank: 1, of: 1 },
      intensity: { value: 5.05 },
    });
  });

  it('counts an enterprise with a trademark and a patent once', () => {
    // 5 + 4 − 2; 7 ÷ 20,000 × 10,000.
    expect(footprint.get('overseas_trademark_or_patent')).toMatchObject({
      amount: '7',
      intensity: { value: 3.5 },
    });
  });

  it('is empty where the snapshot has no inputs', () => {
    expect(
      overseasFootprint(snapshot, 'P003').every(({ amount, scale }) => amount === null && scale === null),
    ).toBe(true);
  });
});

describe('peers', () => {
  const park = (index: number, over: Partial<SnapshotPark> = {}): SnapshotPark => ({
    id: `P${String(index).padStart(3, '0')}`,
    values: { '4.7': index },
    inputs: { employees: String(1000 * index) },
    registered: { region: index <= 4 ? '西部' : '东部', approvedYear: index % 2 === 0 ? 1992 : 2010 },
    ...over,
  });
  const snapshot = snapshotOf(Array.from({ length: 14 }, (_, index) => park(index + 1)));
  const groups = (id: string, forPark: boolean) =>
    new Map(peerGroups(edition, snapshot, id, ['4.7'], forPark).map((group) => [group.kind, group]));

  it('are those of the region, of the year of approval and of the nearest size', () => {
    const own = groups('P003', false);
    expect(own.get('region')).toMatchObject({ name: '西部', parks: 4, figures: { rank: 2, median: 2.5 } });
    expect(own.get('batch')).toMatchObject({
      name: '2010',
      parks: 7,
      figures: { rank: 6, median: expect.closeTo(7, 10) },
    });
    // The park and the ten nearest by ratio: 1,000 (ratio 3) and 2,000 to 9,000 before 10,000; 10,000 after 9,000.
    expect(own.get('size')?.members.map((peer) => peer.park)).toEqual([
      'P011',
      'P010',
      'P009',
      'P008',
      'P007',
      'P006',
      'P005',
      'P004',
      'P003',
      'P002',
      'P001',
    ]);
    expect(own.get('size')?.members[0]).toEqual({ park: 'P011', score: expect.closeTo(11, 10), rank: 4 });
  });

  it('for a park name nobody and hide a group under five', () => {
    const own = groups('P003', true);
    expect(own.get('region')).toMatchObject({ parks: 4, figures: null, members: [] });
    expect(own.get('size')).toMatchObject({ parks: 11, members: [] });
    expect(own.get('size')?.figures).not.toBeNull();
  });
});
