import type { Localised } from '../returns/filed-return.ts';

/** How values become scores, where what is missing goes, what bounds are set by, and how dimensions are put together. */
export interface Method {
  /** z-score: mean 50, standard deviation 10. rank: percentile rank × 100, equal values share the mean place. */
  readonly normalisation: 'min-max' | 'z-score' | 'rank';
  /** Between the dimensions; within them the mean is arithmetic. */
  readonly aggregation: 'arithmetic' | 'geometric';
  /** Not computable for some parks: lowest score, or the weight goes to the rest of the dimension. */
  readonly missing: 'lowest' | 'rescale';
  /** Only min–max has bounds. winsorised: the 2.5 % and 97.5 % quantiles of the ranked parks. */
  readonly bounds: 'as-ranked' | 'population' | 'winsorised' | 'small-base-guard';
}

/** How the ranking itself was made. */
export const AS_RANKED: Method = {
  normalisation: 'min-max',
  aggregation: 'arithmetic',
  missing: 'lowest',
  bounds: 'as-ranked',
};

/** Methods among which a replicate chooses, each as likely as the others of its kind. */
export type MethodChoices = { readonly [Kind in keyof Method]: readonly Method[Kind][] };

/** All that can be chosen among. */
export const METHOD_CHOICES: MethodChoices = {
  normalisation: ['min-max', 'z-score', 'rank'],
  aggregation: ['arithmetic', 'geometric'],
  missing: ['lowest', 'rescale'],
  bounds: ['as-ranked', 'population', 'winsorised', 'small-base-guard'],
};

export const METHOD_KINDS = ['normalisation', 'aggregation', 'missing', 'bounds'] as const;

/** The choices of some kinds; the others stay as ranked. */
export const choicesOf = (kinds: ReadonlySet<keyof Method>): MethodChoices => {
  const of = <Kind extends keyof Method>(kind: Kind): readonly Method[Kind][] =>
    kinds.has(kind) ? METHOD_CHOICES[kind] : [AS_RANKED[kind]];
  return {
    normalisation: of('normalisation'),
    aggregation: of('aggregation'),
    missing: of('missing'),
    bounds: of('bounds'),
  };
};

/** What each choice is called. */
export const METHOD_TEXT: {
  readonly [Kind in keyof Method]: Readonly<Record<Method[Kind], Localised>>;
} = {
  normalisation: {
    'min-max': { zh: '极差法', en: 'min–max' },
    'z-score': { zh: '标准分（均值 50，标准差 10）', en: 'z-scores (mean 50, deviation 10)' },
    rank: { zh: '百分位次', en: 'percentile ranks' },
  },
  aggregation: {
    arithmetic: { zh: '算术平均', en: 'arithmetic mean' },
    geometric: { zh: '一级指标间几何平均', en: 'geometric mean of the dimensions' },
  },
  missing: {
    lowest: { zh: '不可计算按最低分', en: 'not computable scores lowest' },
    rescale: { zh: '不可计算则权重在一级指标内分摊', en: 'not computable is rescaled in the dimension' },
  },
  bounds: {
    'as-ranked': { zh: '上下界同排名', en: 'bounds as ranked' },
    population: { zh: '上下界取本次参评园区', en: 'bounds of this population' },
    winsorised: {
      zh: '上下界缩尾（2.5 %、97.5 % 分位数）',
      en: 'winsorised bounds (2.5 % and 97.5 % quantiles)',
    },
    'small-base-guard': { zh: '小基数园区不定上下界', en: 'small bases set no bounds' },
  },
};
