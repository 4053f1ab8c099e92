import { compare, type Exact } from '../expressions/exact.ts';
import { nearestDouble } from '../expressions/nearest-double.ts';
import type { MeasuredPark } from './measured-parks.ts';
import { median } from './quantiles.ts';

export type Grouping = 'province' | 'region';

/** Figures of the parks of one province or region that have a value. */
export interface GroupFigures {
  readonly median: number;
  readonly mean: number;
  /** Extremes are single parks' values: left out of what a park may see. */
  readonly least: number | null;
  readonly greatest: number | null;
  /** Strictly above and below each threshold, in the thresholds' order. */
  readonly around: readonly { readonly threshold: number; readonly above: number; readonly below: number }[];
}

export interface GroupSummary {
  readonly name: string;
  /** Parks with a value. */
  readonly parks: number;
  /** Null where suppressed. */
  readonly figures: GroupFigures | null;
}

/** Smallest group whose figures a park may see (design: openness studies). */
export const smallestShownGroup = 5;

/**
 * Summaries by province or region, largest group first.
 *
 * With `forPark` groups under five parks are suppressed; and where those of one total are fewer than five parks
 * together, or only one, the next smallest groups go too: else they could be had as the total less the rest (secondary
 * suppression; Hundepool et al., Statistical Disclosure Control, 2012). Totals are the regions for provinces, the whole
 * for regions.
 */
export const groupSummaries = (
  parks: readonly MeasuredPark[],
  by: Grouping,
  thresholds: readonly Exact[],
  forPark: boolean,
): GroupSummary[] => {
  const groups = [...Map.groupBy(parks, (park) => park[by])]
    .map(([name, members]) => ({ name, members }))
    .sort((a, b) => b.members.length - a.members.length || (a.name < b.name ? -1 : 1));
  const totals = Map.groupBy(groups, ({ members }) => (by === 'province' ? members[0]?.region : null));
  const suppressed = new Set(forPark ? [...totals.values()].flatMap(suppressedGroups) : []);
  return groups.map(({ name, members }) => ({
    name,
    parks: members.length,
    figures: suppressed.has(name) ? null : figuresOf(members, thresholds, forPark),
  }));
};

/** Names of the groups of one total that are not shown. */
const suppressedGroups = (
  groups: readonly { readonly name: string; readonly members: readonly unknown[] }[],
): string[] => {
  const suppressed: string[] = [];
  let hidden = 0;
  for (const { name, members } of groups.toReversed()) {
    const isSafe = suppressed.length === 0 || (suppressed.length > 1 && hidden >= smallestShownGroup);
    if (members.length >= smallestShownGroup && isSafe) break;
    suppressed.push(name);
    hidden += members.length;
  }
  return suppressed;
};

const figuresOf = (
  members: readonly MeasuredPark[],
  thresholds: readonly Exact[],
  forPark: boolean,
): GroupFigures => {
  const sorted = members.map(({ value }) => value).sort((a, b) => a - b);
  return {
    median: median(sorted),
    mean: mean(sorted),
    least: forPark ? null : (sorted[0] ?? null),
    greatest: forPark ? null : (sorted.at(-1) ?? null),
    around: thresholds.map((threshold) => ({
      threshold: nearestDouble(threshold),
      above: members.filter(({ exact }) => compare(exact, threshold) > 0).length,
      below: members.filter(({ exact }) => compare(exact, threshold) < 0).length,
    })),
  };
};

/** Arithmetic mean of the parks' values, each park once; NaN of none. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
