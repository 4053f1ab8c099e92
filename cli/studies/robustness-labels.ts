import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import { METHOD_TEXT, type Method } from '../../shared/domain/robustness/method-choice.ts';
import type { FactorGroup } from '../../shared/domain/robustness/rank-sensitivity.ts';

/** Kinds of choices of a method. */
export const methodKindText: Readonly<Record<keyof Method, Localised>> = {
  normalisation: { zh: '标准化', en: 'normalisation' },
  aggregation: { zh: '合成', en: 'aggregation' },
  missing: { zh: '不可计算', en: 'not computable' },
  bounds: { zh: '上下界', en: 'bounds' },
};

/** One choice of a method. */
export const choiceText = (kind: keyof Method, choice: string): Localised => {
  const texts: Readonly<Record<string, Localised>> = METHOD_TEXT[kind];
  return texts[choice] ?? { zh: choice, en: choice };
};

/** What is varied together. */
export const factorText = ({ kind, code }: Pick<FactorGroup, 'kind' | 'code'>): Localised => {
  if (kind === 'multiplier') {
    return code?.includes('.')
      ? { zh: `${code} 的赋权`, en: `multiplier of ${code}` }
      : { zh: `一级指标 ${code} 内的赋权`, en: `multipliers of dimension ${code}` };
  }
  if (kind === 'dimension') {
    return code === null
      ? { zh: '一级指标权重', en: 'dimension weights' }
      : { zh: `一级指标 ${code} 的权重`, en: `weight of dimension ${code}` };
  }
  return methodKindText[kind];
};
