import type { ExplainedMove } from '../../shared/domain/explanation/explain-moves.ts';
import { factors } from '../../shared/domain/explanation/factors.ts';
import { isSameEdition } from '../../shared/domain/scenarios/snapshot-under-edition.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import { sayHeading } from '../verbs/ranking-text.ts';
import type { MovesStudy } from './explain-move.ts';
import { editionOf } from './load-snapshot.ts';
import { factorText, partText, placesText } from './move-labels.ts';
import { bracketedInterval, sayBrackets } from './rank-interval.ts';
import { listed, signed } from './study-labels.ts';

/** How many indicators are named among those whose contribution changed most. */
const MOST_NAMED = 8;

/** Why one park moved: two rankings, five parts that add up, and the indicators behind its own score. */
export function sayMove(study: MovesStudy, move: ExplainedMove, terminal: Terminal): void {
  const { say, text } = terminal;
  sayBoth(study, terminal);
  const registered = study.after.input.register.find(({ id }) => id === move.park);
  const { overall, common } = move;
  const within = bracketedInterval(study.intervals, move.park);
  say(
    text({
      zh: `${move.park} ${registered?.name ?? ''}  位次 ${overall.from}/${overall.of.from} → ${overall.to}/${overall.of.to}${within}（${placesText(overall.change)}）  两次均参评的 ${common.of.to} 家中 ${common.from} → ${common.to}（${placesText(common.change)}）`,
      en: `${move.park} ${registered?.name ?? ''}  rank ${overall.from}/${overall.of.from} → ${overall.to}/${overall.of.to}${within} (${placesText(overall.change)})  among the ${common.of.to} ranked in both ${common.from} → ${common.to} (${placesText(common.change)})`,
    }),
  );
  sayBrackets(study.intervals, terminal);
  say();
  say(
    table(
      [
        text({ zh: '因素', en: 'factor' }),
        text({ zh: '名次变动', en: 'places' }),
        text({ zh: '共同园区内', en: 'among those in both' }),
      ],
      [
        ...factors.map((factor) => [
          text(factorText[factor]),
          partText(overall.parts[factor]),
          partText(common.parts[factor]),
        ]),
        [text({ zh: '合计', en: 'sum' }), placesText(overall.change), placesText(common.change)],
      ],
      'lrr',
    ),
  );
  say(
    text({
      zh: '各因素为 Shapley 值：对 2⁵ 种组合逐一重新排名，分数精确、合计等于变动；↑ 为上升。',
      en: 'Shapley values: all 2⁵ combinations are ranked anew; exact fractions that add up to the move; ↑ = upwards.',
    }),
  );
  sayContributions(study, move.park, terminal);
}

/** Every move between two rankings with its parts. */
export function sayMoves(study: MovesStudy, terminal: Terminal): void {
  const { say, text } = terminal;
  sayBoth(study, terminal);
  const names = new Map(study.after.input.register.map((park) => [park.id, park.shortName]));
  say(
    table(
      [
        text({ zh: '园区', en: 'park' }),
        text({ zh: '位次', en: 'rank' }),
        text({ zh: '变动', en: 'move' }),
        text({ zh: '共同园区内', en: 'among both' }),
        ...factors.map((factor) => text(factorText[factor])),
      ],
      study.explained.moves
        .toSorted((a, b) => a.overall.to - b.overall.to)
        .map(({ park, overall, common }) => [
          `${park} ${names.get(park) ?? ''}`,
          `${overall.from}/${overall.of.from} → ${overall.to}/${overall.of.to}${bracketedInterval(study.intervals, park)}`,
          placesText(overall.change),
          placesText(common.change),
          ...factors.map((factor) => partText(overall.parts[factor])),
        ]),
      'lrrrrrrrr',
    ),
  );
  sayBrackets(study.intervals, terminal);
}

function sayBoth({ before, after, explained }: MovesStudy, terminal: Terminal): void {
  const { say, text } = terminal;
  say(text({ zh: '── 之前', en: '── before' }));
  sayHeading(before, terminal);
  say(text({ zh: '── 之后', en: '── after' }));
  sayHeading(after, terminal);
  const { common, entered, left } = explained;
  const [came, went] = [listed(entered), listed(left)];
  say(
    text({
      zh: `两次均参评 ${common.length} 家；新进 ${entered.length} 家${entered.length > 0 ? `：${came.zh}` : ''}；退出 ${left.length} 家${left.length > 0 ? `：${went.zh}` : ''}`,
      en: `${common.length} ranked in both; ${entered.length} entered${entered.length > 0 ? `: ${came.en}` : ''}; ${left.length} left${left.length > 0 ? `: ${went.en}` : ''}`,
    }),
  );
  say();
}

/** The indicators whose contribution to the park's own score changed most; of one edition only, where codes mean the same. */
function sayContributions({ before, after }: MovesStudy, park: string, { say, text }: Terminal): void {
  const [own, other] = [editionOf(before), editionOf(after)];
  const [old, now] = [before, after].map(({ result }) => result.parks.find((one) => one.park === park));
  if (old === undefined || now === undefined || !isSameEdition(own, other)) return;
  const changes = now.indicators.flatMap((indicator, index) => {
    const was = old.indicators[index];
    return was === undefined ? [] : [{ indicator, was, change: indicator.contribution - was.contribution }];
  });
  const value = (from: (typeof changes)[number]['was']): string =>
    'value' in from.value ? from.value.value.toFixed(4) : text({ zh: '不可计算', en: 'not computable' });
  const named = new Map(other.document.indicators.map(({ code, name }) => [code, name]));
  say();
  say(
    text({
      zh: `得分 ${old.score.toFixed(4)} → ${now.score.toFixed(4)}（${signed(now.score - old.score)}），贡献变化最大的指标：`,
      en: `Score ${old.score.toFixed(4)} → ${now.score.toFixed(4)} (${signed(now.score - old.score)}); contributions that changed most:`,
    }),
  );
  say(
    table(
      text({ zh: '指标||数值|贡献|变化', en: 'indicator||value|contribution|change' }).split('|'),
      changes
        .filter(({ change }) => change !== 0)
        .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))
        .slice(0, MOST_NAMED)
        .map(({ indicator, was, change }) => {
          const name = named.get(indicator.code);
          return [
            indicator.code,
            name === undefined ? '' : text(name),
            `${value(was)} → ${value(indicator)}`,
            `${was.contribution.toFixed(4)} → ${indicator.contribution.toFixed(4)}`,
            signed(change),
          ];
        }),
      'llrrr',
    ),
  );
}
