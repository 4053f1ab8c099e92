import { type Correlation, isSignificant, pearson, spearman } from './correlation.ts';

/** Above this, two indicators say the same thing twice. Source: the JRC's statistical audits of the GII. */
export const REDUNDANT = 0.92;

/** A column of scores under its code; NaN = missing. */
export interface Part {
  readonly code: string;
  readonly column: Float64Array;
}

/** Correlations of columns with each other, row and column in the order of `codes`. */
export interface CorrelationMatrix {
  readonly codes: readonly string[];
  readonly pearson: readonly (readonly (number | null)[])[];
  readonly spearman: readonly (readonly (number | null)[])[];
  /** Parks that have both values. */
  readonly n: readonly (readonly number[])[];
}

export interface FlaggedPair {
  readonly codes: readonly [string, string];
  readonly pearson: number;
  readonly spearman: number | null;
  readonly n: number;
  readonly isSameDimension: boolean;
  /** |r| > 0.92; r < 0 within one dimension. A pair may have both. */
  readonly flag: 'redundant' | 'negative';
  /** Whether Pearson's r differs from 0 at 5 %. */
  readonly isSignificant: boolean;
}

/** @param parts columns of the same units */
export const correlationMatrix = (parts: readonly Part[]): CorrelationMatrix => {
  const pairs = parts.map((row, i) =>
    parts.map((column, j): { pearson: Correlation; spearman: Correlation } | null =>
      j < i
        ? null
        : { pearson: pearson(row.column, column.column), spearman: spearman(row.column, column.column) },
    ),
  );
  // Symmetric: each pair is computed once.
  const at = (i: number, j: number) => (i <= j ? pairs[i]?.[j] : pairs[j]?.[i]) ?? null;
  const map = <T>(of: (i: number, j: number) => T): T[][] =>
    parts.map((_, i) => parts.map((__, j) => of(i, j)));
  return {
    codes: parts.map(({ code }) => code),
    pearson: map((i, j) => at(i, j)?.pearson.r ?? null),
    spearman: map((i, j) => at(i, j)?.spearman.r ?? null),
    n: map((i, j) => at(i, j)?.pearson.n ?? 0),
  };
};

/** Pairs to look at: redundant ones first, each kind from the strongest down. */
export const flagsOf = (
  matrix: CorrelationMatrix,
  dimensionOf: ReadonlyMap<string, number>,
): FlaggedPair[] => {
  const flags = matrix.codes.flatMap((code, i) =>
    matrix.codes.slice(i + 1).flatMap((other, offset): FlaggedPair[] => {
      const j = i + 1 + offset;
      const r = matrix.pearson[i]?.[j] ?? null;
      const n = matrix.n[i]?.[j] ?? 0;
      const isSameDimension = dimensionOf.get(code) === dimensionOf.get(other);
      if (r === null) return [];
      const raised: FlaggedPair['flag'][] = [
        ...(Math.abs(r) > REDUNDANT ? (['redundant'] as const) : []),
        ...(isSameDimension && r < 0 ? (['negative'] as const) : []),
      ];
      return raised.map((flag) => ({
        codes: [code, other],
        pearson: r,
        spearman: matrix.spearman[i]?.[j] ?? null,
        n,
        isSameDimension,
        flag,
        isSignificant: isSignificant({ r, n }),
      }));
    }),
  );
  const isNegative = ({ flag }: FlaggedPair): number => (flag === 'negative' ? 1 : 0);
  return flags.sort((a, b) => isNegative(a) - isNegative(b) || Math.abs(b.pearson) - Math.abs(a.pearson));
};

/** Mean of the correlations between some of the columns; null where none is defined. */
export const meanCorrelation = (
  { codes, pearson: matrix }: CorrelationMatrix,
  own: readonly string[],
): number | null => {
  const places = own.map((code) => codes.indexOf(code));
  const found = places.flatMap((i, at) => places.slice(at + 1).map((j) => matrix[i]?.[j] ?? null));
  const defined = found.filter((r) => r !== null);
  return defined.length === 0 ? null : defined.reduce((sum, r) => sum + r, 0) / defined.length;
};
