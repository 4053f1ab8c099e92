import { pearson } from './correlation.ts';

/** Whether the items of a scale measure one thing. */
export interface Reliability {
  readonly items: number;
  /** Units that have every item. */
  readonly n: number;
  /** Of the items as they are scored; null where it is not defined. */
  readonly alpha: number | null;
  /** Of the items brought to one variance: from the mean of their correlations. */
  readonly standardised: number | null;
}

export interface ItemReliability {
  /** Correlation of the item with the sum of the others. */
  readonly itemRest: number | null;
  /** α of the others without the item. */
  readonly alphaWithout: number | null;
}

/**
 * Cronbach's α over the units that have every item: k ÷ (k − 1) × (1 − Σσᵢ² ÷ σ²_sum); standardised: k r̄ ÷ (1 + (k − 1) r̄).
 * Null for fewer than two items or three units, or where nothing varies.
 *
 * Source: L. J. Cronbach, Coefficient alpha and the internal structure of tests, Psychometrika 16 (1951) 297–334; its
 * use on dimensions: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 4.
 *
 * @param items score columns, NaN = missing
 */
export const reliability = (items: readonly Float64Array[]): Reliability => {
  const complete = completeUnits(items);
  const n = complete[0]?.length ?? 0;
  const k = items.length;
  if (k < 2 || n < 3) return { items: k, n, alpha: null, standardised: null };
  return { items: k, n, alpha: alphaOf(complete), standardised: standardisedAlpha(complete) };
};

/** What each item has to do with the others. */
export const itemReliabilities = (items: readonly Float64Array[]): ItemReliability[] => {
  const complete = completeUnits(items);
  return complete.map((item, at) => {
    const others = complete.filter((_, index) => index !== at);
    return {
      itemRest: others.length === 0 ? null : pearson(item, sumOf(others)).r,
      alphaWithout: others.length < 2 || item.length < 3 ? null : alphaOf(others),
    };
  });
};

const completeUnits = (items: readonly Float64Array[]): Float64Array[] => {
  const units = [...(items[0]?.keys() ?? [])].filter((unit) =>
    items.every((item) => !Number.isNaN(item[unit] as number)),
  );
  return items.map((item) => Float64Array.from(units, (unit) => item[unit] as number));
};

const sumOf = (items: readonly Float64Array[]): Float64Array => {
  const sum = new Float64Array(items[0]?.length ?? 0);
  for (const item of items) {
    for (let unit = 0; unit < sum.length; unit += 1)
      sum[unit] = (sum[unit] as number) + (item[unit] as number);
  }
  return sum;
};

const varianceOf = (column: Float64Array): number => {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  return column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (column.length - 1);
};

const alphaOf = (items: readonly Float64Array[]): number | null => {
  const whole = varianceOf(sumOf(items));
  if (!(whole > 0)) return null;
  const parts = items.reduce((sum, item) => sum + varianceOf(item), 0);
  return (items.length / (items.length - 1)) * (1 - parts / whole);
};

/** Null as soon as one item does not vary: it has no correlations. */
const standardisedAlpha = (items: readonly Float64Array[]): number | null => {
  let sum = 0;
  let pairs = 0;
  for (const [at, item] of items.entries()) {
    for (const other of items.slice(at + 1)) {
      const { r } = pearson(item, other);
      if (r === null) return null;
      sum += r;
      pairs += 1;
    }
  }
  const mean = sum / pairs;
  return (items.length * mean) / (1 + (items.length - 1) * mean);
};
