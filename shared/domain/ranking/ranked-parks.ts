import type { IndicatorValue } from '../indicators/indicator-value.ts';
import { type Edition, isGrowth } from '../methodology/edition.ts';
import { ranksOf } from '../scoring/ranks.ts';
import { weightOf } from '../scoring/score-units.ts';
import type { CollectedValues } from './collect-values.ts';
import type { IndicatorBounds } from './indicator-bounds.ts';
import { placesWithin } from './places-within.ts';
import type { Bound, IndicatorMark, RankedIndicator, RankedPark } from './ranking.ts';
import type { ScoredParks } from './score-parks.ts';

/** The ranking's rows: places overall, by dimension, province and region, and every indicator with its marks. */
export const rankedParks = (
  edition: Edition,
  { parks, values }: CollectedValues,
  bounds: IndicatorBounds,
  { in: indicators, task, units }: ScoredParks,
): RankedPark[] => {
  const { document } = edition;
  const { tie } = document.rounding;
  // A park that has nothing scored at all stands last, not outside.
  const scores = units.scores.map((score) => (Number.isNaN(score) ? 0 : score));
  const ranks = ranksOf(scores, tie);
  const dimensionRanks = units.dimensionScores.map((own) => ranksOf(own, tie));
  const provinces = placesWithin(
    scores,
    parks.map(({ park }) => park.province),
    tie,
  );
  const regions = placesWithin(
    scores,
    parks.map(({ park }) => park.region),
    tie,
  );
  const position = new Map(indicators.map(({ code }, index) => [code, index]));
  const rankedIndicator = (
    code: string,
    index: number,
    unit: number,
    priorsAsFiled: boolean,
  ): RankedIndicator => {
    const value = values[index]?.[unit] ?? { notComputable: 'missing-input', because: [] };
    const at = position.get(code);
    if (at === undefined) return { code, value, score: null, weight: 0, contribution: 0, marks: [] };
    const score = indicators[at]?.scores[unit] ?? Number.NaN;
    const formula = edition.formulas.get(code);
    const isAsFiled = priorsAsFiled && formula !== undefined && isGrowth(formula);
    return {
      code,
      value,
      score: Number.isNaN(score) ? null : score,
      weight: weightOf(task, units, at, unit),
      contribution: units.contributions[at]?.[unit] ?? 0,
      marks: marksOf(value, bounds.values[code], isAsFiled),
    };
  };
  const result = parks.map(({ park, filed }, unit): RankedPark => {
    const dimensions: Record<string, { score: number; rank: number }> = {};
    for (const [index, { code }] of document.dimensions.entries()) {
      const score = units.dimensionScores[index]?.[unit] ?? Number.NaN;
      if (!Number.isNaN(score)) dimensions[code] = { score, rank: dimensionRanks[index]?.[unit] ?? 0 };
    }
    return {
      park: park.id,
      submissionId: filed.submissionId,
      sha256: filed.sha256,
      reopened: filed.reopened,
      score: scores[unit] ?? 0,
      rank: ranks[unit] ?? 0,
      dimensions,
      province: { name: park.province, ...provinces(unit) },
      region: { name: park.region, ...regions(unit) },
      indicators: document.indicators.map(({ code }, index) =>
        rankedIndicator(code, index, unit, filed.priorSource === 'return'),
      ),
    };
  });
  // Stable: parks of one rank stay in the order of their ids.
  return result.sort((a, b) => a.rank - b.rank);
};

const marksOf = (value: IndicatorValue, bound: Bound | undefined, isAsFiled: boolean): IndicatorMark[] => {
  if ('notComputable' in value) {
    return [value.notComputable === 'first-cycle' ? 'rescaled-first-cycle' : 'not-computable-scored-lowest'];
  }
  const marks: IndicatorMark[] = [];
  if (bound !== undefined && value.value < bound.min) marks.push('below-bound');
  if (bound !== undefined && value.value > bound.max) marks.push('above-bound');
  if (isAsFiled) marks.push('prior-as-filed');
  return marks;
};
