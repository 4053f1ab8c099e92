import type { IndicatorValue } from '../indicators/indicator-value.ts';
import type { Edition } from '../methodology/edition.ts';
import { type CollectedValues, collectValues } from '../ranking/collect-values.ts';
import { type IndicatorBounds, indicatorBounds } from '../ranking/indicator-bounds.ts';
import type { RankingInput } from '../ranking/ranking.ts';
import { type ScoredParks, scoreParks } from '../ranking/score-parks.ts';

/** The scores behind a ranking, before they are made into its rows. */
export interface ScoredInput {
  readonly collected: CollectedValues;
  readonly bounds: IndicatorBounds;
  readonly scored: ScoredParks;
  /** Score of each ranked park, in the order of their ids; 0 where nothing is scored at all. */
  readonly scores: Float64Array;
  /** How many ranked parks have a value, by indicator of the edition. */
  readonly present: readonly number[];
}

/**
 * Scores an input by the same steps as `rank`, without the rows: for studies that rank many times.
 *
 * @throws Error when the input contradicts itself (see `rank`)
 */
export const scoreInput = (edition: Edition, input: RankingInput): ScoredInput => {
  const collected = collectValues(edition, input);
  const columns = collected.values.map(toColumn);
  const bounds = indicatorBounds(edition, input, collected.parks, columns);
  const scored = scoreParks(edition, collected, columns, bounds);
  return {
    collected,
    bounds,
    scored,
    // As in a ranking: a park that has nothing scored stands last, not outside.
    scores: scored.units.scores.map((score) => (Number.isNaN(score) ? 0 : score)),
    present: columns.map((column) => column.reduce((n, value) => (Number.isNaN(value) ? n : n + 1), 0)),
  };
};

const toColumn = (values: readonly IndicatorValue[]): Float64Array =>
  Float64Array.from(values, (value) => ('value' in value ? value.value : Number.NaN));
