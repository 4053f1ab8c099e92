import { describe, expect, it } from 'vitest';
import publishedRanks from '../../../shared/data/published-ranks.json' with { type: 'json' };
import { rankHistory } from '../../../shared/domain/profiles/rank-history.ts';
import type { RankingSnapshot } from '../../../shared/domain/ranking/ranking.ts';

const hefei = { id: 'P057', name: '合肥高新技术产业开发区', shortName: '合肥高新区' };

const aSnapshot = (cycle: string, rank: number, ranked: number) =>
  ({ cycle, result: { ranked, parks: [{ park: 'P057', rank }] } }) as unknown as Pick<
    RankingSnapshot,
    'cycle' | 'result'
  >;

describe('the ranks of a park over the cycles', () => {
  it('takes published ranks with their denominators and sources', () => {
    const { years } = rankHistory(hefei, [], publishedRanks);
    expect(years.map(({ cycle, rank, of, origin }) => [cycle, rank, of, origin])).toEqual([
      ['2020', 10, null, 'imported'],
      ['2021', 8, 157, 'imported'],
      ['2022', 7, 169, 'imported'],
    ]);
  });

  it('never lets an import displace what was computed here', () => {
    const { years } = rankHistory(hefei, [aSnapshot('2021', 12, 169)], publishedRanks);
    expect(years.find(({ cycle }) => cycle === '2021')).toEqual({
      cycle: '2021',
      rank: 12,
      of: 169,
      origin: 'computed',
      source: null,
    });
  });

  it('names the rows that are no number', () => {
    const rows = [{ park: 'P057', evaluation_year: '2019', rank_total: '≤10' }];
    expect(rankHistory(hefei, [], rows)).toEqual({
      years: [],
      problems: [{ row: 1, column: 'rank_total', raw: '≤10' }],
    });
  });
});
