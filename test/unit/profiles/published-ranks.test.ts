import { describe, expect, it } from 'vitest';
import { defineRanking } from '../../../cli/verbs/ranking-verb.ts';
import { publishedRanksBeside } from '../../../shared/domain/profiles/published-ranks.ts';
import { aSnapshot } from '../../support/a-snapshot.ts';
import { runStudy } from '../../support/run-study.ts';

const name = (name: string) => ({ registered: { name } });
const snapshot = aSnapshot([
  { id: 'P057', at: 2, ...name('合肥高新技术产业开发区') },
  { id: 'P059', at: 1, ...name('芜湖高新技术产业开发区') },
  { id: 'P001', at: 3, ...name('中关村科技园区') },
]);

describe('ranks found in the news, beside ours', () => {
  const ranks = publishedRanksBeside(snapshot);

  it('stand as they were printed, with denominator and source', () => {
    // The second row of domain/published-ranks.csv, and the third, whose source is “same”.
    expect(ranks.find(({ park, cycle }) => park === 'P057' && cycle === '2021')).toMatchObject({
      overall: '8',
      dimensions: { '1': '7', '2': '≤10', '3': '≤10', '4': '4', '5': '7' },
      parksRanked: '157 (excl. 湖北 12)',
      source: 'news of 2022-03-03 on the 2021 evaluation of Anhui parks',
      ours: { rank: 2 },
    });
    expect(ranks.find(({ park, cycle }) => park === 'P059' && cycle === '2021')).toMatchObject({
      dimensions: { '1': '30', '3': '35', '5': '29' },
      parksRanked: '157',
      source: 'news of 2022-03-03 on the 2021 evaluation of Anhui parks',
    });
  });

  it('are all there, and only those of the same cycle have one of ours beside them', () => {
    expect(ranks).toHaveLength(12);
    expect(ranks.filter(({ ours }) => ours !== null).map(({ park, cycle }) => [park, cycle])).toEqual([
      ['P057', '2021'],
      ['P059', '2021'],
    ]);
    expect(ranks.find(({ name }) => name.startsWith('常州'))).toMatchObject({ park: null, ours: null });
  });

  it('ranking --published says what they are', async () => {
    const { text, document } = await runStudy(defineRanking, snapshot, ['--published']);
    expect(text).toMatch(/too few to validate/);
    expect(text).toMatch(/2021 +P057 合肥高新技术产业开发区 +8 +157 \(excl\. 湖北 12\) +2\/3/);
    expect(text).toContain('≤10 · 2');
    expect(document).toMatchObject({ published: { note: { zh: expect.stringContaining('不足以检验') } } });
  });

  it('of one park with --explain; not together with --against', async () => {
    const { document } = await runStudy(defineRanking, snapshot, ['--published', '--explain', 'P059']);
    const { parks, published } = document as { parks: unknown[]; published: { ranks: { park: string }[] } };
    expect(parks).toHaveLength(1);
    expect(published.ranks.map(({ park }) => park)).toEqual(['P059', 'P059']);
    await expect(runStudy(defineRanking, snapshot, ['--published', '--against', '1'])).rejects.toThrow(
      'one at a time',
    );
  });
});
