import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

const folder = new URL('../golden/', import.meta.url);

/** Every file under a folder of the goldens, by path. */
export const goldenFiles = (under: string): string[] =>
  readdirSync(new URL(`${under}/`, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes('.'))
    .toSorted();

export const goldenText = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

export type GoldenRow = Readonly<Record<string, string>>;

/** Rows of a CSV of the goldens. */
export const goldenRows = (path: string): GoldenRow[] => parse(goldenText(path), { columns: true });

/** What R writes for a number: empty is missing, NaN is none either. */
export const goldenNumber = (text: string | undefined): number => {
  if (text === undefined || text === '' || text === 'NaN' || text === 'NA') return Number.NaN;
  if (text === 'Inf') return Number.POSITIVE_INFINITY;
  return text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text);
};

export interface GoldenTable {
  readonly units: readonly string[];
  /** All columns but uCode. */
  readonly codes: readonly string[];
  /** Cells of a column in the order of some units, joined on uCode; as text. */
  readonly texts: (code: string, units: readonly string[]) => string[];
  readonly column: (code: string, units: readonly string[]) => Float64Array;
}

/** A CSV of units × codes. */
export const goldenTable = (path: string): GoldenTable => {
  const rows = goldenRows(path);
  const byUnit = new Map(rows.map((row) => [row.uCode ?? '', row]));
  const texts = (code: string, units: readonly string[]): string[] =>
    units.map((unit) => byUnit.get(unit)?.[code] ?? '');
  return {
    units: [...byUnit.keys()],
    codes: Object.keys(rows[0] ?? {}).filter((code) => code !== 'uCode'),
    texts,
    column: (code, units) => Float64Array.from(texts(code, units), goldenNumber),
  };
};

/**
 * Largest relative difference of two columns; infinite where one has a value and the other none. Where 0 is expected,
 * the absolute difference.
 */
export const worstRelative = (actual: ArrayLike<number>, expected: ArrayLike<number>): number => {
  let worst = actual.length === expected.length ? 0 : Number.POSITIVE_INFINITY;
  for (let at = 0; at < expected.length; at += 1) {
    const wanted = expected[at] as number;
    const value = actual[at] as number;
    if (Object.is(value, wanted) || value === wanted) continue;
    const distance = Math.abs(value - wanted) / (wanted === 0 ? 1 : Math.abs(wanted));
    worst = Math.max(worst, Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance);
  }
  return worst;
};
