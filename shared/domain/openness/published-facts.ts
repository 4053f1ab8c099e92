import facts from '../../data/facts-2019.json' with { type: 'json' };
import { type Measurement, measureRatio, parseRatio } from '../distribution/measured-parks.ts';
import { countAround } from '../distribution/thresholds.ts';
import { parseDecimal } from '../expressions/decimal.ts';
import { type Exact, ZERO } from '../expressions/exact.ts';
import type { RankingSnapshot } from '../ranking/ranking.ts';

/** The article's two measures of openness, as shares of employees in %. */
export const opennessMeasures = [
  {
    id: 'returneesAndForeign',
    expression: '(staff_foreign_resident + staff_returnees) / employees * 100',
    name: {
      zh: '从业人员中外籍常驻人员和留学归国人员占比',
      en: 'Foreign residents and returnees among employees',
    },
  },
  {
    id: 'foreignOnly',
    expression: 'staff_foreign_resident / employees * 100',
    name: { zh: '从业人员中外籍常驻人员占比', en: 'Foreign residents among employees' },
  },
] as const;
export type OpennessMeasureId = (typeof opennessMeasures)[number]['id'];

/** The article's thresholds, in %: all of them for both measures. */
export const opennessThresholds: readonly Exact[] = ['1', '0.5', '0.1'].map(
  (text) => parseDecimal(text) ?? ZERO,
);

/** One published count beside the same count over the parks of a snapshot. */
export interface PublishedCount {
  readonly id: string;
  readonly measure: OpennessMeasureId;
  readonly operator: '>' | '<';
  /** %. */
  readonly threshold: number;
  readonly published: { readonly parks: number; readonly of: number; readonly dataYear: number };
  readonly counted: { readonly parks: number; readonly of: number };
}

/** The article's statement about the top 20 %, and what its own counts say of it (facts-2019: whatIf). */
export const topStatement = {
  thresholdPercent: facts.whatIf.thresholdPercent,
  parksAbove: facts.whatIf.check.parksAboveThreshold,
  population: facts.whatIf.check.population,
  shareOfParks: facts.whatIf.check.shareOfParks,
  top20PercentIsParks: facts.whatIf.check.top20PercentIsParks,
} as const;

export const measureOpenness = (snapshot: RankingSnapshot, id: OpennessMeasureId): Measurement => {
  const measure = opennessMeasures.find((each) => each.id === id);
  return measureRatio(snapshot, parseRatio(measure?.expression ?? ''));
};

/** The four published counts of 2019 and the same strict counts over a snapshot. */
export const publishedCounts = (snapshot: RankingSnapshot): PublishedCount[] => {
  const measured = new Map(opennessMeasures.map(({ id }) => [id as string, measureOpenness(snapshot, id)]));
  return facts.distribution.facts.map((fact) => {
    const parks = measured.get(fact.measure)?.parks ?? [];
    const counts = countAround(parks, parseDecimal(String(fact.threshold)) ?? ZERO, 'higher-is-better');
    return {
      id: fact.id,
      measure: fact.measure as OpennessMeasureId,
      operator: fact.operator as '>' | '<',
      threshold: fact.threshold,
      published: { parks: fact.parks, of: facts.population, dataYear: facts.dataYear },
      counted: { parks: fact.operator === '>' ? counts.above : counts.below, of: counts.of },
    };
  });
};
