import type { AdditiveInput } from '../../domain/lists/additive-inputs.ts';
import type { IndicatorTop, TopPark } from '../../domain/lists/top-lists.ts';
import type { Total, TotalOf } from '../../domain/lists/totals.ts';
import type { IndicatorMark, RegisteredPark } from '../../domain/ranking/ranking.ts';
import type { Localised } from '../../domain/returns/filed-return.ts';
import type { RankIntervals } from '../../domain/robustness/rank-intervals.ts';
import type { ListCell, ListColumn, ListTable } from './list-table.ts';

/** Texts that the command has in words of its own. */
export interface ListWords {
  readonly mark: (mark: IndicatorMark) => Localised;
  readonly reason: (reason: IndicatorTop['notComputable'][number]['reason']) => Localised;
  readonly unit: (unit: string) => Localised;
}

const column = (zh: string, en: string, width: number, align: 'left' | 'right' = 'left'): ListColumn => ({
  zh,
  en,
  width,
  align,
});
const figure = (zh: string, en: string, width: number): ListColumn => column(zh, en, width, 'right');

/** A number as the cell shows it, its decimals fixed. */
const number = (value: number | null, decimals = 0): ListCell =>
  value === null ? null : { value, decimals };
const exact = (text: string | null | undefined): ListCell =>
  text === null || text === undefined ? null : { exact: text };
const both = ({ zh, en }: Localised): string => (zh === en || en === '' ? zh : `${zh} ${en}`);

const TOTALS = {
  nation: { sheet: '全国合计', file: 'national-totals', title: '全国合计 National totals', group: null },
  region: {
    sheet: '地区合计',
    file: 'region-totals',
    title: '地区合计 Totals by region',
    group: column('地区', 'region', 10),
  },
  province: {
    sheet: '省份合计',
    file: 'province-totals',
    title: '省份合计 Totals by province',
    group: column('省份', 'province', 22),
  },
} as const;

/** Totals of one level as a list; `before` names the year that growth is against, and whence its values are. */
export const totalsTable = (
  by: TotalOf,
  totals: readonly Total[],
  before: Localised,
  words: ListWords,
  notes: readonly string[],
): ListTable => {
  const { sheet, file, title, group } = TOTALS[by];
  const about = (input: AdditiveInput): ListCell[] => [
    input.code,
    input.name.zh,
    input.name.en,
    both(words.unit(input.unit)),
  ];
  return {
    sheet,
    file,
    title,
    notes: [...notes, `增长对比：${before.zh}。Growth against ${before.en}.`],
    columns: [
      ...(group === null ? [] : [group]),
      column('代码', 'code', 46),
      column('项目', 'item_zh', 40),
      column('英文名', 'item_en', 56),
      column('单位', 'unit', 26),
      figure('合计', 'total', 18),
      figure('计入家数', 'parks', 9),
      figure('不适用', 'not_applicable', 9),
      figure('缺', 'blank', 8),
      figure('参评家数', 'ranked', 9),
      figure('两年均有家数', 'parks_both_years', 12),
      figure('同口径本年', 'now_same_parks', 18),
      figure('同口径上年', 'before_same_parks', 18),
      figure('增长 %', 'growth_percent', 10),
    ],
    rows: totals.map((each) => [
      ...(group === null ? [] : [each.group ?? '']),
      ...about(each.input),
      exact(each.total),
      ...[each.parks, each.notApplicable, each.blank, each.of].map((count) => number(count)),
      number(each.growth?.parks ?? 0),
      exact(each.growth?.now),
      exact(each.growth?.before),
      number(each.growth?.percent ?? null, 2),
    ]),
  };
};

/** The best parks overall, each rank with its denominator and, under provisional weights, its interval. */
export const topTable = (
  parks: readonly TopPark[],
  ranked: number,
  intervals: RankIntervals | null,
  earlierCycle: string | null,
  dimensions: readonly { readonly code: string; readonly name: Localised }[],
): ListTable => ({
  sheet: '前50',
  file: 'top-50',
  title: '综合排名前 50 Top 50 overall',
  notes: [
    ...(intervals === null
      ? []
      : [
          `位次区间：权重未知，${intervals.replicates} 次抽样中至少 ${Math.round(intervals.coverage * 100)}% 落在其中；${intervals.text.zh}`,
          `Rank interval: weights are unknown; at least ${Math.round(intervals.coverage * 100)}% of ${intervals.replicates} draws lie in it. ${intervals.text.en}`,
        ]),
    '并列园区同位次，第 50 名有并列时全部列出。Parks that tie share a rank; all that share the last one are listed.',
  ],
  columns: [
    figure('位次', 'rank', 8),
    figure('参评家数', 'ranked', 9),
    ...(intervals === null
      ? []
      : [figure('区间起', 'interval_low', 9), figure('区间止', 'interval_high', 9)]),
    ...(earlierCycle === null
      ? []
      : [
          figure(`${earlierCycle} 位次`, `rank_${earlierCycle}`, 10),
          figure(`${earlierCycle} 参评`, `ranked_${earlierCycle}`, 10),
        ]),
    ...parkColumns,
    figure('得分', 'score', 10),
    ...dimensions.map(({ code, name }) => figure(`${code} ${name.zh} 位次`, `rank_dimension_${code}`, 14)),
    column('标注', 'marks', 18),
  ],
  rows: parks.map(({ registered, ranked: own, earlier }) => {
    const interval = intervals?.parks.get(registered.id);
    return [
      number(own.rank),
      number(ranked),
      ...(intervals === null ? [] : [number(interval?.low ?? null), number(interval?.high ?? null)]),
      ...(earlierCycle === null ? [] : [number(earlier?.rank ?? null), number(earlier?.of ?? null)]),
      ...parkCells(registered),
      number(own.score, 4),
      ...dimensions.map(({ code }) => number(own.dimensions[code]?.rank ?? null)),
      own.reopened ? '已退回，按原值 reopened' : '',
    ];
  }),
});

const parkColumns: readonly ListColumn[] = [
  column('园区代码', 'park', 9),
  column('园区', 'name', 38),
  column('省份', 'province', 20),
  column('地区', 'region', 8),
];
const parkCells = ({ id, name, province, region }: RegisteredPark): ListCell[] => [
  id,
  name,
  province,
  region,
];

/** The best parks by each indicator, and after them those without a value and why. */
export const indicatorTable = (
  tops: readonly IndicatorTop[],
  register: readonly RegisteredPark[],
  words: ListWords,
): ListTable => {
  const parks = new Map(register.map((park) => [park.id, park]));
  const cellsOf = (park: string): ListCell[] => {
    const own = parks.get(park);
    return own === undefined ? [park, '', '', ''] : parkCells(own);
  };
  return {
    sheet: '指标前20',
    file: 'indicator-top-20',
    title: '单项指标前 20 Top 20 of each indicator',
    notes: [
      '位次只按该指标的数值，分母为有数值的园区；不可计算者列于其后，无位次。第 20 名有并列时全部列出。',
      'Ranks are by the indicator’s value alone, of the parks that have one; those without follow, without a rank. All that share the last rank are listed.',
    ],
    columns: [
      column('指标', 'indicator', 8),
      column('指标名称', 'name_zh', 40),
      column('英文名', 'name_en', 52),
      column('单位', 'unit', 26),
      figure('位次', 'rank', 8),
      figure('有数值家数', 'parks_with_value', 10),
      ...parkColumns,
      figure('数值', 'value', 16),
      column('标注', 'note', 34),
    ],
    rows: tops.flatMap(({ indicator: { code, name, unit }, of, places, isSilent, notComputable }) => {
      const about: ListCell[] = [code, name.zh, name.en, both(unit)];
      const silent: ListCell[][] = isSilent
        ? [
            [
              ...about,
              null,
              number(of),
              '',
              '',
              '',
              '',
              null,
              '全部相同，无先后 all equal: nobody is in front',
            ],
          ]
        : [];
      return [
        ...silent,
        ...places.map(({ park, value, rank, marks }) => [
          ...about,
          number(rank),
          number(of),
          ...cellsOf(park),
          number(value, 4),
          marks.map((mark) => both(words.mark(mark))).join('；'),
        ]),
        ...notComputable.map(({ park, reason, because }) => [
          ...about,
          null,
          number(of),
          ...cellsOf(park),
          null,
          `不可计算 not computable：${[both(words.reason(reason)), ...because].join(' ')}`,
        ]),
      ];
    }),
  };
};
