import type { Edition } from '../methodology/edition.ts';
import type { SmallBaseEffect } from '../ranking/ranking.ts';
import { boundsUnder, type MethodMaterial } from './method-bounds.ts';
import { AS_RANKED, METHOD_CHOICES, METHOD_KINDS, type Method } from './method-choice.ts';
import { valueColumns } from './method-columns.ts';
import { type RankShifts, rankShifts } from './rank-shifts.ts';
import type { UncertainRanking } from './uncertain-ranking.ts';

/** The ranking with one choice of its method changed, against the ranking as it stands. */
export interface Alternative extends RankShifts {
  readonly kind: keyof Method;
  readonly choice: Method[keyof Method];
}

/**
 * One choice of the method at a time, the weights as they stand.
 *
 * Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 7.
 *
 * @throws SnapshotLacksInputsError when the small-base guard finds a ranked park's inputs not there
 */
export const methodAlternatives = (ranking: UncertainRanking): Alternative[] =>
  METHOD_KINDS.flatMap((kind) => {
    const others: readonly Method[keyof Method][] = METHOD_CHOICES[kind];
    return others
      .filter((choice) => choice !== AS_RANKED[kind])
      .map((choice): Alternative => {
        const ranks = ranking.ranksOf({ ...ranking.asRanked, method: { ...AS_RANKED, [kind]: choice } });
        return { kind, choice, ...rankShifts(ranking.parks, ranking.nominal, ranks) };
      });
  });

/**
 * What the small-base guard would change: indicators whose bounds of the population move when the parks of the smallest
 * denominators do not set them.
 *
 * @throws SnapshotLacksInputsError when a ranked park's inputs are not there
 */
export const smallBaseEffects = (
  edition: Edition,
  material: MethodMaterial,
  { scoredInput }: UncertainRanking,
): readonly SmallBaseEffect[] =>
  boundsUnder(edition, material, scoredInput, valueColumns(scoredInput), 'small-base-guard').guarded ?? [];
