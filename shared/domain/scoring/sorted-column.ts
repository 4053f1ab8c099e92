/** The present values of a column, rising, with an index of buckets for finding a value's place at once. */
export interface SortedColumn {
  /** Present values, rising; missing ones (NaN) are left out. */
  readonly values: Float64Array;
  /** Where each bucket begins in `values`; one entry more than there are buckets. */
  readonly starts: Int32Array;
  /** A value v lies in bucket ⌊(v − lowest) × scale⌋. */
  readonly lowest: number;
  readonly scale: number;
}

/** Up to this many values insertion is quicker than a call into the engine's sort (measured: even at about 30). */
const INSERTION = 24;

/**
 * Sorts a column by distributing it over as many buckets as it has values, each sorted on its own: about linear for the
 * spread of real scores, and no worse than the engine's own sort where they crowd into a few buckets.
 *
 * Source: bucket (interpolation) sort; Knuth, The Art of Computer Programming 3, §5.2.5.
 *
 * @param column any numbers, infinite ones too; NaN = missing
 */
export const sortColumn = (column: Float64Array): SortedColumn => {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (let at = 0; at < column.length; at += 1) {
    const value = column[at] as number;
    if (Number.isNaN(value)) continue;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
    count += 1;
  }
  // Everything falls into the first bucket when the range is nothing or not finite: v × 0 and NaN both truncate to 0.
  const width = highest - lowest;
  const scale = width > 0 ? (count - 1) / width : 0;
  const starts = countBuckets(column, lowest, scale, count + 1);
  const values = new Float64Array(count);
  distribute(column, lowest, scale, starts, values);
  for (let bucket = 0; bucket < count; bucket += 1) {
    sortBetween(values, starts[bucket] as number, starts[bucket + 1] as number);
  }
  return { values, starts, lowest, scale };
};

/** How many present values are at most `value`, which must be one of them. */
export const countUpTo = ({ values, starts, lowest, scale }: SortedColumn, value: number): number => {
  const bucket = ((value - lowest) * scale) | 0;
  const from = starts[bucket] as number;
  let high = starts[bucket + 1] as number;
  if (high - from > INSERTION) return searchAbove(values, from, high, value);
  while (high > from && (values[high - 1] as number) > value) high -= 1;
  return high;
};

/** How many present values are below `value`, which must be one of them. */
export const countBelow = ({ values, starts, lowest, scale }: SortedColumn, value: number): number => {
  const bucket = ((value - lowest) * scale) | 0;
  let low = starts[bucket] as number;
  let high = starts[bucket + 1] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** First index in [from, to) whose value is above `value`, else `to`. */
const searchAbove = (values: Float64Array, from: number, to: number, value: number): number => {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Sizes of the buckets, each one place to the right, so that distributing turns them into beginnings. */
const countBuckets = (column: Float64Array, lowest: number, scale: number, length: number): Int32Array => {
  const starts = new Int32Array(length + 1);
  for (let at = 0; at < column.length; at += 1) {
    const value = column[at] as number;
    if (Number.isNaN(value)) continue;
    const place = (((value - lowest) * scale) | 0) + 2;
    starts[place] = (starts[place] as number) + 1;
  }
  for (let place = 2; place < starts.length; place += 1) {
    starts[place] = (starts[place] as number) + (starts[place - 1] as number);
  }
  return starts;
};

const distribute = (
  column: Float64Array,
  lowest: number,
  scale: number,
  starts: Int32Array,
  values: Float64Array,
): void => {
  for (let at = 0; at < column.length; at += 1) {
    const value = column[at] as number;
    if (Number.isNaN(value)) continue;
    const place = (((value - lowest) * scale) | 0) + 1;
    const next = starts[place] as number;
    values[next] = value;
    starts[place] = next + 1;
  }
};

const sortBetween = (values: Float64Array, from: number, to: number): void => {
  if (to - from > INSERTION) {
    values.subarray(from, to).sort();
    return;
  }
  for (let next = from + 1; next < to; next += 1) {
    const value = values[next] as number;
    let hole = next;
    while (hole > from && (values[hole - 1] as number) > value) {
      values[hole] = values[hole - 1] as number;
      hole -= 1;
    }
    values[hole] = value;
  }
};
