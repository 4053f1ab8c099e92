/** The present values of a column in rising order, and whose they are. */
export interface SortedColumn {
  /** Missing values (NaN) are left out. */
  readonly values: Float64Array;
  /** Index of the unit of each value; equal values stand in no particular order. */
  readonly units: Int32Array;
}

/** Up to this many values insertion is quicker than a call into the engine's sort (measured: even at about 30). */
const INSERTION = 24;

/** The first `count` places hold what there is; what lies beyond means nothing. */
export interface SortedPlaces extends SortedColumn {
  readonly count: number;
}

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
  const { values, units, count } = createSorter(column.length)(column);
  return count === column.length
    ? { values, units }
    : { values: values.slice(0, count), units: units.slice(0, count) };
};

/**
 * `sortColumn` for many columns of one length. What it gives is the sorter's own and written over by the next call.
 */
export const createSorter = (length: number): ((column: Float64Array) => SortedPlaces) => {
  const bucketOf = new Int32Array(length);
  // Where each bucket begins; while values are put into it, where the next one goes.
  const starts = new Int32Array(length + 1);
  const values = new Float64Array(length);
  const units = new Int32Array(length);
  return (column) => {
    let lowest = Number.POSITIVE_INFINITY;
    let highest = Number.NEGATIVE_INFINITY;
    let count = 0;
    for (let unit = 0; unit < length; unit += 1) {
      const value = column[unit] as number;
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
      if (!Number.isNaN(value)) count += 1;
    }
    // Everything falls into the first bucket when the range is nothing or not finite: v × 0 and NaN both truncate to 0.
    const scale = highest > lowest ? (count - 1) / (highest - lowest) : 0;
    let largest = 0;
    starts.fill(0);
    for (let unit = 0; unit < length; unit += 1) {
      const value = column[unit] as number;
      const bucket = Number.isNaN(value) ? -1 : ((value - lowest) * scale) | 0;
      bucketOf[unit] = bucket;
      if (bucket < 0) continue;
      const size = (starts[bucket + 1] as number) + 1;
      starts[bucket + 1] = size;
      if (size > largest) largest = size;
    }
    let begin = 0;
    for (let bucket = 0; bucket < count; bucket += 1) {
      begin += starts[bucket] as number;
      starts[bucket] = begin;
    }
    for (let unit = 0; unit < length; unit += 1) {
      const bucket = bucketOf[unit] as number;
      if (bucket < 0) continue;
      const place = starts[bucket] as number;
      starts[bucket] = place + 1;
      values[place] = column[unit] as number;
      units[place] = unit;
    }
    if (largest <= INSERTION) insertInOrder(values, units, 0, count);
    else sortBuckets(values, units, starts, count);
    return { values, units, count };
  };
};

/** Sorts each bucket on its own, given where each ends. */
const sortBuckets = (values: Float64Array, units: Int32Array, ends: Int32Array, count: number): void => {
  let from = 0;
  for (let bucket = 0; from < count; bucket += 1) {
    const to = ends[bucket] as number;
    if (to - from <= INSERTION) insertInOrder(values, units, from, to);
    else sortCrowd(values.subarray(from, to), units.subarray(from, to));
    from = to;
  }
};

/** Insertion, which hardly moves anything where the buckets stand in order already. */
const insertInOrder = (values: Float64Array, units: Int32Array, from: number, to: number): void => {
  for (let next = from + 1; next < to; next += 1) {
    const value = values[next] as number;
    if ((values[next - 1] as number) <= value) continue;
    const unit = units[next] as number;
    let hole = next;
    do {
      values[hole] = values[hole - 1] as number;
      units[hole] = units[hole - 1] as number;
      hole -= 1;
    } while (hole > from && (values[hole - 1] as number) > value);
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
