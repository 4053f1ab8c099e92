import type { CompositeData } from './composite-data.ts';

/**
 * Divides each indicator that has a denominator by that column, unit by unit, so that units of different size compare.
 * A missing or zero denominator leaves the value missing.
 *
 * Source: OECD/JRC Handbook (2008), step 2, scaling by size; COINr `Denominate` (which keeps x ÷ 0 as infinite).
 *
 * @throws RangeError when a denominator's column is absent; `methodProblems` tells beforehand
 */
export const denominate = (data: CompositeData): CompositeData => ({
  ...data,
  columns: data.columns.map((column, index) => {
    const code = data.indicators[index]?.denominator ?? null;
    if (code === null) return column;
    const divisor = data.denominators.get(code);
    if (divisor === undefined) throw new RangeError(`no column for denominator ${code}`);
    return column.map((value, unit) => {
      const ratio = value / (divisor[unit] ?? Number.NaN);
      return Number.isFinite(ratio) ? ratio : Number.NaN;
    });
  }),
});
