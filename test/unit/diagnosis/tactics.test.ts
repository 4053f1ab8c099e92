import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../shared/domain/diagnosis/diagnose.ts';
import { tacticsFor } from '../../../shared/domain/diagnosis/tactics.ts';
import { aSnapshot } from '../../support/a-snapshot.ts';
import { anEdition } from '../../support/ranking-input.ts';

const edition = anEdition();
const snapshot = aSnapshot(
  [
    { id: 'P1', values: { '4.7': 50, '4.1': 10 } },
    { id: 'P2', values: { '4.7': 0, '4.1': 10 } },
  ],
  { frozenBounds: { source: 'previous-cycle', bounds: { '4.7': { min: 0, max: 100 } } } },
);
const diagnoses = diagnose(edition, snapshot, 'P2', { peer: 'P1', dimension: '4' });
const tactics = (innovationZone: boolean | null, freeTradeZone: boolean | null) =>
  tacticsFor({ innovationZone, freeTradeZone }, diagnoses);

describe('the article’s tactics', () => {
  it('are seven, and 双自联动 only where the register marks both zones', () => {
    expect(tactics(true, true).offered).toHaveLength(7);
    expect(tactics(true, true).withheld).toEqual([]);
    for (const [zones, why] of [
      [[true, false], 'not-both'],
      [[null, false], 'not-both'],
      [[true, null], 'not-known'],
      [[null, null], 'not-known'],
    ] as const) {
      const { offered, withheld } = tactics(zones[0], zones[1]);
      expect(offered.map(({ order }) => order)).not.toContain(4);
      expect(withheld).toMatchObject([{ order: 4, why, label: { zh: expect.stringContaining('双自联动') } }]);
    }
  });

  it('say which mapping is the article’s: talent and 4.7, nothing else', () => {
    const stated = tactics(true, true).offered.flatMap(({ order, strengthens }) =>
      strengthens.filter(({ origin }) => origin === 'article').map(({ indicator }) => [order, indicator]),
    );
    expect(stated).toEqual([[3, '4.7']]);
  });

  it('stand by what their direct targets buy', () => {
    const [first, second] = tactics(null, null).offered;
    // Only 4.7 has a target, and only tactic 3 strengthens it directly.
    expect(first?.order).toBe(3);
    expect(first?.directScore).toBe(diagnoses[0]?.gain?.score);
    expect(first?.strengthens).toContainEqual({
      indicator: '4.7',
      strength: 'direct',
      origin: 'article',
      gain: { score: diagnoses[0]?.gain?.score, places: 1 },
    });
    expect(second?.directScore).toBe(0);
  });

  it('carry the article’s cases, put there by inference', () => {
    const cases = tactics(true, true).offered.flatMap((tactic) => tactic.cases);
    expect(cases.map(({ park }) => park).toSorted()).toEqual(['P001', 'P001', 'P037', 'P057']);
    expect(cases.every(({ origin, attachedBy }) => origin === 'article' && attachedBy === 'inference')).toBe(
      true,
    );
  });
});
