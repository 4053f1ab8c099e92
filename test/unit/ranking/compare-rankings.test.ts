import { describe, expect, it } from 'vitest';
import { compareRankings, isMovement } from '../../../shared/domain/ranking/compare-rankings.ts';
import { rank } from '../../../shared/domain/ranking/rank.ts';
import type { RankingResult } from '../../../shared/domain/ranking/ranking.ts';
import { allAt, anEdition, aRankingInput, aReturn } from '../../support/ranking-input.ts';

const edition = anEdition();
const ranking = (levels: Record<string, number>, over: Parameters<typeof allAt>[2] = {}): RankingResult =>
  rank(
    edition,
    aRankingInput(
      Object.entries(levels).map(([park, level]) =>
        aReturn(park, allAt(edition, level, park === 'P001' ? over : {})),
      ),
    ),
  );

describe('what is announced', () => {
  it('nothing when no rank changes', () => {
    const change = compareRankings(
      ranking({ P001: 1, P002: 2, P003: 9 }),
      ranking({ P001: 1, P002: 3, P003: 9 }),
    );
    expect(change).toEqual({ movements: [], entered: [], left: [] });
    expect(isMovement(change)).toBe(false);
  });
  it('everyone enters the first ranking', () => {
    const change = compareRankings(null, ranking({ P002: 1, P001: 2 }));
    expect(change).toEqual({ movements: [], entered: ['P001', 'P002'], left: [] });
    expect(isMovement(change)).toBe(true);
  });
  it('overall and dimension moves, entering and leaving', () => {
    const change = compareRankings(
      ranking({ P001: 1, P002: 2, P003: 3 }),
      ranking({ P001: 9, P002: 2, P004: 5 }),
    );
    const all = (from: number, to: number) =>
      Object.fromEntries(['1', '2', '4', '5'].map((code) => [code, { from, to }]));
    expect(change.movements.map(({ park, from, to }) => [park, from, to])).toEqual([
      ['P001', 3, 1],
      ['P002', 2, 3],
    ]);
    expect(change.movements[0]?.dimensions).toMatchObject(all(3, 1));
    expect(change).toMatchObject({ entered: ['P004'], left: ['P003'] });
  });
  it('a dimension move alone, with only that dimension', () => {
    const openness = Object.fromEntries(
      ['4.1', '4.2', '4.3', '4.4', '4.5', '4.6', '4.7'].map((code) => [code, 30]),
    );
    const change = compareRankings(
      ranking({ P001: 1, P002: 20, P003: 10 }),
      ranking({ P001: 1, P002: 20, P003: 10 }, openness),
    );
    expect(change.movements).toContainEqual({
      park: 'P002',
      from: 1,
      to: 1,
      dimensions: { '4': { from: 1, to: 2 } },
    });
  });
});
