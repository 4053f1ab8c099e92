import { distributionOf } from '../../shared/domain/distribution/distribution.ts';
import {
  type Direction,
  type Measurement,
  measureIndicator,
  measureRatio,
  rankOf,
} from '../../shared/domain/distribution/measured-parks.ts';
import type { Exact } from '../../shared/domain/expressions/exact.ts';
import {
  opennessMeasures,
  opennessThresholds,
  type publishedCounts,
} from '../../shared/domain/openness/published-facts.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import { CannotDo } from '../terminal/context.ts';
import { type groupingsOf, ratioOf, type topsOf } from './distribution-options.ts';
import { editionOf } from './load-snapshot.ts';

/** What is measured: an indicator as ranked, or a ratio of park inputs. */
export interface MeasureAbout {
  readonly kind: 'indicator' | 'ratio';
  /** Indicator code, or the expression. */
  readonly of: string;
  readonly name: Localised;
  readonly unit: Localised;
  readonly direction: Direction;
}

/** A measurement with what is asked of it. */
export interface Measure {
  readonly about: MeasureAbout;
  readonly measurement: Measurement;
  readonly thresholds: readonly Exact[];
}

/** The answer about one measure. */
export type Answer = ReturnType<typeof answerFor>;

export type DistributionDocument = {
  readonly forPark: boolean;
  readonly measures: readonly Answer[];
  readonly published: ReturnType<typeof publishedCounts> | null;
};

export const answerFor = (
  { about, measurement, thresholds }: Measure,
  questions: {
    readonly tops: ReturnType<typeof topsOf>;
    readonly quantiles: readonly number[];
    readonly bins: number | null;
    readonly by: ReturnType<typeof groupingsOf>;
    readonly forPark: boolean;
  },
  park: string | undefined,
) => {
  const { tops, forPark } = questions;
  const { direction } = about;
  const { parks, notMeasured } = measurement;
  const distribution = distributionOf(measurement, {
    ...questions,
    direction,
    thresholds,
    tops: tops.map(({ top }) => top),
  });
  const ranked = parks.map((each) => ({
    park: each.park,
    value: each.value,
    rank: rankOf(parks, each.exact, direction),
  }));
  return {
    measure: about,
    ...distribution,
    tops: distribution.tops.map((top, index) => ({ asked: tops[index]?.asked ?? '', ...top })),
    notMeasured: { count: notMeasured.length, parks: forPark ? null : notMeasured },
    values: forPark ? null : ranked.sort((a, b) => a.rank - b.rank),
    own: ranked.find((each) => each.park === park) ?? null,
  };
};

const noUnit = { zh: '', en: '' };

export const ofIndicator = (
  snapshot: RankingSnapshot,
  code: string,
  thresholds: readonly Exact[] | undefined,
): Measure => {
  const { document } = editionOf(snapshot);
  const indicator = document.indicators.find((each) => each.code === code);
  if (indicator === undefined) {
    throw new CannotDo({
      zh: `指标体系 ${document.id} 没有指标 ${code}。`,
      en: `The methodology ${document.id} has no indicator ${code}.`,
    });
  }
  const { name, unit, direction } = indicator;
  return {
    about: { kind: 'indicator', of: code, name, unit, direction },
    measurement: measureIndicator(snapshot, code),
    thresholds: thresholds ?? (code === '4.7' ? opennessThresholds : []),
  };
};

export const ofRatio = (
  snapshot: RankingSnapshot,
  expression: ReturnType<typeof ratioOf>,
  direction: Direction,
  thresholds: readonly Exact[],
): Measure => ({
  about: {
    kind: 'ratio',
    of: expression.source,
    name: { zh: expression.source, en: expression.source },
    unit: noUnit,
    direction,
  },
  measurement: measureRatio(snapshot, expression),
  thresholds,
});

export const ofArticle = (snapshot: RankingSnapshot, thresholds: readonly Exact[]): Measure[] =>
  opennessMeasures.map(({ expression, name }) => ({
    about: {
      kind: 'ratio',
      of: expression,
      name,
      unit: { zh: '%', en: '%' },
      direction: 'higher-is-better',
    },
    measurement: measureRatio(snapshot, ratioOf(expression)),
    thresholds,
  }));
