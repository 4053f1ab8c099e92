import type { IndicatorMark, Unranked } from '../../shared/domain/ranking/ranking.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';

/** What must be said beside a number. */
export const markText: Readonly<Record<IndicatorMark, Localised>> = {
  'not-computable-scored-lowest': { zh: '不可计算，按最低分', en: 'not computable, scored lowest' },
  'rescaled-first-cycle': { zh: '首个年度，权重在维度内分摊', en: 'first cycle, rescaled' },
  'below-bound': { zh: '低于下界', en: 'below bound' },
  'above-bound': { zh: '高于上界', en: 'above bound' },
  'prior-as-filed': { zh: '上年数为自报', en: 'prior as filed' },
};

export const unrankedText: Readonly<Record<Unranked['reason'], Localised>> = {
  exempt: { zh: '免评', en: 'exempt' },
  'not-filed': { zh: '未报', en: 'not filed' },
  'not-accepted': { zh: '未通过审核', en: 'not accepted' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  'not-scored': { zh: '尚未计算', en: 'not scored yet' },
};
