import { median } from '../distribution/quantiles.ts';

/** How far each value of a population is from its middle, and the middle. */
export interface ModifiedZScores {
  readonly median: number;
  /** In the order of the values. */
  readonly scores: readonly number[];
}

/**
 * Modified z-scores: 0.6745 (x − median) ÷ MAD, where MAD is the median absolute deviation. Where more than half of the
 * values are the same, MAD is 0 and (x − median) ÷ (1.253314 × mean absolute deviation) stands in its place. Neither the
 * median nor the deviation is moved by the outliers that they are to find. The order of the values does not matter.
 * What is divided by is at least `leastSpread`: where all are nearly alike, a hair's breadth is no outlier.
 *
 * Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers (ASQC 1993), who call |z| > 3.5 a potential outlier;
 * the stand-in as in IBM SPSS Statistics, Modified z score.
 */
export const modifiedZScores = (values: readonly number[], leastSpread: number): ModifiedZScores => {
  const middle = median(sorted(values));
  const deviations = sorted(values.map((value) => Math.abs(value - middle)));
  const mad = median(deviations);
  const mean = deviations.reduce((sum, deviation) => sum + deviation, 0) / deviations.length;
  const spread = Math.max(mad > 0 ? mad / 0.6745 : 1.253314 * mean, leastSpread);
  return { median: middle, scores: values.map((value) => (value - middle) / spread) };
};

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);
