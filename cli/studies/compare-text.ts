import type { ComparedEditions } from '../../shared/domain/explanation/compare-editions.ts';
import type { Edition } from '../../shared/domain/methodology/edition.ts';
import type { RankingResult, RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { RankIntervals } from '../../shared/domain/robustness/rank-intervals.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import { codesText, kindOf, nameOf, sayComparedEditions, weightText } from './compare-labels.ts';
import { changeText, partText, placesText } from './move-labels.ts';
import { bracketedInterval, sayBrackets } from './rank-interval.ts';
import { signed } from './study-labels.ts';

/** How many indicators are named among those whose contribution differs most. */
const MOST_NAMED = 10;

/** Every park under both editions, with the parts of its move. */
export function sayComparison(
  snapshot: RankingSnapshot,
  from: Edition,
  to: Edition,
  compared: ComparedEditions,
  intervals: RankIntervals | null,
  terminal: Terminal,
): void {
  const { say, text } = terminal;
  sayComparedEditions(snapshot, from, to, compared, terminal);
  const { parks, changes, results } = compared;
  const names = new Map(snapshot.input.register.map(({ id, shortName }) => [id, shortName]));
  const of = results.to.ranked;
  say(
    table(
      [
        text({ zh: '园区', en: 'park' }),
        text({ zh: '位次', en: 'rank' }),
        text({ zh: '变动', en: 'move' }),
        ...changes.map((change) => text(changeText[change])),
        text({ zh: '得分', en: 'score' }),
      ],
      parks.map((park) => [
        `${park.park} ${names.get(park.park) ?? ''}`,
        `${park.from}/${of}${bracketedInterval(intervals, park.park)} → ${park.to}/${of}`,
        placesText(park.change),
        ...changes.map((change) => partText(park.parts[change])),
        `${park.score.from.toFixed(4)} → ${park.score.to.toFixed(4)}`,
      ]),
      `lrr${'r'.repeat(changes.length)}r`,
    ),
  );
  sayBrackets(intervals, terminal);
  sayMethod(terminal);
}

/** One park under both editions: the parts of its move, and the indicators behind it. */
export function sayComparedPark(
  snapshot: RankingSnapshot,
  from: Edition,
  to: Edition,
  compared: ComparedEditions,
  park: string,
  intervals: RankIntervals | null,
  terminal: Terminal,
): void {
  const { say, text } = terminal;
  sayComparedEditions(snapshot, from, to, compared, terminal);
  const own = compared.parks.find((row) => row.park === park);
  if (own === undefined) return;
  const of = compared.results.to.ranked;
  const name = snapshot.input.register.find(({ id }) => id === park)?.name ?? '';
  say(
    `${park} ${name}  ${text({ zh: '位次', en: 'rank' })} ${own.from}/${of}${bracketedInterval(intervals, park)} → ${own.to}/${of} (${placesText(own.change)})  ${text({ zh: '得分', en: 'score' })} ${own.score.from.toFixed(4)} → ${own.score.to.toFixed(4)}`,
  );
  say();
  say(
    table(
      [text({ zh: '变化', en: 'change' }), text({ zh: '名次变动', en: 'places' })],
      [
        ...compared.changes.map((change) => [text(changeText[change]), partText(own.parts[change])]),
        [text({ zh: '合计', en: 'sum' }), placesText(own.change)],
      ],
      'lr',
    ),
  );
  sayBrackets(intervals, terminal);
  sayMethod(terminal);
  say();
  const before = contributionsOf(compared.results.from, park);
  const after = contributionsOf(compared.results.to, park);
  const sum = (codes: readonly string[], contributions: ReadonlyMap<string, number>): number =>
    codes.reduce((total, code) => total + (contributions.get(code) ?? 0), 0);
  const rows = compared.indicators
    .map((indicator) => ({
      indicator,
      was: sum(indicator.from, before),
      is: sum(indicator.to, after),
    }))
    .toSorted((a, b) => Math.abs(b.is - b.was) - Math.abs(a.is - a.was));
  say(
    table(
      text({
        zh: '指标||变化|有效权重|贡献|差',
        en: 'indicator||change|effective weight|contribution|difference',
      }).split('|'),
      rows
        .slice(0, MOST_NAMED)
        .map(({ indicator, was, is }) => [
          codesText(indicator),
          text(nameOf(indicator, from, to)),
          text(kindOf(indicator)),
          weightText(indicator),
          `${was.toFixed(4)} → ${is.toFixed(4)}`,
          signed(is - was),
        ]),
      'lllrrr',
    ),
  );
}

const contributionsOf = ({ parks }: RankingResult, park: string): ReadonlyMap<string, number> =>
  new Map(
    parks.find((row) => row.park === park)?.indicators.map(({ code, contribution }) => [code, contribution]),
  );

function sayMethod({ say, text }: Terminal): void {
  say(
    text({
      zh: '各项变化为 Shapley 值（对各类变化生效的所有次序取平均，不偏重任何次序），合计等于变动；↑ 为上升。',
      en: 'Parts are Shapley values: the mean over all orders in which the kinds of change could come into force; they add up to the move; ↑ = upwards.',
    }),
  );
}
