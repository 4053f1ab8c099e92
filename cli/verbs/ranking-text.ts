import { causeText } from '../../shared/domain/ranking/cause-text.ts';
import type { IndicatorMark, RankedPark, RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { intervalsOf, type RankIntervals } from '../../shared/domain/robustness/rank-intervals.ts';
import { knownEdition } from '../studies/known-editions.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import { markText, unrankedText } from './ranking-labels.ts';

/** What `ranking --json` prints: the snapshot without the recorded input, and the park's names. */
export function rankingDocument(
  snapshot: RankingSnapshot,
  reference: { key: string; sha256: string } | null,
) {
  const { input, result, basis: _basis, format: _format, ...about } = snapshot;
  const names = new Map(input.register.map((park) => [park.id, park]));
  const intervals = rankIntervalsOf(snapshot);
  return {
    ...about,
    ...result,
    intervals: intervals && {
      coverage: intervals.coverage,
      replicates: intervals.replicates,
      seed: intervals.seed,
      assumption: intervals.text,
    },
    parks: result.parks.map((park) => ({
      ...park,
      name: names.get(park.park)?.name ?? null,
      interval: intervals?.parks.get(park.park) ?? null,
    })),
    snapshot: reference,
  };
}

/** Intervals of the ranks under unknown weights; null where they are official or the edition is not known here. */
export function rankIntervalsOf(snapshot: RankingSnapshot): RankIntervals | null {
  const { id, version } = snapshot.methodology;
  const edition = knownEdition(id, version);
  return edition === null ? null : intervalsOf(edition, snapshot);
}

/** The line that must stand with every rank: denominator, coverage, indicators, and what is provisional. */
export function sayHeading(
  { cycle, revision, result, methodology, provisional }: RankingSnapshot,
  { say, text }: Terminal,
): void {
  const weights =
    methodology.weights === 'provisional'
      ? text({ zh: '权重为暂定值，非官方', en: 'weights are provisional, not official' })
      : text({ zh: '官方权重', en: 'official weights' });
  say(
    text({
      zh: `${cycle} 年度 第 ${revision} 次修订（${provisional ? '过程稿' : '已发布'}）  ${methodology.id}@${methodology.version}，${weights}`,
      en: `Cycle ${cycle}, revision ${revision} (${provisional ? 'provisional' : 'published'})  ${methodology.id}@${methodology.version}, ${weights}`,
    }),
  );
  say(
    text({
      zh: `参评 ${result.ranked} / 名册 ${result.register}（免评 ${result.exempt}），覆盖率 ${percent(result.coverage)}${result.indicative ? '，仅供参考' : ''}；指标 ${result.indicators.in} / ${result.indicators.of}；上下界：${boundsText(result.bounds.source).zh}`,
      en: `${result.ranked} ranked of ${result.register} registered (${result.exempt} exempt), coverage ${percent(result.coverage)}${result.indicative ? ', indicative only' : ''}; ${result.indicators.in} of ${result.indicators.of} indicators; bounds: ${boundsText(result.bounds.source).en}`,
    }),
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const boundsText = (source: RankingSnapshot['result']['bounds']['source']) =>
  ({
    population: { zh: '本次参评园区', en: 'of this population' },
    'previous-cycle': { zh: '上一发布年度', en: 'of the last published cycle' },
    closed: { zh: '关闭时冻结', en: 'frozen at close' },
  })[source];

/** The ranking as a table; `top` limits its length. */
export function sayRanking(
  snapshot: RankingSnapshot,
  terminal: Terminal,
  top = Number.POSITIVE_INFINITY,
): void {
  const { say, text } = terminal;
  const { result, input, change } = snapshot;
  const names = new Map(input.register.map((park) => [park.id, park.shortName]));
  const from = new Map(change.movements.map((movement) => [movement.park, movement]));
  sayHeading(snapshot, terminal);
  say();
  const dimensions = Object.keys(result.parks[0]?.dimensions ?? {});
  const intervals = rankIntervalsOf(snapshot);
  const interval = (park: string): string => {
    const own = intervals?.parks.get(park);
    return own ? `${own.low}–${own.high}` : '';
  };
  say(
    table(
      [
        text({ zh: '位次', en: 'rank' }),
        ...(intervals ? [text({ zh: '90%区间', en: '90 %' })] : []),
        text({ zh: '变动', en: 'move' }),
        text({ zh: '园区', en: 'park' }),
        text({ zh: '得分', en: 'score' }),
        ...dimensions.map((code) => text({ zh: `一级${code}`, en: `dim ${code}` })),
        text({ zh: '省内', en: 'province' }),
        text({ zh: '地区内', en: 'region' }),
        '',
      ],
      [...result.parks]
        .sort((a, b) => a.rank - b.rank)
        .slice(0, top)
        .map((park) => [
          `${park.rank}/${result.ranked}`,
          ...(intervals ? [interval(park.park)] : []),
          move(from.get(park.park)),
          `${park.park} ${names.get(park.park) ?? ''}`,
          park.score.toFixed(4),
          ...dimensions.map((code) => park.dimensions[code]?.rank ?? ''),
          `${park.province.rank}/${park.province.of}`,
          `${park.region.rank}/${park.region.of}`,
          parkMarks(park, terminal),
        ]),
      `r${intervals ? 'r' : ''}rlr${'r'.repeat(dimensions.length)}rrl`,
    ),
  );
  if (intervals) {
    say(
      text({ zh: `90%区间：${intervals.text.zh}`, en: `90 %: interval of the rank. ${intervals.text.en}` }),
    );
  }
  if (result.unranked.length > 0) {
    say();
    say(text({ zh: `未参评 ${result.unranked.length} 家：`, en: `Not ranked, ${result.unranked.length}:` }));
    for (const [reason, parks] of Map.groupBy(result.unranked, (entry) => entry.reason)) {
      say(`  ${text(unrankedText[reason])}  ${parks.map(({ park }) => park).join(' ')}`);
    }
  }
  if (result.indicators.out.length > 0) {
    say(
      text({
        zh: `全体不可计算、未计入的指标：${result.indicators.out.join('、')}`,
        en: `Not computable for any park, left out for all: ${result.indicators.out.join(', ')}`,
      }),
    );
  }
  if (result.indicators.silent.length > 0) {
    say(
      text({
        zh: `全体数值相同、不起作用的指标：${result.indicators.silent.join('、')}`,
        en: `Equal for all parks, silent: ${result.indicators.silent.join(', ')}`,
      }),
    );
  }
  sayChange(snapshot, terminal);
}

/** Who moved against the last announced revision, and the cause. */
export function sayChange(
  { change, previousRevision, cause }: RankingSnapshot,
  { say, text }: Terminal,
): void {
  const moved = change.movements.filter(({ from, to }) => from !== to);
  say();
  say(
    text({
      zh: `较第 ${previousRevision ?? '—'} 次修订：位次变动 ${moved.length} 家，新进 ${change.entered.length} 家，退出 ${change.left.length} 家；起因：${causeText[cause.kind].zh}（${cause.submissions.length} 份提交）`,
      en: `Against revision ${previousRevision ?? '—'}: ${moved.length} moved, ${change.entered.length} entered, ${change.left.length} left; cause: ${causeText[cause.kind].en} (${cause.submissions.length} submissions)`,
    }),
  );
}

const move = (movement: { from: number; to: number } | undefined): string => {
  if (!movement || movement.from === movement.to) return '';
  const places = movement.from - movement.to;
  return places > 0 ? `↑${places}` : `↓${-places}`;
};

/** How often each mark stands on the park's indicators, and whether the return is reopened. */
function parkMarks(park: RankedPark, { text }: Terminal): string {
  const counts = new Map<IndicatorMark, number>();
  for (const { marks } of park.indicators) {
    for (const mark of marks) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  }
  return [
    ...(park.reopened ? [text({ zh: '已退回', en: 'reopened' })] : []),
    ...[...counts].map(([mark, count]) => `${text(markText[mark])} ${count}`),
  ].join('；');
}

/** Contributions of one park, indicator by indicator; their sum in this order is the score, bit for bit. */
export function sayExplanation(snapshot: RankingSnapshot, park: RankedPark, terminal: Terminal): void {
  const { say, text } = terminal;
  const edition = knownEdition(snapshot.methodology.id, snapshot.methodology.version);
  const registered = snapshot.input.register.find(({ id }) => id === park.park);
  sayHeading(snapshot, terminal);
  say();
  const intervals = rankIntervalsOf(snapshot);
  const interval = intervals?.parks.get(park.park);
  const within =
    interval === undefined
      ? ''
      : ` ${text({ zh: `（90 % 区间 ${interval.low}–${interval.high}）`, en: `(90 % interval ${interval.low}–${interval.high})` })}`;
  say(
    [
      `${park.park} ${registered?.name ?? ''}`,
      `${text({ zh: '位次', en: 'rank' })} ${park.rank}/${snapshot.result.ranked}${within}`,
      `${text({ zh: '得分', en: 'score' })} ${park.score.toFixed(4)}`,
      `${text({ zh: '省内', en: 'province' })} ${park.province.rank}/${park.province.of}`,
      `${text({ zh: '地区内', en: 'region' })} ${park.region.rank}/${park.region.of}`,
    ].join('  '),
  );
  if (intervals !== null) say(text(intervals.text));
  say();
  const names = new Map(
    edition?.document.indicators.map((indicator) => [indicator.code, indicator.name]) ?? [],
  );
  say(
    table(
      [
        text({ zh: '指标', en: 'indicator' }),
        '',
        text({ zh: '数值', en: 'value' }),
        text({ zh: '指标分', en: 'score' }),
        text({ zh: '有效权重', en: 'weight' }),
        text({ zh: '贡献', en: 'contribution' }),
        text({ zh: '标注', en: 'marks' }),
      ],
      park.indicators.map((indicator) => {
        const name = names.get(indicator.code);
        return [
          indicator.code,
          name ? text(name) : '',
          'value' in indicator.value
            ? indicator.value.value.toFixed(4)
            : text({ zh: '不可计算', en: 'not computable' }),
          indicator.score === null ? '—' : indicator.score.toFixed(4),
          indicator.weight.toFixed(4),
          indicator.contribution.toFixed(4),
          indicator.marks.map((mark) => text(markText[mark])).join('；'),
        ];
      }),
      'llrrrrl',
    ),
  );
}
