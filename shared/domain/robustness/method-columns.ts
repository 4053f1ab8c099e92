import { normaliseColumn } from '../composites/normalise-column.ts';
import type { Edition } from '../methodology/edition.ts';
import type { ScoredInput } from '../scenarios/score-input.ts';
import { columnBounds, minMaxScores } from '../scoring/normalise.ts';
import { boundsUnder, type MethodMaterial } from './method-bounds.ts';
import type { Method } from './method-choice.ts';

/** Value columns of the ranked parks in the edition's order; NaN = not computable. */
export const valueColumns = ({ collected }: Pick<ScoredInput, 'collected'>): Float64Array[] =>
  collected.values.map((values) =>
    Float64Array.from(values, (value) => ('value' in value ? value.value : Number.NaN)),
  );

/**
 * Score columns of the indicators that are in under another method, in the edition's order; NaN = left out for a park.
 * Growth of a park in its first cycle is left out under every method.
 *
 * Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), steps 3 and 5.
 *
 * @param method its aggregation says nothing of columns
 * @throws SnapshotLacksInputsError when the small-base guard is asked for and a ranked park's inputs are not there
 */
export const methodColumns = (
  edition: Edition,
  material: MethodMaterial,
  population: ScoredInput,
  method: Method,
): Float64Array[] => {
  const { normalisation, missing } = method;
  const isAsRanked = normalisation === 'min-max' && method.bounds === 'as-ranked' && missing === 'lowest';
  if (isAsRanked) return population.scored.in.map(({ scores }) => scores);
  const { indicators, normalisation: scale } = edition.document;
  const columns = valueColumns(population);
  const bounds =
    normalisation === 'min-max'
      ? boundsUnder(edition, material, population, columns, method.bounds).values
      : null;
  return population.scored.in.map(({ code }) => {
    const at = indicators.findIndex((indicator) => indicator.code === code);
    const column = columns[at] ?? new Float64Array();
    const isHigherBetter = indicators[at]?.direction !== 'lower-is-better';
    const bound = bounds?.[code];
    const scores =
      bound === undefined
        ? relativeScores(column, isHigherBetter, normalisation)
        : minMaxScores(column, bound, isHigherBetter, scale.upper);
    if (missing === 'rescale') return scores;
    const lowest = bound === undefined ? (columnBounds(scores)?.min ?? scale.lower) : scale.lower;
    for (const [unit, value] of (population.collected.values[at] ?? []).entries()) {
      if ('notComputable' in value && value.notComputable !== 'first-cycle') scores[unit] = lowest;
    }
    return scores;
  });
};

/** The middle of both scales: what an indicator scores that tells no two parks apart. */
const MIDDLE = 50;

/** Scores by the place of each park among the ranked ones; higher is better. */
const relativeScores = (
  column: Float64Array,
  isHigherBetter: boolean,
  normalisation: Method['normalisation'],
): Float64Array => {
  const direction: 1 | -1 = isHigherBetter ? 1 : -1;
  const meta = { code: '', direction, denominator: null, target: null, goalposts: null };
  const scores =
    normalisation === 'rank'
      ? normaliseColumn(column, meta, { method: 'percentile-rank', ties: 'average' })
      : normaliseColumn(column, meta, { method: 'z-score', mean: MIDDLE, deviation: 10 });
  const scale = normalisation === 'rank' ? 100 : 1;
  return scores.map((score, unit) =>
    Number.isFinite(score) || Number.isNaN(column[unit] as number) ? score * scale : MIDDLE,
  );
};
