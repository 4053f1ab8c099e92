import type { RankedPark, RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { RankIntervals } from '../../shared/domain/robustness/rank-intervals.ts';
import type { ScenarioOutcome } from '../../shared/domain/scenarios/run-scenario.ts';
import type { Scenario } from '../../shared/domain/scenarios/scenario.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import { sayHeading } from '../verbs/ranking-text.ts';
import { placesText } from './move-labels.ts';
import { bracketedInterval, sayBrackets } from './rank-interval.ts';
import { signed } from './study-labels.ts';
import { scenarioMark, type WhatIfDocument } from './what-if-document.ts';

/** Every park that moves, what was changed, and what became of it; marked at the top, in the table and at the end. */
export function sayOutcome(
  snapshot: RankingSnapshot,
  outcome: ScenarioOutcome,
  document: WhatIfDocument,
  intervals: RankIntervals | null,
  saved: string | undefined,
  terminal: Terminal,
): void {
  const { say, text } = terminal;
  const mark = text(scenarioMark);
  const { scenario } = outcome;
  say(`【${mark}】${scenario.title ?? ''}`);
  sayHeading(snapshot, terminal);
  if (!document.madeOnThis && scenario.madeOn !== undefined) {
    const { cycle, revision } = scenario.madeOn;
    say(
      text({
        zh: `注意：该情景原为 ${cycle} 年度第 ${revision} 次修订而作，现用于另一次排名。`,
        en: `Note: the scenario was made on revision ${revision} of cycle ${cycle} and now runs on another ranking.`,
      }),
    );
  }
  for (const line of changesOf(scenario, terminal)) say(`  ${line}`);
  sayEffects(snapshot, outcome, terminal);
  say();
  sayPark(snapshot, outcome, terminal);
  const names = new Map(snapshot.input.register.map(({ id, shortName }) => [id, shortName]));
  const shown = document.parks.filter(
    (row) => row.change !== 0 || row.isChanged || document.parks.length === 1,
  );
  say(
    text({
      zh: `【${mark}】${outcome.parks.length} 家中 ${document.moved} 家位次变动：`,
      en: `[${mark}] ${document.moved} of ${outcome.parks.length} parks move:`,
    }),
  );
  if (shown.length > 0) {
    say(
      table(
        text({
          zh: '园区|正式位次|情景位次|变动|得分|情景得分|一级指标位次变动',
          en: 'park|rank|scenario rank|move|score|scenario score|dimension ranks that move',
        }).split('|'),
        shown.map((row) => [
          `${row.isChanged ? '* ' : ''}${row.park} ${names.get(row.park) ?? ''}`,
          `${row.from}/${document.ranking.ranked}${bracketedInterval(intervals, row.park)}`,
          `${row.to}/${row.of}`,
          placesText(row.change),
          row.score.from.toFixed(4),
          row.score.to.toFixed(4),
          Object.entries(row.dimensions)
            .filter(([, { from, to }]) => from !== to)
            .map(([code, { from, to }]) => `${code}: ${from} → ${to}`)
            .join(text({ zh: '；', en: '; ' })),
        ]),
        'lrrrrrl',
      ),
    );
    sayBrackets(intervals, terminal);
  }
  say(
    text({
      zh: `【${mark}】未写入任何数据，未发出任何事件。* 为情景改动的园区。`,
      en: `[${mark}] Nothing was stored and no event raised. * marks parks that the scenario changes.`,
    }),
  );
  if (saved !== undefined) {
    say(
      text({
        zh: `情景已写入 ${saved}，可用 --scenario ${saved} 重跑。`,
        en: `The scenario is in ${saved}; --scenario ${saved} runs it again.`,
      }),
    );
  }
}

/** The changes of a scenario, one a line. */
function changesOf(scenario: Scenario, { text }: Terminal): readonly string[] {
  const { inputs, indicators, multipliers, dimensionWeights, bounds, populationBounds, edition } = scenario;
  const blank = text({ zh: '（空）', en: '(blank)' });
  const none = text({ zh: '不可计算', en: 'not computable' });
  return [
    ...(edition === undefined
      ? []
      : [
          `${text({ zh: '指标体系', en: 'edition' })} → ${edition.id}@${edition.version} ${text(edition.title)}${edition.synthetic === true ? text({ zh: '【合成示例】', en: ' [synthetic example]' }) : ''}`,
        ]),
    ...inputs.map(
      ({ park, input, prior, value }) =>
        `${park} ${prior ? text({ zh: '上年 ', en: 'last year’s ' }) : ''}${input} → ${value === '' ? blank : value}`,
    ),
    ...indicators.map(({ park, indicator, value }) => `${park} ${indicator} → ${value ?? none}`),
    ...multipliers.map(
      ({ indicator, multiplier }) =>
        `${text({ zh: '赋权', en: 'multiplier of' })} ${indicator} → ${multiplier}`,
    ),
    ...dimensionWeights.map(
      ({ dimension, weight }) =>
        `${text({ zh: '一级指标权重', en: 'weight of dimension' })} ${dimension} → ${weight}`,
    ),
    ...bounds.map(
      ({ indicator, min, max }) =>
        `${text({ zh: '上下界', en: 'bounds of' })} ${indicator} → ${min} … ${max}`,
    ),
    ...(populationBounds
      ? [text({ zh: '上下界取情景中的园区', en: 'bounds of the population of the scenario' })]
      : []),
  ];
}

/** What else the scenario changes: bounds that move with the values, indicators that go out or come in. */
function sayEffects(
  { result: before }: RankingSnapshot,
  { result: after }: ScenarioOutcome,
  { say, text }: Terminal,
): void {
  const moved = Object.entries(after.bounds.values)
    .filter(([code, { min, max }]) => {
      const old = before.bounds.values[code];
      return old !== undefined && (old.min !== min || old.max !== max);
    })
    .map(([code]) => code);
  if (moved.length > 0) {
    say(
      text({
        zh: `  上下界随之变动：${moved.join('、')}`,
        en: `  bounds that move: ${moved.join(', ')}`,
      }),
    );
  }
  if (after.indicators.in !== before.indicators.in) {
    say(
      text({
        zh: `  计入的指标 ${before.indicators.in} → ${after.indicators.in}`,
        en: `  indicators in: ${before.indicators.in} → ${after.indicators.in}`,
      }),
    );
  }
}

/** The indicators of the changed parks that score otherwise than before. */
function sayPark(
  { result: before }: RankingSnapshot,
  { result: after, scenario }: ScenarioOutcome,
  terminal: Terminal,
): void {
  const { say, text } = terminal;
  const changed = new Set([...scenario.inputs, ...scenario.indicators].map(({ park }) => park));
  if (scenario.edition !== undefined) return;
  const rows = [...changed].flatMap((park) => {
    const [old, now] = [before, after].map(({ parks }) => parks.find((row) => row.park === park));
    return old === undefined || now === undefined ? [] : indicatorRows(old, now, terminal);
  });
  if (rows.length === 0) return;
  say(
    table(
      text({
        zh: '园区|指标|数值|情景数值|指标分|情景指标分|贡献变化',
        en: 'park|indicator|value|scenario value|score|scenario score|contribution',
      }).split('|'),
      rows,
      'llrrrrr',
    ),
  );
  say();
}

const indicatorRows = (
  old: RankedPark,
  now: RankedPark,
  { text }: Terminal,
): readonly (readonly string[])[] => {
  const value = ({ value: own }: RankedPark['indicators'][0]): string =>
    'value' in own ? own.value.toFixed(4) : text({ zh: '不可计算', en: 'not computable' });
  const score = (own: number | null): string => own?.toFixed(4) ?? '—';
  return now.indicators.flatMap((indicator) => {
    const was = old.indicators.find(({ code }) => code === indicator.code);
    if (was === undefined || (value(was) === value(indicator) && was.score === indicator.score)) return [];
    const { code } = indicator;
    const change = signed(indicator.contribution - was.contribution);
    return [[now.park, code, value(was), value(indicator), score(was.score), score(indicator.score), change]];
  });
};
