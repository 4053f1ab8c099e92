import type { RankShifts } from '../../shared/domain/robustness/rank-shifts.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import type { AnsweredPart } from './robustness-answer.ts';
import { choiceText } from './robustness-labels.ts';
import { sayMore } from './say-more.ts';
import { listed } from './study-labels.ts';

/** Mean, greatest, who, how many moved and the rank correlation. */
const shiftHead = ({ text }: Pick<Terminal, 'text'>): string[] =>
  text({
    zh: '平均变动|最大变动|变动最大的园区|变动园区数|秩相关',
    en: 'mean shift|greatest|whose|moved|rank correlation',
  }).split('|');

const shiftCells = ({ mean, max, furthest, moved, correlation }: RankShifts): (string | number)[] => {
  const [first] = furthest;
  const more = furthest.length > 1 ? ` +${furthest.length - 1}` : '';
  return [
    mean.toFixed(2),
    max,
    first === undefined ? '' : `${first.park} ${first.from}→${first.to}${more}`,
    moved,
    correlation === null ? '—' : correlation.toFixed(4),
  ];
};

/** The ranking with one choice of its method changed. */
export function sayMethods(
  { alternatives, smallBaseGuard }: AnsweredPart<'methods'>,
  { say, text }: Pick<Terminal, 'say' | 'text'>,
): void {
  say();
  say(
    text({
      zh: '一次只改一种方法，权重不变：',
      en: 'One choice of method at a time, weights as they stand:',
    }),
  );
  say(
    table(
      [text({ zh: '方法', en: 'method' }), ...shiftHead({ text })],
      alternatives.map((alternative) => [
        text(choiceText(alternative.kind, alternative.choice)),
        ...shiftCells(alternative),
      ]),
      'lrrlrr',
    ),
  );
  const names = listed(smallBaseGuard.map(({ code, parks }) => `${code} (${parks.join(' ')})`));
  say(
    text({
      zh: `小基数保护会改变上下界的指标（及不再定界的园区）：${smallBaseGuard.length === 0 ? '无' : names.zh}`,
      en: `Indicators whose bounds the small-base guard would move (and the parks that would set none): ${smallBaseGuard.length === 0 ? 'none' : names.en}`,
    }),
  );
}

const byShift = (a: RankShifts, b: RankShifts): number => b.mean - a.mean;

/** The ranking without one indicator. */
export function sayWithoutIndicator(
  without: AnsweredPart<'withoutIndicator'>,
  limit: number,
  { say, text }: Pick<Terminal, 'say' | 'text'>,
): void {
  say();
  say(text({ zh: '逐一剔除指标：', en: 'Without one indicator:' }));
  say(
    table(
      [text({ zh: '剔除', en: 'without' }), ...shiftHead({ text })],
      [...without]
        .sort(byShift)
        .slice(0, limit)
        .map((own) => [own.indicator, ...shiftCells(own)]),
      'lrrlrr',
    ),
  );
  sayMore(without.length, limit, { say, text });
}

/** The ranking of the others without one park. */
export function sayWithoutPark(
  runs: AnsweredPart<'withoutPark'>,
  limit: number,
  { say, text }: Pick<Terminal, 'say' | 'text'>,
): void {
  for (const { bounds, parks } of runs) {
    const moving = parks.filter(({ max }) => max > 0).sort(byShift);
    const under =
      bounds === 'population'
        ? { zh: '本次参评园区的上下界', en: 'the bounds of this population' }
        : { zh: '冻结的上下界', en: 'frozen bounds' };
    say();
    say(
      text({
        zh: `逐一剔除园区（${under.zh}）：${parks.length} 家中有 ${moving.length} 家的去留会改变其余园区之间的先后`,
        en: `Without one park (under ${under.en}): ${moving.length} of ${parks.length} parks change the order of the others by being there`,
      }),
    );
    if (moving.length === 0) continue;
    say(
      table(
        [text({ zh: '剔除', en: 'without' }), ...shiftHead({ text })],
        moving.slice(0, limit).map((own) => [own.park, ...shiftCells(own)]),
        'lrrlrr',
      ),
    );
    sayMore(moving.length, limit, { say, text });
  }
}
