import type { Edition } from '../methodology/edition.ts';
import type { IndicatorMatch } from '../methodology/match-indicators.ts';
import { scoreUnits } from '../scoring/score-units.ts';

/** What can change between two editions, as far as a ranking is concerned. */
export type EditionChange = 'weights' | 'redefined' | 'removed' | 'added' | 'merged' | 'split';

/** Score column of one indicator that is in. */
interface EditionColumn {
  readonly scores: Float64Array;
  /** Effective weight, scaled so that the edition's add up to 1. */
  readonly weight: number;
  /** Name of its dimension, equal in two editions where the dimension is the same. */
  readonly dimension: string;
}

/** One cycle scored under one edition. */
export interface ScoredEdition {
  readonly edition: Edition;
  /** Ids of the ranked parks, rising. */
  readonly parks: readonly string[];
  readonly columns: ReadonlyMap<string, EditionColumn>;
}

/**
 * Scores of the parks under an edition half-way between two: of the second edition what is in force already, of the first
 * all the rest. Indicators keep the weight of the edition that they are taken from; the weights are scaled to 1.
 */
export const hybridScores = (
  matches: readonly IndicatorMatch[],
  a: ScoredEdition,
  b: ScoredEdition,
  inForce: ReadonlySet<EditionChange>,
): Float64Array => {
  const columns = matches.flatMap((match): EditionColumn[] => {
    if (match.kind !== 'same') {
      const [codes, { columns: own }] = inForce.has(match.kind) ? [match.to, b] : [match.from, a];
      return codes.flatMap((code) => own.get(code) ?? []);
    }
    const before = a.columns.get(match.from[0] ?? '');
    const after = b.columns.get(match.to[0] ?? '');
    const measured = inForce.has('redefined') ? after : before;
    // Out for all under one of the editions: it weighs nothing there.
    const weighed = inForce.has('weights') ? after : before;
    if (measured === undefined || weighed === undefined) return [];
    return [{ scores: measured.scores, weight: weighed.weight, dimension: weighed.dimension }];
  });
  const total = columns.reduce((sum, { weight }) => sum + weight, 0);
  const dimensions = [...new Set(columns.map(({ dimension }) => dimension))];
  const { scores } = scoreUnits({
    columns: columns.map((column) => column.scores),
    dimensionOf: columns.map(({ dimension }) => dimensions.indexOf(dimension)),
    weights: Float64Array.from(columns, ({ weight }) => weight / total),
    dimensions: dimensions.length,
    units: a.parks.length,
  });
  return scores.map((score) => (Number.isNaN(score) ? 0 : score));
};
