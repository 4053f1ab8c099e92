/** The present values of a column in rising order, and whose they are. */
export interface SortedColumn {
  /** Missing values (NaN) are left out. */
  readonly values: Float64Array;
  /** Index of the unit of each value; equal values stand in no particular order. */
  readonly units: Int32Array;
}

/** Up to this many values insertion is quicker than a call into the engine's sort (measured: even at about 30). */
const INSERTION = 24;

/**
 * Sorts a column by distributing it over as many buckets as it has values, each sorted on its own: about linear for the
 * spread of real scores (measured: ranking 100,000 takes a seventh of the time that it takes with the engine's own
 * sort), and a sort by comparison where values crowd into a few buckets.
 *
 * Source: bucket sort; T. Cormen, C. Leiserson, R. Rivest, C. Stein, Introduction to Algorithms, §8.4.
 *
 * @param column any numbers, infinite ones too; NaN = missing
 */
export const sortColumn = (column: Float64Array): SortedColumn => {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (let unit = 0; unit < column.length; unit += 1) {
    const value = column[unit] as number;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
    if (!Number.isNaN(value)) count += 1;
  }
  // Everything falls into the first bucket when the range is nothing or not finite: v × 0 and NaN both truncate to 0.
  const scale = highest > lowest ? (count - 1) / (highest - lowest) : 0;
  const bucketOf = new Int32Array(column.length);
  const starts = countBuckets(column, { lowest, scale, count }, bucketOf);
  const sorted = { values: new Float64Array(count), units: new Int32Array(count) };
  distribute(column, bucketOf, starts, sorted);
  for (let bucket = 0; bucket < count; bucket += 1) {
    sortBetween(sorted, starts[bucket] as number, starts[bucket + 1] as number);
  }
  return sorted;
};

interface Buckets {
  readonly lowest: number;
  /** A value v lies in bucket ⌊(v − lowest) × scale⌋. */
  readonly scale: number;
  /** How many values, and buckets, there are. */
  readonly count: number;
}

/**
 * Notes the bucket of each unit, −1 = none. The result has the beginning of each bucket one place to the right of where
 * `distribute` leaves it, since that moves each on to the beginning of the next.
 */
const countBuckets = (
  column: Float64Array,
  { lowest, scale, count }: Buckets,
  bucketOf: Int32Array,
): Int32Array => {
  const starts = new Int32Array(count + 2);
  for (let unit = 0; unit < column.length; unit += 1) {
    const value = column[unit] as number;
    if (Number.isNaN(value)) {
      bucketOf[unit] = -1;
      continue;
    }
    const bucket = ((value - lowest) * scale) | 0;
    bucketOf[unit] = bucket;
    starts[bucket + 2] = (starts[bucket + 2] as number) + 1;
  }
  for (let place = 2; place < starts.length; place += 1) {
    starts[place] = (starts[place] as number) + (starts[place - 1] as number);
  }
  return starts;
};

const distribute = (
  column: Float64Array,
  bucketOf: Int32Array,
  starts: Int32Array,
  { values, units }: SortedColumn,
): void => {
  for (let unit = 0; unit < column.length; unit += 1) {
    const bucket = bucketOf[unit] as number;
    if (bucket < 0) continue;
    const place = starts[bucket + 1] as number;
    starts[bucket + 1] = place + 1;
    values[place] = column[unit] as number;
    units[place] = unit;
  }
};

const sortBetween = ({ values, units }: SortedColumn, from: number, to: number): void => {
  if (to - from > INSERTION) {
    sortCrowd(values.subarray(from, to), units.subarray(from, to));
    return;
  }
  for (let next = from + 1; next < to; next += 1) {
    const value = values[next] as number;
    const unit = units[next] as number;
    let hole = next;
    while (hole > from && (values[hole - 1] as number) > value) {
      values[hole] = values[hole - 1] as number;
      units[hole] = units[hole - 1] as number;
      hole -= 1;
    }
    values[hole] = value;
    units[hole] = unit;
  }
};

/** Sorts a crowded bucket, values and units alike. */
const sortCrowd = (values: Float64Array, units: Int32Array): void => {
  const before = values.slice();
  const unitsBefore = units.slice();
  const order = Int32Array.from(values.keys()).sort((a, b) => {
    const one = before[a] as number;
    const two = before[b] as number;
    // Infinite values have no difference to go by.
    return one < two ? -1 : one > two ? 1 : 0;
  });
  for (const [place, from] of order.entries()) {
    values[place] = before[from] as number;
    units[place] = unitsBefore[from] as number;
  }
};
