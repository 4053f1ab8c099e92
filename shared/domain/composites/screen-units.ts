import { type CompositeData, keepUnits } from './composite-data.ts';

/** A unit left out for want of data. */
export interface ScreenedUnit {
  readonly unit: string;
  /** Indicators present. */
  readonly present: number;
  readonly of: number;
}

/**
 * Whether `present` of `of` make up at least a share. A hair of tolerance lets 9 of 10 be 0.9 and 2 of 3 be
 * 0.6666666667, whichever way the quotient rounds.
 */
export const isAtLeast = (share: number, present: number, of: number): boolean =>
  present + 1e-9 * of >= share * of;

/**
 * Leaves out the units that have less than a share of the indicators.
 *
 * Source: COINr `Screen`, `byNA`: data availability = present ÷ indicators, units below the threshold are removed.
 */
export const screenUnits = (
  data: CompositeData,
  leastShare: number,
): { readonly data: CompositeData; readonly screened: readonly ScreenedUnit[] } => {
  const of = data.columns.length;
  const present = data.units.map(
    (_, unit) => data.columns.filter((column) => !Number.isNaN(column[unit] as number)).length,
  );
  const isKept = present.map((count) => isAtLeast(leastShare, count, of));
  const kept = [...data.units.keys()].filter((unit) => isKept[unit]);
  const screened = data.units.flatMap((unit, index) =>
    isKept[index] ? [] : [{ unit, present: present[index] ?? 0, of }],
  );
  return { data: screened.length === 0 ? data : keepUnits(data, kept), screened };
};
