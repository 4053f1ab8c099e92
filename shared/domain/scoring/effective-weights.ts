/** Weights of two levels: indicators in dimensions, dimensions in the whole. */
export interface WeightedIndicator {
  /** Index of the dimension. */
  readonly dimension: number;
  /** 赋权. */
  readonly multiplier: number;
}

/**
 * Effective weight of each indicator in the whole.
 *
 * within-dimension: dimension weight × multiplier ÷ sum of the dimension's multipliers, and where whole dimensions have
 * no indicator left, the others are rescaled, so that the weights still add up to what the dimensions did.
 * literal-product: dimension weight × multiplier, rescaled by nothing.
 *
 * @param indicators those that are in, in their order
 * @param dimensionWeights by dimension index
 */
export const effectiveWeights = (
  indicators: readonly WeightedIndicator[],
  dimensionWeights: readonly number[],
  rule: 'within-dimension' | 'literal-product',
): Float64Array => {
  const weightOf = (dimension: number): number => dimensionWeights[dimension] ?? 0;
  if (rule === 'literal-product') {
    return Float64Array.from(indicators, ({ dimension, multiplier }) => weightOf(dimension) * multiplier);
  }
  const sums = dimensionWeights.map(() => 0);
  for (const { dimension, multiplier } of indicators) sums[dimension] = (sums[dimension] ?? 0) + multiplier;
  const left = dimensionWeights.reduce(
    (sum, weight, index) => ((sums[index] ?? 0) > 0 ? sum + weight : sum),
    0,
  );
  const isWhole = sums.every((sum) => sum > 0);
  const all = dimensionWeights.reduce((sum, weight) => sum + weight, 0);
  return Float64Array.from(indicators, ({ dimension, multiplier }) => {
    const weight = (weightOf(dimension) * multiplier) / (sums[dimension] ?? 1);
    return isWhole ? weight : (weight * all) / left;
  });
};
