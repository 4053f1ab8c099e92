import { type PublishedRank, publishedRanksNote } from '../../shared/domain/profiles/published-ranks.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { RankIntervals } from '../../shared/domain/robustness/rank-intervals.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import { sayHeading } from './ranking-text.ts';

/** Ranks from the news beside the ranks of a snapshot, with their denominators and sources, and what they are. */
export const sayPublishedRanks = (
  snapshot: RankingSnapshot,
  ranks: readonly PublishedRank[],
  intervals: RankIntervals | null,
  terminal: Terminal,
): void => {
  const { say, text } = terminal;
  const { cycle, result } = snapshot;
  sayHeading(snapshot, terminal);
  say();
  if (ranks.length === 0) {
    say(text({ zh: '没有找到公开位次。', en: 'No published rank is known.' }));
    return;
  }
  const dimensions = [...new Set(ranks.flatMap((rank) => Object.keys(rank.dimensions)))].toSorted();
  const sources = [...new Set(ranks.map(({ source }) => source))];
  const ownOf = ({ park, ours }: PublishedRank): string => {
    if (ours === null) return '';
    const interval = intervals?.parks.get(park ?? '');
    return `${ours.rank}/${result.ranked}${interval === undefined ? '' : ` [${interval.low}–${interval.high}]`}`;
  };
  const pair = (published: string | undefined, own: number | undefined): string =>
    published === undefined ? '' : own === undefined ? published : `${published} · ${own}`;
  say(
    table(
      [
        text({ zh: '年度', en: 'year' }),
        text({ zh: '园区', en: 'park' }),
        text({ zh: '公开位次', en: 'published' }),
        text({ zh: '参评数', en: 'of' }),
        text({ zh: `本排名 ${cycle}`, en: `here, ${cycle}` }),
        ...dimensions.map((code) => text({ zh: `一级${code}`, en: `dim ${code}` })),
        text({ zh: '来源', en: 'source' }),
      ],
      ranks.map((rank) => [
        rank.cycle,
        `${rank.park ?? ''} ${rank.name}`.trim(),
        rank.overall ?? '—',
        rank.parksRanked ?? text({ zh: '未说明', en: 'not told' }),
        ownOf(rank),
        ...dimensions.map((code) => pair(rank.dimensions[code], rank.ours?.dimensions[code]?.rank)),
        `[${sources.indexOf(rank.source) + 1}]`,
      ]),
      `llrlr${'r'.repeat(dimensions.length)}l`,
    ),
  );
  say(
    text({
      zh: `一级指标列：公开位次${ranks.some(({ ours }) => ours !== null) ? ' · 本排名位次' : ''}；方括号为 90 % 区间。`,
      en: `Dimensions: published rank${ranks.some(({ ours }) => ours !== null) ? ' · rank here' : ''}; in brackets the 90 % interval.`,
    }),
  );
  for (const [index, source] of sources.entries()) say(`[${index + 1}] ${source}`);
  say();
  say(text(publishedRanksNote));
};
