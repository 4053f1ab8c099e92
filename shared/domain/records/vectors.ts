import { BLOCK_ROWS } from './record-table.ts';

/**
 * Arithmetic and comparisons on blocks of rows with doubles that know how far off they may be: whatever is not certain is
 * said to be uncertain and decided by the exact evaluator. So a verdict never rests on a binary rounding.
 */

/** Truth values of rows: Kleene's three, and not certain with doubles. */
export const TRUTH = { false: 0, true: 1, unknown: 2, uncertain: 3 } as const;

/** By truth value: a block of which every row says the same. Never written to, so that it is known by its identity. */
export const EVERYWHERE: readonly Uint8Array[] = Object.values(TRUTH).map((truth) =>
  new Uint8Array(BLOCK_ROWS).fill(truth),
);

/** The truth that all rows of a block share, where that is known without looking at them. */
export const truthEverywhere = (truths: Uint8Array): number | undefined => {
  const truth = truths[0] as number;
  return truths === EVERYWHERE[truth] ? truth : undefined;
};

/** Half the distance between doubles near 1: the largest relative error of one rounding. */
export const UNIT = 2 ** -53;
/** Bounds are computed with roundings of their own; this is more than they can amount to. */
const SLACK = 1 + 1e-9;

/** Beyond it nothing is calculated with doubles: no sum of such numbers may overflow. */
export const LARGEST = 1e290;

/** Numbers of rows. NaN = blank, or text where a number is wanted. */
export interface NumberVector {
  readonly kind: 'number';
  readonly v: Float64Array;
  /** How far each may be from the true value; null = all exact; Infinity = not certain at all. */
  readonly e: Float64Array | null;
  /**
   * Plain decimals of at most 15 digits, each the double nearest to it: two such are equal exactly when their doubles are,
   * and ordered as they are.
   */
  readonly isShort: boolean;
}

export const numbers = (v: Float64Array, e: Float64Array | null, isShort = false): NumberVector => ({
  kind: 'number',
  v,
  e,
  isShort,
});

/** Buffers of one operation, used again for every block. */
export class Scratch {
  readonly v = new Float64Array(BLOCK_ROWS);
  readonly e = new Float64Array(BLOCK_ROWS);
}

/**
 * Buffers of compiled expressions, used again by the next one: hundreds of rules would otherwise leave 100 MB of them behind.
 * Whatever was compiled before `reset` must not be run after it.
 */
export class Workspace {
  readonly #scratch: Scratch[] = [];
  readonly #truths: Uint8Array[] = [];
  #scratchUsed = 0;
  #truthsUsed = 0;

  reset(): void {
    this.#scratchUsed = 0;
    this.#truthsUsed = 0;
  }

  scratch(): Scratch {
    const known = this.#scratch[this.#scratchUsed];
    this.#scratchUsed += 1;
    if (known !== undefined) return known;
    const made = new Scratch();
    this.#scratch.push(made);
    return made;
  }

  truths(): Uint8Array {
    const known = this.#truths[this.#truthsUsed];
    this.#truthsUsed += 1;
    if (known !== undefined) return known;
    const made = new Uint8Array(BLOCK_ROWS);
    this.#truths.push(made);
    return made;
  }
}

/** Sum (sign 1) or difference (sign −1); the rounding error of each is computed, not estimated (Knuth's two-sum). */
export const added = (
  a: NumberVector,
  b: NumberVector,
  sign: 1 | -1,
  rows: number,
  into: Scratch,
): NumberVector => {
  const { v, e } = into;
  const { v: left, e: leftError } = a;
  const { v: right, e: rightError } = b;
  let isExact = leftError === null && rightError === null;
  for (let i = 0; i < rows; i += 1) {
    const x = left[i] as number;
    const y = sign * (right[i] as number);
    const sum = x + y;
    const part = sum - x;
    const rounding = Math.abs(x - (sum - part) + (y - part));
    v[i] = sum;
    const error =
      rounding +
      (leftError === null ? 0 : (leftError[i] as number)) +
      (rightError === null ? 0 : (rightError[i] as number));
    e[i] = error;
    if (error !== 0) isExact = false;
  }
  return numbers(v, isExact ? null : e);
};

const errorAt = (vector: NumberVector, row: number): number =>
  vector.e === null ? 0 : (vector.e[row] as number);

export const multiplied = (a: NumberVector, b: NumberVector, rows: number, into: Scratch): NumberVector => {
  const { v, e } = into;
  for (let i = 0; i < rows; i += 1) {
    const x = a.v[i] as number;
    const y = b.v[i] as number;
    const product = x * y;
    const ex = errorAt(a, i);
    const ey = errorAt(b, i);
    if (ex === Number.POSITIVE_INFINITY || ey === Number.POSITIVE_INFINITY || Math.abs(product) > LARGEST) {
      v[i] = 0;
      e[i] = Number.POSITIVE_INFINITY;
      continue;
    }
    v[i] = product;
    const isWhole = ex === 0 && ey === 0 && Number.isInteger(x) && Number.isInteger(y);
    e[i] =
      isWhole && Math.abs(product) <= Number.MAX_SAFE_INTEGER
        ? 0
        : Math.abs(x) * ey + Math.abs(y) * ex + ex * ey + Math.abs(product) * UNIT + Number.MIN_VALUE;
  }
  return numbers(v, e);
};

/** Quotient; blank where the divisor is 0. */
export const divided = (a: NumberVector, b: NumberVector, rows: number, into: Scratch): NumberVector => {
  const { v, e } = into;
  for (let i = 0; i < rows; i += 1) {
    const x = a.v[i] as number;
    const y = b.v[i] as number;
    const ex = errorAt(a, i);
    const ey = errorAt(b, i);
    if (Number.isNaN(x) || Number.isNaN(y) || (y === 0 && ey === 0)) {
      v[i] = Number.NaN;
      e[i] = 0;
      continue;
    }
    const room = Math.abs(y) - ey;
    if (!(room > 0) || ex === Number.POSITIVE_INFINITY) {
      v[i] = 0;
      e[i] = Number.POSITIVE_INFINITY;
      continue;
    }
    const quotient = x / y;
    v[i] = quotient;
    e[i] = ((ex + Math.abs(quotient) * ey) / room) * SLACK + Math.abs(quotient) * 2 * UNIT + Number.MIN_VALUE;
  }
  return numbers(v, e);
};

export const negated = (a: NumberVector, rows: number, into: Scratch): NumberVector => {
  for (let i = 0; i < rows; i += 1) into.v[i] = -(a.v[i] as number);
  return numbers(into.v, a.e, a.isShort);
};

export const absolutes = (a: NumberVector, rows: number, into: Scratch): NumberVector => {
  for (let i = 0; i < rows; i += 1) into.v[i] = Math.abs(a.v[i] as number);
  return numbers(into.v, a.e, a.isShort);
};

/** The larger (sign 1) or smaller (sign −1) of two; blank where one is. */
export const extremes = (
  a: NumberVector,
  b: NumberVector,
  sign: 1 | -1,
  rows: number,
  into: Scratch,
): NumberVector => {
  for (let i = 0; i < rows; i += 1) {
    const x = a.v[i] as number;
    const y = b.v[i] as number;
    into.v[i] = sign > 0 ? Math.max(x, y) : Math.min(x, y);
    into.e[i] = Math.max(errorAt(a, i), errorAt(b, i));
  }
  const isExact = a.e === null && b.e === null;
  return numbers(into.v, isExact ? null : into.e, a.isShort && b.isShort);
};

export type Order = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** Compares row by row; too close to call is uncertain. */
export const compared = (
  operator: Order,
  a: NumberVector,
  b: NumberVector,
  rows: number,
  into: Uint8Array,
): Uint8Array => {
  const isSure = (a.e === null && b.e === null) || (a.isShort && b.isShort);
  const below = operator === '<' || operator === '<=' || operator === '!=' ? 1 : 0;
  const equal = operator === '<=' || operator === '>=' || operator === '==' ? 1 : 0;
  const above = operator === '>' || operator === '>=' || operator === '!=' ? 1 : 0;
  const { v: left } = a;
  const { v: right } = b;
  if (isSure) {
    for (let i = 0; i < rows; i += 1) {
      const x = left[i] as number;
      const y = right[i] as number;
      into[i] = x < y ? below : x > y ? above : x === y ? equal : TRUTH.unknown;
    }
    return into;
  }
  for (let i = 0; i < rows; i += 1) {
    const x = left[i] as number;
    const y = right[i] as number;
    const error = errorAt(a, i) + errorAt(b, i);
    const isNear = !(Math.abs(x - y) > error * SLACK) && error !== 0;
    into[i] =
      isNear && !Number.isNaN(x) && !Number.isNaN(y)
        ? TRUTH.uncertain
        : x < y
          ? below
          : x > y
            ? above
            : x === y
              ? equal
              : TRUTH.unknown;
  }
  return into;
};
