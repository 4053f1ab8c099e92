import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import type { Lists } from './lists-answer.ts';
import { unitText } from './study-labels.ts';

/** The national totals and the first parks as tables, and what was written where. */
export function sayLists(
  { nation, region, province, top, indicators, intervals, before }: Lists,
  files: readonly string[],
  { say, text }: Terminal,
): void {
  say();
  say(
    before.source === 'earlier-ranking'
      ? text({
          zh: `── 全国合计（增长：与 ${before.cycle} 年度排名相比，只比两年均有数值的园区）`,
          en: `── National totals (growth against the ranking of cycle ${before.cycle}, over the parks with both years)`,
        })
      : text({
          zh: '── 全国合计（增长：与本次排名所用的上年数相比，只比两年均有数值的园区）',
          en: '── National totals (growth against last year’s values as ranked, over the parks with both years)',
        }),
  );
  say(
    table(
      text({
        zh: '项目|单位|合计|计入家数|增长 %|两年均有家数',
        en: 'item|unit|total|parks|growth %|with both years',
      }).split('|'),
      nation.map(({ input, total, parks, of, growth }) => [
        text(input.name),
        text(unitText(input.unit)),
        total ?? '—',
        `${parks}/${of}`,
        growth?.percent == null ? '—' : growth.percent.toFixed(2),
        `${growth?.parks ?? 0}/${of}`,
      ]),
      'llrrrr',
    ),
  );
  say();
  const share = intervals === null ? '' : `${Math.round(intervals.coverage * 100)} %`;
  say(
    table(
      [
        text({ zh: '位次', en: 'rank' }),
        ...(intervals === null ? [] : [text({ zh: `${share} 区间`, en: share })]),
        text({ zh: '园区', en: 'park' }),
        text({ zh: '得分', en: 'score' }),
      ],
      top.map(({ registered, ranked }) => {
        const own = intervals?.parks.get(ranked.park);
        return [
          ranked.rank,
          ...(intervals === null ? [] : [own ? `${own.low}–${own.high}` : '—']),
          `${ranked.park} ${registered.shortName}`,
          ranked.score.toFixed(4),
        ];
      }),
      intervals === null ? 'rlr' : 'rrlr',
    ),
  );
  if (intervals !== null) {
    say(text({ zh: `区间：${intervals.text.zh}`, en: `Interval of the rank. ${intervals.text.en}` }));
  }
  const groups = (totals: Lists['nation']): number => new Set(totals.map(({ group }) => group)).size;
  say();
  say(
    text({
      zh: `已写出：全国合计 ${nation.length} 项，${groups(region)} 个地区，${groups(province)} 个省份，前 50（${top.length} 家），${indicators.length} 项指标的前 20：${files.join('、')}`,
      en: `Written: ${nation.length} national totals, ${groups(region)} regions, ${groups(province)} provinces, the top 50 (${top.length} parks), the top 20 of ${indicators.length} indicators: ${files.join(', ')}`,
    }),
  );
}
