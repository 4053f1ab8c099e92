import { ranksOf } from '../scoring/ranks.ts';

/** Rank among the units of one group, and how many they are. */
export interface Place {
  readonly rank: number;
  readonly of: number;
}

/**
 * Places of units within their groups (province, region), by falling score, ties at the better rank.
 *
 * @param groups name of the group of each unit
 * @returns the place of a unit by its index
 */
export const placesWithin = (
  scores: Float64Array,
  groups: readonly string[],
  tie: number,
): ((unit: number) => Place) => {
  const places = new Map<number, Place>();
  for (const members of Map.groupBy(groups.keys(), (unit) => groups[unit]).values()) {
    const ranks = ranksOf(
      Float64Array.from(members, (unit) => scores[unit] ?? Number.NaN),
      tie,
    );
    for (const [index, unit] of members.entries()) {
      places.set(unit, { rank: ranks[index] ?? 0, of: members.length });
    }
  }
  return (unit) => places.get(unit) ?? { rank: 0, of: 0 };
};
