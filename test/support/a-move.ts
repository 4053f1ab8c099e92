import type { ExplainedRanking } from '../../shared/domain/explanation/factors.ts';
import type { Bound, RankingInput } from '../../shared/domain/ranking/ranking.ts';
import { aSnapshot, type SnapshotPark } from './a-snapshot.ts';
import { anEdition, quantitativeCodes } from './ranking-input.ts';

/** Frozen bounds 0–100 for every quantitative indicator, but those given. */
export const hundred = (over: Record<string, Bound> = {}): NonNullable<RankingInput['frozenBounds']> => ({
  source: 'previous-cycle',
  bounds: {
    ...Object.fromEntries(quantitativeCodes(anEdition()).map((code) => [code, { min: 0, max: 100 }])),
    ...over,
  },
});

/** A ranking to be explained, between frozen bounds of 0–100 unless said otherwise. */
export const aRanking = (
  parks: readonly SnapshotPark[],
  over: Partial<RankingInput> = {},
): ExplainedRanking => {
  const snapshot = aSnapshot(parks, { frozenBounds: hundred(), ...over });
  return { snapshot, edition: anEdition(snapshot.methodology.id) };
};

/** Parks whose quantitative indicators are all at one level. */
export const levels = (of: Readonly<Record<string, number>>): SnapshotPark[] =>
  Object.entries(of).map(([id, at]) => ({ id, at }));
