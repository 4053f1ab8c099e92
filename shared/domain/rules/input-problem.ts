import { decimalText } from '../expressions/decimal.ts';
import { compare, type Exact, isInteger } from '../expressions/exact.ts';
import { isExact, NOT_APPLICABLE, type Value } from '../expressions/value.ts';
import type { Localised } from '../returns/filed-return.ts';
import { formatNumber } from './render-message.ts';

const decimalLabel = (bound: Exact): string => formatNumber(Number(decimalText(bound)));

/**
 * What is wrong with the value of a park input, to complete “…的值 约5家 ——” or “Park input … of 约5家 is …”; null where its type
 * and bounds allow it.
 * @param columns of the input: `input.min`, `input.max`, `input.type`, as the rules read them.
 * @param raw the text as filed.
 */
export const inputProblem = (
  value: Value,
  columns: Readonly<Record<string, Value>>,
  raw: string,
): Localised | null => {
  if (value === null || value === '') return { zh: '为空', en: 'is blank' };
  if (value === NOT_APPLICABLE) {
    return {
      zh: `不能填“不适用”（填报为“${raw.trim()}”）`,
      en: `must not be N/A (found “${raw.trim()}”)`,
    };
  }
  if (!isExact(value)) return { zh: '不是数字', en: 'not a number' };
  const { 'input.min': least = null, 'input.max': most = null, 'input.type': type } = columns;
  if (isExact(least) && compare(value, least) < 0) {
    return { zh: `小于下限 ${decimalLabel(least)}`, en: `below the lower bound ${decimalLabel(least)}` };
  }
  if (isExact(most) && compare(value, most) > 0) {
    return { zh: `大于上限 ${decimalLabel(most)}`, en: `above the upper bound ${decimalLabel(most)}` };
  }
  if (type === 'integer' && !isInteger(value)) return { zh: '应为整数', en: 'not a whole number' };
  return null;
};
