import type { RankingInput, RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { aSnapshot, type SnapshotPark } from './a-snapshot.ts';
import { anEdition, quantitativeCodes } from './ranking-input.ts';

/** Frozen bounds 0–100 for every quantitative indicator, so that values are scores. */
export const hundredBounds = (): NonNullable<RankingInput['frozenBounds']> => ({
  source: 'previous-cycle',
  bounds: Object.fromEntries(quantitativeCodes(anEdition()).map((code) => [code, { min: 0, max: 100 }])),
});

/** Parks whose values are their scores; everything that is not named is 0. */
export const scoredParks = (
  parks: Readonly<Record<string, Record<string, number>>>,
  over: Partial<SnapshotPark> = {},
): RankingSnapshot =>
  aSnapshot(
    Object.entries(parks).map(([id, values]) => ({ id, values, ...over })),
    { frozenBounds: hundredBounds() },
  );

/**
 * P001 has 60 in 4.6 and nothing else, P002 100 in 4.7, P003 nothing at all. P001 is ahead of P002 where
 * 0.6 × m(4.6) > m(4.7), whatever the other weights.
 */
export const aDuel = (): RankingSnapshot =>
  scoredParks({ P001: { '4.6': 60 }, P002: { '4.7': 100 }, P003: {} });
