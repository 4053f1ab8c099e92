/**
 * Weighted arithmetic mean of columns, unit by unit. Missing values (NaN) are skipped and the weights of the rest
 * rescaled; a unit without any value is NaN.
 *
 * Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 6, linear aggregation.
 *
 * @param columns one column per child, all of the same length
 * @param weights one weight ≥ 0 per child
 */
export const weightedMean = (columns: readonly Float64Array[], weights: readonly number[]): Float64Array => {
  const units = columns[0]?.length ?? 0;
  const sum = new Float64Array(units);
  const present = new Float64Array(units);
  for (const [child, column] of columns.entries()) {
    const weight = weights[child] ?? 0;
    for (let unit = 0; unit < units; unit += 1) {
      const value = column[unit] as number;
      if (Number.isNaN(value)) continue;
      sum[unit] = (sum[unit] as number) + weight * value;
      present[unit] = (present[unit] as number) + weight;
    }
  }
  // 0 ÷ 0 is NaN: no value where no weight is present.
  for (let unit = 0; unit < units; unit += 1) sum[unit] = (sum[unit] as number) / (present[unit] as number);
  return sum;
};
