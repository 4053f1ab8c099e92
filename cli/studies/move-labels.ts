import type { Factor } from '../../shared/domain/explanation/factors.ts';
import { decimalOf, type Fraction, fractionText } from '../../shared/domain/explanation/fraction.ts';
import type { EditionChange } from '../../shared/domain/explanation/hybrid-scores.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';

export const factorText: Readonly<Record<Factor, Localised>> = {
  'own-values': { zh: '本园数值', en: 'own values' },
  'others-values': { zh: '他园数值', en: 'others’ values' },
  population: { zh: '园区进退', en: 'parks entered or left' },
  bounds: { zh: '上下界', en: 'bounds' },
  methodology: { zh: '指标体系', en: 'methodology' },
};

export const changeText: Readonly<Record<EditionChange, Localised>> = {
  weights: { zh: '赋权', en: 'weights' },
  redefined: { zh: '重新定义', en: 'redefined' },
  removed: { zh: '取消', en: 'removed' },
  added: { zh: '新增', en: 'added' },
  merged: { zh: '合并', en: 'merged' },
  split: { zh: '拆分', en: 'split' },
};

/** A change of rank: `↑2` = two places towards the first, `↓3`, `—` for none. */
export const placesText = (change: number): string =>
  change === 0 ? '—' : change < 0 ? `↑${-change}` : `↓${change}`;

/** A part of a change of rank, exact and rounded: `↑7/4 (1.75)`, `↓2`, `—`. */
export const partText = (part: Fraction | undefined): string => {
  if (part === undefined || part.numerator === 0) return '—';
  const size = { ...part, numerator: Math.abs(part.numerator) };
  const arrow = part.numerator < 0 ? '↑' : '↓';
  if (part.denominator === 1) return `${arrow}${size.numerator}`;
  return `${arrow}${fractionText(size)} (${decimalOf(size).toFixed(2)})`;
};
