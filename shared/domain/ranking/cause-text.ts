import type { Localised } from '../returns/filed-return.ts';
import type { CauseKind } from './ranking.ts';

/** What made a ranking be computed anew, as people are told. */
export const causeText: Readonly<Record<CauseKind, Localised>> = {
  'returns-accepted': { zh: '有年报通过审核', en: 'returns were accepted' },
  'return-reopened': { zh: '有年报被退回更正', en: 'a return was reopened' },
  'return-withdrawn': { zh: '有年报被撤回', en: 'a return was withdrawn' },
  'expert-scores': { zh: '专家评分更新', en: 'expert scores came in' },
  register: { zh: '园区名册变更', en: 'the register of parks changed' },
  methodology: { zh: '指标体系变更', en: 'the methodology changed' },
  bounds: { zh: '指标上下界重新计算', en: 'the bounds of the indicators were computed anew' },
  priors: { zh: '上年数据更正', en: "last year's values were corrected" },
};
