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
  // A look at `isTaken` in the loop would double its time.
  const taken =
    isTaken === undefined
      ? column
      : column.map((value, unit) => (isTaken[unit] === true ? value : Number.NaN));
  let first = 0;
  while (first < taken.length && Number.isNaN(taken[first] as number)) first += 1;
  if (first === taken.length) return null;
  let min = taken[first] as number;
  let max = min;
  for (let unit = first + 1; unit < taken.length; unit += 1) {
    const value = taken[unit] as number;
    // Comparisons with NaN are false, so missing values change nothing.
    if (value < min) min = value;
    else if (value > max) max = value;
  }
  return { min, max };
};

/**
 * Min–max scores of a column: upper × clamp((v − min) ÷ (max − min)), reversed where lower is better; 0 for all when
 * the bounds coincide. Missing stays NaN.
 *
 * Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 5, min–max.
 *
 * @param scores written over and given back; absent = a new column
 */
export const minMaxScores = (
  column: Float64Array,
  { min, max }: ColumnBounds,
  isHigherBetter: boolean,
  upper: number,
  scores: Float64Array = new Float64Array(column.length),
): Float64Array => {
  const range = max - min;
  if (range <= 0) {
    for (let unit = 0; unit < column.length; unit += 1) {
      scores[unit] = Number.isNaN(column[unit] as number) ? Number.NaN : 0;
    }
    return scores;
  }
  // (v − max) ÷ −(max − min) is (max − v) ÷ (max − min) to the last bit.
  const worst = isHigherBetter ? min : max;
  const span = isHigherBetter ? range : -range;
  for (let unit = 0; unit < column.length; unit += 1) {
    const share = ((column[unit] as number) - worst) / span;
    // Comparisons with NaN are false, so missing stays missing; ≤ makes 0 of −0.
    scores[unit] = upper * (share <= 0 ? 0 : share > 1 ? 1 : share);
  }
  return scores;
};
