import type { CauseKind, IndicatorMark, Unranked } from '../../shared/domain/ranking/ranking.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';

/** What must be said beside a number. */
export const markText: Readonly<Record<IndicatorMark, Localised>> = {
  'not-computable-scored-lowest': { zh: '不可计算，按最低分', en: 'not computable, scored lowest' },
  'rescaled-first-cycle': { zh: '首个年度，权重在维度内分摊', en: 'first cycle, rescaled' },
  'below-bound': { zh: '低于下界', en: 'below bound' },
  'above-bound': { zh: '高于上界', en: 'above bound' },
  'prior-as-filed': { zh: '上年数为自报', en: 'prior as filed' },
};

export const causeText: Readonly<Record<CauseKind, Localised>> = {
  'returns-accepted': { zh: '年报通过审核', en: 'returns accepted' },
  'return-reopened': { zh: '年报退回', en: 'return reopened' },
  'return-withdrawn': { zh: '年报撤回', en: 'return withdrawn' },
  'expert-scores': { zh: '专家评分', en: 'expert scores' },
  register: { zh: '园区名册变动', en: 'register' },
  methodology: { zh: '指标体系变动', en: 'methodology' },
  bounds: { zh: '上下界变动', en: 'bounds' },
  priors: { zh: '上年数更正', en: 'priors' },
};

export const unrankedText: Readonly<Record<Unranked['reason'], Localised>> = {
  exempt: { zh: '免评', en: 'exempt' },
  'not-filed': { zh: '未报', en: 'not filed' },
  'not-accepted': { zh: '未通过审核', en: 'not accepted' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  'not-scored': { zh: '尚未计算', en: 'not scored yet' },
};
