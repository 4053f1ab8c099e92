import { expect } from 'vitest';
import type { ColumnTreatment } from '../../shared/domain/composites/treat-outliers.ts';
import { goldenNumber, goldenRows, goldenTable, worstRelative } from './golden-tables.ts';

/** Largest relative difference from a golden value. */
export const TOLERANCE = 1e-12;

/** Expects every column of a golden table, for the very same units. */
export const expectColumns = (
  path: string,
  units: readonly string[],
  column: (code: string) => ArrayLike<number> | undefined,
): void => {
  const golden = goldenTable(path);
  expect(golden.units.toSorted()).toEqual(units.toSorted());
  expect(golden.codes.length).toBeGreaterThan(0);
  for (const code of golden.codes) {
    expect(worstRelative(column(code) ?? [], golden.column(code, units)), code).toBeLessThanOrEqual(
      TOLERANCE,
    );
  }
};

/** Expects COINr's table of skewness, kurtosis and winsorised points before and after each treatment. */
export const expectTreatmentDetails = (
  path: string,
  codes: readonly string[],
  treatment: readonly ColumnTreatment[],
): void => {
  const golden = new Map(goldenRows(path).map((row) => [row.iCode, row]));
  expect([...golden.keys()].toSorted()).toEqual(codes.toSorted());
  expect(treatment).toHaveLength(codes.length);
  for (const [index, { checks, winsorised }] of treatment.entries()) {
    const row = golden.get(codes[index]);
    expect(winsorised, codes[index]).toBe(Number(row?.['winsorise.nwin']));
    for (const round of [0, 1, 2]) {
      const prefix = `check_SkewKurt${round}`;
      const check = checks[round];
      expect(check === undefined ? '' : String(check.passes).toUpperCase()).toBe(
        row?.[`${prefix}.Pass`] ?? '',
      );
      const shape = [check?.skewness ?? Number.NaN, check?.kurtosis ?? Number.NaN];
      const wanted = [goldenNumber(row?.[`${prefix}.Skew`]), goldenNumber(row?.[`${prefix}.Kurt`])];
      expect(worstRelative(shape, wanted), `${codes[index]} ${prefix}`).toBeLessThanOrEqual(TOLERANCE);
    }
  }
};
