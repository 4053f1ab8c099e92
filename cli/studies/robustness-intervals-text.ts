import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import type { AnsweredPart, RobustnessAnswer } from './robustness-answer.ts';
import { sayMore } from './say-more.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** The interval of each rank, and how wide they are. */
export function sayIntervals(
  { replicates, seed, ranking }: RobustnessAnswer,
  { coverage, undecided, meanWidth, maxWidth, parks }: AnsweredPart<'intervals'>,
  limit: number,
  { say, text }: Terminal,
): void {
  const share = `${Math.round(coverage * 100)} %`;
  const isProvisional = ranking.provisional || ranking.methodology.weights === 'provisional';
  const mark = isProvisional
    ? { zh: '；位次均为暂定', en: '; every rank is provisional' }
    : { zh: '', en: '' };
  say();
  say(
    text({
      zh: `位次的 ${share} 区间（${replicates} 次抽样，种子 ${seed}${mark.zh}）`,
      en: `${share} intervals of the ranks (${replicates} draws, seed ${seed}${mark.en})`,
    }),
  );
  const tops = parks[0]?.within.map(({ top }) => top) ?? [];
  say(
    table(
      [
        text({ zh: '位次', en: 'rank' }),
        text({ zh: '园区', en: 'park' }),
        text({ zh: '区间', en: 'interval' }),
        text({ zh: '中位', en: 'median' }),
        text({ zh: '最好–最差', en: 'best–worst' }),
        ...tops.map((top) => text({ zh: `前${top}名`, en: `top ${top}` })),
        text({ zh: '先于下一名', en: 'ahead of the next' }),
      ],
      parks
        .slice(0, limit)
        .map((own) => [
          `${own.rank}/${own.of}`,
          `${own.park} ${own.name ?? ''}`,
          `${own.interval.low}–${own.interval.high}`,
          own.interval.median,
          `${own.interval.min}–${own.interval.max}`,
          ...own.within.map((within) => percent(within.share)),
          own.aheadOfNext === null ? '' : percent(own.aheadOfNext.ahead),
        ]),
      `rlrrr${'r'.repeat(tops.length)}r`,
    ),
  );
  sayMore(parks.length, limit, { say, text });
  say(
    text({
      zh: `区间平均跨 ${meanWidth.toFixed(1)} 位，最宽 ${maxWidth} 位；相邻两园先后的把握不足 ${share} 的有 ${undecided} 对（共 ${Math.max(0, parks.length - 1)} 对）。区间越宽，名次越取决于未知的权重。`,
      en: `An interval spans ${meanWidth.toFixed(1)} places on average, ${maxWidth} at most; of ${Math.max(0, parks.length - 1)} pairs of neighbours ${undecided} are in an order that holds in less than ${share} of the draws. The wider the interval, the more the rank hangs on unknown weights.`,
    }),
  );
}

/** How two parks stand to each other. */
export function sayAhead(
  { park, of, ahead, tied, behind }: AnsweredPart<'ahead'>,
  { say, text }: Terminal,
): void {
  say();
  say(
    text({
      zh: `${park} 先于 ${of} 的概率 ${percent(ahead)}，并列 ${percent(tied)}，后于 ${percent(behind)}`,
      en: `${park} is ahead of ${of} with probability ${percent(ahead)}, tied ${percent(tied)}, behind ${percent(behind)}`,
    }),
  );
}

/** The parks that one may be ahead of or behind. */
export function sayRivals(
  { park, parks }: AnsweredPart<'rivals'>,
  limit: number,
  { say, text }: Pick<Terminal, 'say' | 'text'>,
): void {
  say();
  say(
    text({
      zh: `与 ${park} 区间重叠的园区 ${parks.length} 家：`,
      en: `Parks whose intervals overlap that of ${park}: ${parks.length}`,
    }),
  );
  if (parks.length === 0) return;
  say(
    table(
      text({
        zh: `位次|园区|区间|${park} 先于它|并列|后于它`,
        en: `rank|park|interval|${park} ahead|tied|behind`,
      }).split('|'),
      parks
        .slice(0, limit)
        .map((own) => [
          own.rank,
          own.park,
          `${own.interval.low}–${own.interval.high}`,
          percent(own.ahead),
          percent(own.tied),
          percent(own.behind),
        ]),
      'rlrrrr',
    ),
  );
  sayMore(parks.length, limit, { say, text });
}
