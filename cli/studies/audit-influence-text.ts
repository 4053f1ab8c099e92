import type { MethodologyAudit } from '../../shared/domain/coherence/audit-methodology.ts';
import type { Influence } from '../../shared/domain/coherence/influence.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import { sayMore } from './say-more.ts';

/** A share or correlation with three decimals; a dash where it is not defined. */
export const three = (value: number | null | undefined): string =>
  value === null || value === undefined ? '—' : value.toFixed(3);

/** Dimensions and indicators by code. */
export type Names = ReadonlyMap<string, Localised>;

/** What the parts weigh on paper, and what they do. */
export function sayInfluence(
  { influence, dimensions }: MethodologyAudit,
  names: Names,
  limit: number,
  terminal: Terminal,
): void {
  const { say, text } = terminal;
  const items = new Map(dimensions.flatMap(({ parts }) => parts.map((part) => [part.code, part] as const)));
  const head = text({
    zh: '权重|r²|相关比 η²|影响份额|份额 ÷ 权重',
    en: 'weight|r²|correlation ratio η²|share of influence|share ÷ weight',
  }).split('|');
  const cells = ({ weight, linear, curved, share, ratio }: Influence): string[] => [
    weight.toFixed(4),
    three(linear),
    three(curved),
    share === null ? '—' : share.toFixed(4),
    ratio === null ? '—' : ratio.toFixed(2),
  ];
  say();
  say(text({ zh: '名义权重与实际影响，一级指标：', en: 'Weight on paper and influence, dimensions:' }));
  say(
    table(
      ['', '', ...head],
      influence.dimensions.map((own) => [
        own.code,
        text(names.get(own.code) ?? { zh: '', en: '' }),
        ...cells(own),
      ]),
      'llrrrrr',
    ),
  );
  // Furthest from 1 first, on either side.
  const distance = ({ ratio }: Influence): number =>
    ratio === null || ratio === 0 ? Number.POSITIVE_INFINITY : Math.abs(Math.log(ratio));
  say();
  say(
    text({
      zh: '名义权重与实际影响，指标（偏离最大的在前）：',
      en: 'Weight on paper and influence, indicators (furthest apart first):',
    }),
  );
  say(
    table(
      ['', '', ...head, ...text({ zh: '与其余项相关|去掉后 α', en: 'item–rest r|α without' }).split('|')],
      [...influence.indicators]
        .sort((a, b) => distance(b) - distance(a))
        .slice(0, limit)
        .map((own) => [
          own.code,
          text(names.get(own.code) ?? { zh: '', en: '' }),
          ...cells(own),
          three(items.get(own.code)?.itemRest),
          three(items.get(own.code)?.alphaWithout),
        ]),
      'llrrrrrrr',
    ),
  );
  sayMore(influence.indicators.length, limit, terminal);
  say(
    text({
      zh: '份额 ÷ 权重：1 为名副其实；大于 1，实际左右总分的程度超过名义权重，小于 1 则不及。赋权暂定时，这些结论也是暂定的。',
      en: 'Share ÷ weight: 1 = it does what it weighs; above, it sways the score more than its weight says, below, less. While weights are provisional, so is this.',
    }),
  );
}
