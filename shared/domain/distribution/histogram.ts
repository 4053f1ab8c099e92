import {
  add,
  compare,
  divide,
  type Exact,
  exactInteger,
  isInteger,
  multiply,
  subtract,
  ZERO,
} from '../expressions/exact.ts';
import { nearestDouble } from '../expressions/nearest-double.ts';

/** Parks with from ≤ value < to; the last bin takes its upper edge too. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Steps that read well, in units of a power of ten. */
const READABLE = [1, 2, 2.5, 5, 10] as const;

const powerOfTen = (exponent: number): Exact =>
  exponent >= 0
    ? exactInteger(10n ** BigInt(exponent))
    : { numerator: 1n, denominator: 10n ** BigInt(-exponent) };

/** Least readable step of at least `width`: 1, 2, 2.5 or 5 times a power of ten. */
const readableStep = (width: number): Exact => {
  const exponent = Math.floor(Math.log10(width));
  const factor = READABLE.find((each) => each * 10 ** exponent >= width) ?? 10;
  return multiply({ numerator: BigInt(factor * 2), denominator: 2n }, powerOfTen(exponent));
};

const floor = ({ numerator, denominator }: Exact): bigint => {
  const whole = numerator / denominator;
  return numerator < 0n && whole * denominator !== numerator ? whole - 1n : whole;
};

/**
 * Counts in equal bins with readable edges, decided exactly; about `bins` of them.
 *
 * @param bins wanted number; absent = Sturges' ⌈log₂ n⌉ + 1 (The Choice of a Class Interval, JASA 21, 1926)
 * @returns empty where there are no values; one bin where all are equal
 */
export const histogram = (values: readonly Exact[], bins?: number): Bin[] => {
  const [first] = values;
  if (first === undefined) return [];
  const low = values.reduce((least, value) => (compare(value, least) < 0 ? value : least), first);
  const high = values.reduce((most, value) => (compare(value, most) > 0 ? value : most), first);
  const range = nearestDouble(subtract(high, low));
  const edge = nearestDouble(low);
  if (range === 0) return [{ from: edge, to: edge, count: values.length }];
  const wanted = bins ?? Math.ceil(Math.log2(values.length)) + 1;
  const step = readableStep(range / wanted);
  const start = multiply(exactInteger(floor(divide(low, step) ?? ZERO)), step);
  const quotientOf = (value: Exact): Exact => divide(subtract(value, start), step) ?? ZERO;
  const top = quotientOf(high);
  // What lies on the last edge would open a bin of its own.
  const last = Number(isInteger(top) ? floor(top) - 1n : floor(top));
  const counts = new Map<number, number>();
  for (const value of values) {
    const bin = Math.min(last, Number(floor(quotientOf(value))));
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const edgeAt = (bin: number): number => nearestDouble(add(start, multiply(exactInteger(bin), step)));
  return Array.from({ length: last + 1 }, (_, bin) => ({
    from: edgeAt(bin),
    to: edgeAt(bin + 1),
    count: counts.get(bin) ?? 0,
  }));
};

/** Neighbouring bins taken together until each has at least `least` values; what is left over at the end joins the last. */
export const mergedBins = (bins: readonly Bin[], least: number): Bin[] => {
  const merged: Bin[] = [];
  let open: Bin | null = null;
  for (const bin of bins) {
    const grown: Bin = { from: open?.from ?? bin.from, to: bin.to, count: (open?.count ?? 0) + bin.count };
    open = grown.count >= least ? null : grown;
    if (open === null) merged.push(grown);
  }
  const last = merged.pop();
  if (open === null) return last === undefined ? [] : [...merged, last];
  if (last === undefined) return [open];
  return [...merged, { from: last.from, to: open.to, count: last.count + open.count }];
};
