import { averageShift, rankCorrelation } from '../explanation/rank-agreement.ts';

/** How far a ranking lies from the one that it is compared with. */
export interface RankShifts {
  /** Mean of the parks' shifts without their signs. */
  readonly mean: number;
  /** Largest shift without its sign, and the parks that have it; none where nothing moved. */
  readonly max: number;
  readonly furthest: readonly { readonly park: string; readonly from: number; readonly to: number }[];
  /** Parks whose rank is another. */
  readonly moved: number;
  /** Spearman's ρ of the two rankings; null where one ties all parks. */
  readonly correlation: number | null;
}

/** @param parks their ids, in the order of both columns of ranks */
export const rankShifts = (parks: readonly string[], before: Int32Array, after: Int32Array): RankShifts => {
  const places = parks.map((park, unit) => ({
    park,
    from: before[unit] as number,
    to: after[unit] as number,
  }));
  const max = places.reduce((most, { from, to }) => Math.max(most, Math.abs(to - from)), 0);
  return {
    mean: averageShift(places),
    max,
    furthest: max === 0 ? [] : places.filter(({ from, to }) => Math.abs(to - from) === max),
    moved: places.filter(({ from, to }) => from !== to).length,
    correlation: rankCorrelation(places),
  };
};
