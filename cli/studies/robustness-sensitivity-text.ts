import type { Estimate } from '../../shared/domain/robustness/sobol-indices.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import type { AnsweredPart } from './robustness-answer.ts';
import { factorText } from './robustness-labels.ts';
import { sayMore } from './say-more.ts';

/** What the uncertainty comes from. */
export function saySensitivity(
  { output, park, runs, mean, variance, factors }: AnsweredPart<'sensitivity'>,
  limit: number,
  { say, text }: Pick<Terminal, 'say' | 'text'>,
): void {
  const of =
    output === 'rank'
      ? { zh: `${park} 的位次`, en: `the rank of ${park}` }
      : { zh: '全体园区的平均位次变动', en: 'the average shift in rank of all parks' };
  say();
  say(
    text({
      zh: `不确定性从何而来：${of.zh}（均值 ${mean.toFixed(2)}，标准差 ${Math.sqrt(variance).toFixed(2)}，${runs} 次重排）的 Sobol 指数`,
      en: `Where the uncertainty comes from: Sobol indices of ${of.en} (mean ${mean.toFixed(2)}, standard deviation ${Math.sqrt(variance).toFixed(2)}, ranked ${runs} times)`,
    }),
  );
  say(
    table(
      text({
        zh: '因素|一阶（95 % 区间）|总效应（95 % 区间）',
        en: 'factor|first order (95 % interval)|total (95 % interval)',
      }).split('|'),
      factors
        .slice(0, limit)
        .map((factor) => [text(factorText(factor)), estimate(factor.first), estimate(factor.total)]),
      'lrr',
    ),
  );
  sayMore(factors.length, limit, { say, text });
  say(
    text({
      zh: '一阶：若单独弄清该因素，平均可消去的方差份额；总效应：含与其他因素的交互。',
      en: 'First order: the share of the variance that knowing the factor alone would take away; total: with its interactions.',
    }),
  );
}

const estimate = (value: Estimate | null): string =>
  value === null ? '—' : `${value.value.toFixed(3)} (${value.low.toFixed(3)} … ${value.high.toFixed(3)})`;
