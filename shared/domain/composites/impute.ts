import type { CompositeData } from './composite-data.ts';
import { exactMean } from './exact-sum.ts';

/** A value that was not observed. */
export interface ImputedCell {
  readonly unit: number;
  /** Index of the indicator. */
  readonly indicator: number;
  readonly value: number;
  readonly group: string;
}

/**
 * Puts the mean of the unit's group in place of each missing value. Where the whole group has none, or the unit is in no
 * group, the value stays missing.
 *
 * Source: OECD/JRC Handbook (2008), step 3, unconditional mean imputation within classes; COINr `i_mean_grp`.
 *
 * @param groups of the units, null = in none
 */
export const imputeGroupMeans = (
  data: CompositeData,
  groups: readonly (string | null)[],
): { readonly data: CompositeData; readonly imputed: readonly ImputedCell[] } => {
  const members = Map.groupBy(groups.keys(), (unit) => groups[unit] ?? null);
  const imputed: ImputedCell[] = [];
  const columns = data.columns.map((column, indicator) => {
    const filled = column.slice();
    for (const [group, units] of members) {
      if (group === null) continue;
      const mean = exactMean(Float64Array.from(units, (unit) => column[unit] ?? Number.NaN));
      if (Number.isNaN(mean)) continue;
      for (const unit of units) {
        if (!Number.isNaN(column[unit] as number)) continue;
        filled[unit] = mean;
        imputed.push({ unit, indicator, value: mean, group });
      }
    }
    return filled;
  });
  return { data: { ...data, columns }, imputed };
};
