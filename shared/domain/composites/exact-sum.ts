/**
 * Sum of the present values of a column, correctly rounded: the double nearest to the exact sum, so that the order of
 * the units changes nothing, not even the last bit.
 *
 * Source: J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates, Discrete &
 * Computational Geometry 18 (1997) 305–363: sums kept as non-overlapping partial sums; the last rounding as Python's
 * `math.fsum`.
 *
 * @param column NaN = missing, skipped
 * @returns ±∞ or NaN as plain addition gives them where a value or the sum is not finite
 */
export const exactSum = (column: Float64Array): number => {
  const partials: number[] = [];
  let plain = 0;
  for (let at = 0; at < column.length; at += 1) {
    let value = column[at] as number;
    if (Number.isNaN(value)) continue;
    plain += value;
    let kept = 0;
    for (let index = 0; index < partials.length; index += 1) {
      let other = partials[index] as number;
      if (Math.abs(value) < Math.abs(other)) [value, other] = [other, value];
      const high = value + other;
      const low = other - (high - value);
      if (low !== 0) {
        partials[kept] = low;
        kept += 1;
      }
      value = high;
    }
    partials[kept] = value;
    partials.length = kept + 1;
  }
  return Number.isFinite(plain) ? rounded(partials) : plain;
};

/** The double nearest to the sum of non-overlapping partial sums of rising size. */
const rounded = (partials: readonly number[]): number => {
  let index = partials.length - 1;
  let high = partials[index] ?? 0;
  let low = 0;
  while (index > 0 && low === 0) {
    index -= 1;
    const before = high;
    const next = partials[index] as number;
    high = before + next;
    low = next - (high - before);
  }
  // Half-way cases: the partial sums below decide, which plain addition has not seen.
  const below = partials[index - 1] ?? 0;
  if ((low < 0 && below < 0) || (low > 0 && below > 0)) {
    const doubled = low * 2;
    const moved = high + doubled;
    if (doubled === moved - high) return moved;
  }
  return high;
};

/** How many values of a column are present. */
export const presentCount = (column: Float64Array): number => {
  let count = 0;
  for (let at = 0; at < column.length; at += 1) if (!Number.isNaN(column[at] as number)) count += 1;
  return count;
};

/**
 * Arithmetic mean of the present values; NaN when there are none. A second pass adds the mean of what is left over, so
 * that dividing a rounded sum costs no bit: z-scores near 0 show it.
 */
export const exactMean = (column: Float64Array): number => {
  const count = presentCount(column);
  const mean = exactSum(column) / count;
  return mean + exactSum(column.map((value) => value - mean)) / count;
};
