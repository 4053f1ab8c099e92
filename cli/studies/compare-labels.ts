import type {
  ComparedEditions,
  ComparedIndicator,
} from '../../shared/domain/explanation/compare-editions.ts';
import type { Edition } from '../../shared/domain/methodology/edition.ts';
import type { RankingResult, RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import type { Terminal } from '../terminal/context.ts';
import { sayHeading } from '../verbs/ranking-text.ts';
import { changeText } from './move-labels.ts';
import { listed } from './study-labels.ts';

/** How many indicators that weigh more than before are named. */
const MOST_RAISED = 5;

/** The ranking, both editions, what differs between them, and how much moves. */
export function sayComparedEditions(
  snapshot: RankingSnapshot,
  from: Edition,
  to: Edition,
  { results, indicators, parks, averageShift, rankCorrelation }: ComparedEditions,
  terminal: Terminal,
): void {
  const { say, text } = terminal;
  sayHeading(snapshot, terminal);
  say();
  saySide({ zh: '甲', en: 'A' }, from, results.from, terminal);
  saySide({ zh: '乙', en: 'B' }, to, results.to, terminal);
  const changed = indicators.filter((indicator) => indicator.kind !== 'same' || indicator.isRedefined);
  for (const indicator of changed) {
    say(
      `  [${text(kindOf(indicator))}] ${codesText(indicator)}  ${text(nameOf(indicator, from, to))}  ${weightText(indicator)}`,
    );
  }
  sayRaised(indicators, from, to, terminal);
  const moved = parks.filter(({ change }) => change !== 0).length;
  const rho = rankCorrelation === null ? '—' : rankCorrelation.toFixed(4);
  say(
    text({
      zh: `甲 → 乙：${parks.length} 家中 ${moved} 家位次变动，平均变动 ${averageShift.toFixed(2)} 位，Spearman ρ ${rho}；按两套体系分别试算，均非正式结果。`,
      en: `A → B: ${moved} of ${parks.length} parks move, by ${averageShift.toFixed(2)} places on average, Spearman’s ρ ${rho}; a trial under two editions, no official result.`,
    }),
  );
  say();
}

/** Of the indicators that stay, those that weigh more than before. */
function sayRaised(
  indicators: readonly ComparedIndicator[],
  from: Edition,
  to: Edition,
  { say, text }: Terminal,
): void {
  const gain = ({ weight }: ComparedIndicator): number => (weight.to ?? 0) - (weight.from ?? 0);
  const kept = indicators.filter(({ kind }) => kind === 'same');
  const raised = kept.filter((indicator) => gain(indicator) > 1e-12).toSorted((a, b) => gain(b) - gain(a));
  const lowered = kept.filter((indicator) => gain(indicator) < -1e-12).length;
  if (raised.length + lowered === 0) return;
  for (const indicator of raised.slice(0, MOST_RAISED)) {
    const name = text(nameOf(indicator, from, to));
    say(
      `  [${text({ zh: '有效权重升', en: 'weighs more' })}] ${codesText(indicator)}  ${name}  ${weightText(indicator)}`,
    );
  }
  say(
    text({
      zh: `  沿用的 ${kept.length} 项中，有效权重升 ${raised.length} 项、降 ${lowered} 项`,
      en: `  of the ${kept.length} that stay ${raised.length} weigh more and ${lowered} less`,
    }),
  );
}

function saySide(
  label: Localised,
  { document }: Edition,
  result: RankingResult,
  { say, text }: Terminal,
): void {
  const weights =
    document.weights.status === 'official'
      ? { zh: '官方权重', en: 'official weights' }
      : { zh: '权重暂定，非官方', en: 'provisional weights, not official' };
  const out = listed(result.indicators.out);
  const own = listed(result.bounds.fromPopulation);
  const notes: Localised[] = [
    weights,
    {
      zh: `指标 ${result.indicators.in} / ${result.indicators.of}`,
      en: `${result.indicators.in} of ${result.indicators.of} indicators`,
    },
    ...(document.synthetic === true
      ? [{ zh: '【合成示例，无公开依据】', en: '[SYNTHETIC EXAMPLE, no public text behind it]' }]
      : []),
    ...(result.indicators.out.length > 0 ? [{ zh: `未计入：${out.zh}`, en: `out for all: ${out.en}` }] : []),
    ...(result.bounds.fromPopulation.length > 0
      ? [{ zh: `上下界取自本次园区：${own.zh}`, en: `bounds of this population: ${own.en}` }]
      : []),
  ];
  say(
    text({
      zh: `${label.zh}：${document.id}@${document.version} ${document.title.zh}（${notes.map(({ zh }) => zh).join('；')}）`,
      en: `${label.en}: ${document.id}@${document.version} ${document.title.en} (${notes.map(({ en }) => en).join('; ')})`,
    }),
  );
}

export const kindOf = ({ kind, isRedefined }: ComparedIndicator): Localised => {
  if (kind !== 'same') return changeText[kind];
  return isRedefined ? changeText.redefined : { zh: '沿用', en: 'kept' };
};

export const codesText = ({ from, to }: ComparedIndicator): string => {
  const [a, b] = [from.join('+'), to.join('+')];
  return a === b ? a : `${a || '—'} → ${b || '—'}`;
};

export const nameOf = ({ from, to }: ComparedIndicator, a: Edition, b: Edition): Localised => {
  const name = ({ document }: Edition, code: string | undefined): Localised | undefined =>
    document.indicators.find((indicator) => indicator.code === code)?.name;
  return name(b, to[0]) ?? name(a, from[0]) ?? { zh: '', en: '' };
};

export const weightText = ({ weight }: ComparedIndicator): string => {
  const share = (value: number | null): string => (value === null ? '—' : `${(value * 100).toFixed(2)} %`);
  return `${share(weight.from)} → ${share(weight.to)}`;
};
