import type { Edition } from '../methodology/edition.ts';
import { effectiveWeights } from '../scoring/effective-weights.ts';
import { minMaxScores } from '../scoring/normalise.ts';
import { type ScoringTask, scoreUnits, type UnitScores } from '../scoring/score-units.ts';
import type { CollectedValues } from './collect-values.ts';
import type { IndicatorBounds } from './indicator-bounds.ts';

interface ScoredIndicator {
  readonly code: string;
  readonly dimension: number;
  readonly multiplier: number;
  /** Lowest score where not computable, NaN where rescaled away. */
  readonly scores: Float64Array;
}

export interface ScoredParks {
  /** Indicators that are in, in the edition's order. */
  readonly in: readonly ScoredIndicator[];
  readonly task: ScoringTask;
  readonly units: UnitScores;
}

/**
 * Scores of the parks under an edition.
 *
 * @param columns value columns in the edition's order, NaN = not computable
 */
export const scoreParks = (
  { document }: Edition,
  { parks, values }: CollectedValues,
  columns: readonly Float64Array[],
  bounds: IndicatorBounds,
): ScoredParks => {
  const { lower, upper } = document.normalisation;
  const indicators = document.indicators.flatMap((indicator, index): ScoredIndicator[] => {
    const bound = bounds.values[indicator.code];
    const column = columns[index];
    if (bound === undefined || column === undefined) return [];
    const scores = minMaxScores(column, bound, indicator.direction === 'higher-is-better', upper);
    for (const [unit, value] of (values[index] ?? []).entries()) {
      if ('notComputable' in value && value.notComputable !== 'first-cycle') scores[unit] = lower;
    }
    const dimension = document.dimensions.findIndex(({ code }) => code === indicator.dimension);
    return [{ code: indicator.code, dimension, multiplier: indicator.weight.multiplier, scores }];
  });
  const task: ScoringTask = {
    columns: indicators.map(({ scores }) => scores),
    dimensionOf: indicators.map(({ dimension }) => dimension),
    weights: effectiveWeights(
      indicators,
      document.dimensions.map(({ weight }) => weight),
      document.weights.rule,
    ),
    dimensions: document.dimensions.length,
    units: parks.length,
  };
  return { in: indicators, task, units: scoreUnits(task) };
};
