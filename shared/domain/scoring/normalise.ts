/** Least and greatest value that an indicator is scored between. */
export interface ColumnBounds {
  readonly min: number;
  readonly max: number;
}

/**
 * Least and greatest present value of a column (NaN = missing), or null when it has none.
 *
 * @param isTaken which units may set the bounds; absent = all
 */
export const columnBounds = (column: Float64Array, isTaken?: readonly boolean[]): ColumnBounds | null => {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let unit = 0; unit < column.length; unit += 1) {
    if (isTaken !== undefined && isTaken[unit] !== true) continue;
    const value = column[unit] as number;
    // Comparisons with NaN are false, so missing values change nothing.
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : null;
};

/**
 * Min–max scores of a column: upper × clamp((v − min) ÷ (max − min)), reversed where lower is better; 0 for all when
 * the bounds coincide. Missing stays NaN.
 *
 * Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 5, min–max.
 */
export const minMaxScores = (
  column: Float64Array,
  { min, max }: ColumnBounds,
  isHigherBetter: boolean,
  upper: number,
): Float64Array => {
  const scores = new Float64Array(column.length);
  const range = max - min;
  for (let unit = 0; unit < column.length; unit += 1) {
    const value = column[unit] as number;
    if (Number.isNaN(value)) {
      scores[unit] = Number.NaN;
      continue;
    }
    const share = range > 0 ? (isHigherBetter ? value - min : max - value) / range : 0;
    scores[unit] = upper * (share < 0 ? 0 : share > 1 ? 1 : share);
  }
  return scores;
};
