import type { Movement, RankedPark, RankingChange, RankingResult } from './ranking.ts';

/**
 * What moved between two rankings of one cycle: every change of an overall or dimension rank of a park in both, and who
 * entered or left. Nothing in all three lists = nothing to announce.
 *
 * @param previous the last announced ranking; null = there was none, so everyone enters
 */
export const compareRankings = (previous: RankingResult | null, next: RankingResult): RankingChange => {
  const before = byPark(previous);
  const after = byPark(next);
  const movements: Movement[] = [];
  for (const park of next.parks) {
    const old = before.get(park.park);
    const movement = old === undefined ? null : movementOf(old, park);
    if (movement !== null) movements.push(movement);
  }
  return {
    movements,
    entered: [...after.keys()].filter((park) => !before.has(park)).sort(),
    left: [...before.keys()].filter((park) => !after.has(park)).sort(),
  };
};

/** Whether a change is worth announcing (design: movement). */
export const isMovement = ({ movements, entered, left }: RankingChange): boolean =>
  movements.length + entered.length + left.length > 0;

const byPark = (result: RankingResult | null): ReadonlyMap<string, RankedPark> =>
  new Map(result?.parks.map((park) => [park.park, park]));

/** Only the dimensions that moved; one that a park had in one of the rankings only has no movement. */
const movementOf = (before: RankedPark, after: RankedPark): Movement | null => {
  const dimensions: Record<string, { from: number; to: number }> = {};
  for (const [code, { rank }] of Object.entries(after.dimensions)) {
    const old = before.dimensions[code];
    if (old !== undefined && old.rank !== rank) dimensions[code] = { from: old.rank, to: rank };
  }
  if (before.rank === after.rank && Object.keys(dimensions).length === 0) return null;
  return { park: after.park, from: before.rank, to: after.rank, dimensions };
};
