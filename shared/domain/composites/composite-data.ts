import type { Goalposts } from './normalisation.ts';

/** What the metadata say of one indicator. */
export interface IndicatorMeta {
  readonly code: string;
  /** 1: more is better; −1: less is better. */
  readonly direction: 1 | -1;
  /** Column that its values are divided by; null where none. */
  readonly denominator: string | null;
  /** Value to be reached, in the indicator's own units; null where none. */
  readonly target: number | null;
  /** Bounds in the indicator's own units; null where none. */
  readonly goalposts: Goalposts | null;
}

/** Units × indicators. Columns stand in the order of `indicators`, values in the order of `units`; NaN = missing. */
export interface CompositeData {
  readonly units: readonly string[];
  readonly indicators: readonly IndicatorMeta[];
  readonly columns: readonly Float64Array[];
  /** By code: columns that indicators may be divided by. */
  readonly denominators: ReadonlyMap<string, Float64Array>;
  /** By code: the group of each unit, null = in none. */
  readonly groups: ReadonlyMap<string, readonly (string | null)[]>;
}

/** The same data with these units only, in the order of `kept`. */
export const keepUnits = (data: CompositeData, kept: readonly number[]): CompositeData => {
  const pick = (column: Float64Array): Float64Array =>
    Float64Array.from(kept, (unit) => column[unit] ?? Number.NaN);
  return {
    units: kept.map((unit) => data.units[unit] ?? ''),
    indicators: data.indicators,
    columns: data.columns.map(pick),
    denominators: new Map([...data.denominators].map(([code, column]) => [code, pick(column)])),
    groups: new Map(
      [...data.groups].map(([code, groups]) => [code, kept.map((unit) => groups[unit] ?? null)]),
    ),
  };
};
