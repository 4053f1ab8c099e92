/** A quantile and the share of the parks at or below it. */
export interface Quantile {
  readonly p: number;
  readonly value: number;
}

/** Said beside every quantile: there are nine customary definitions. */
export const quantileMethod = {
  id: 'hyndman-fan-7',
  zh: 'Hyndman–Fan 第 7 型：次序统计量线性插值，h = (n − 1)p',
  en: 'Hyndman–Fan type 7: linear between order statistics, h = (n − 1)p',
} as const;

/**
 * Quantile of sorted values: linear between the order statistics around h = (n − 1)p, counted from 0.
 *
 * Source: Hyndman and Fan, Sample Quantiles in Statistical Packages, The American Statistician 50 (1996), type 7; the
 * default of R and numpy.
 *
 * @param sorted rising
 * @param p 0–1
 * @returns NaN where there are no values
 */
export const quantile = (sorted: readonly number[], p: number): number => {
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low === high ? low : low + (at - Math.floor(at)) * (high - low);
};

export const median = (sorted: readonly number[]): number => quantile(sorted, 0.5);
