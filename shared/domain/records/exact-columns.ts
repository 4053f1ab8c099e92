import type { Exact } from '../expressions/exact.ts';
import type { ExpressionNode } from '../expressions/expression.ts';
import { isExact, type Value } from '../expressions/value.ts';
import { POWERS_OF_TEN } from './plain-decimal.ts';
import { BLOCK_ROWS, CELL, FLAG, type RecordColumn, type RecordTable } from './record-table.ts';

/**
 * Calculation on columns without any rounding, as far as integers of doubles reach: a number is an integer over an integer
 * over a power of ten that all rows share. What does not fit is said to be hard and left to the exact evaluator.
 */

/** Doubles are exact integers up to here, with room for one more rounding of a decimal to its integer. */
const LARGEST_INTEGER = 2 ** 51;
/** Decimals of a column's scale; a row with more is hard. */
const MOST_DECIMALS = 9;

/** A block of rows: row i is `n[i] ÷ d[i] ÷ 10^scale`, NaN = blank. */
export interface ExactVector {
  readonly n: Float64Array;
  /** null = 1 throughout; never 0. */
  readonly d: Float64Array | null;
  /** 1 where nothing is known of the row here; null = nowhere. */
  readonly hard: Uint8Array | null;
}

export interface ExactColumn {
  readonly scale: number;
  /** Buffers are used again for the next block. */
  readonly read: (block: number, rows: number) => ExactVector;
}

/** What the names of an expression are; undefined where they have no form as an exact column. */
export interface ExactNames {
  readonly column: (name: string) => ExactColumn | undefined;
  readonly parameter: (name: string) => Value;
  readonly rows: (node: Extract<ExpressionNode, { kind: 'rows' }>) => ExactColumn | undefined;
}

/** An expression as an exact column; undefined where it is more than sums, products, quotients and `coalesce` of numbers. */
export const exactColumn = (node: ExpressionNode, names: ExactNames): ExactColumn | undefined => {
  switch (node.kind) {
    case 'number':
      return constant(node.value);
    case 'parameter':
      return constant(names.parameter(node.name));
    case 'name':
      return names.column(node.name);
    case 'rows':
      return names.rows(node);
    case 'negate': {
      const of = exactColumn(node.operand, names);
      return of === undefined ? undefined : scaled(of, of.scale, -1);
    }
    case 'arithmetic': {
      const left = exactColumn(node.left, names);
      const right = left === undefined ? undefined : exactColumn(node.right, names);
      if (left === undefined || right === undefined) return undefined;
      if (node.operator === '*') return product(left, right);
      if (node.operator === '/') return quotient(left, right);
      return sum(left, right, node.operator === '+' ? 1 : -1);
    }
    case 'call': {
      const [first, second, ...more] = node.arguments;
      if (node.function !== 'coalesce' || first === undefined || second === undefined || more.length > 0)
        return undefined;
      const given = exactColumn(first, names);
      const otherwise = given === undefined ? undefined : exactColumn(second, names);
      return given === undefined || otherwise === undefined ? undefined : coalesced(given, otherwise);
    }
    default:
      return undefined;
  }
};

/** A number column of a record table. */
const exactSource = (table: RecordTable, column: RecordColumn): ExactColumn | undefined => {
  if (column.kind !== 'number') return undefined;
  const scale = mostDecimals(table, column);
  const power = POWERS_OF_TEN[scale] as number;
  const blank = new Float64Array(BLOCK_ROWS).fill(Number.NaN);
  const n = new Float64Array(BLOCK_ROWS);
  const hard = new Uint8Array(BLOCK_ROWS);
  return {
    scale,
    read: (block, rows) => {
      const found = column.blocks[block];
      if (found === undefined) return { n: blank, d: null, hard: null };
      const { numbers, states, flags } = found;
      if (scale === 0 && (flags & (FLAG.fraction | FLAG.long | FLAG.text)) === 0)
        return { n: numbers, d: null, hard: null };
      let isHard = false;
      hard.fill(0, 0, rows);
      for (let i = 0; i < rows; i += 1) {
        const state = states[i] as number;
        const x = numbers[i] as number;
        const value = scale === 0 ? x : Math.round(x * power);
        n[i] = value;
        const isKnown =
          state >= CELL.decimals
            ? state - CELL.decimals <= scale && Math.abs(value) <= LARGEST_INTEGER
            : state === CELL.oddNumber
              ? Number.isInteger(x) && Math.abs(value) <= LARGEST_INTEGER
              : state < CELL.text;
        if (isKnown) continue;
        hard[i] = 1;
        isHard = true;
      }
      return { n, d: null, hard: isHard ? hard : null };
    },
  };
};

/** The number columns of a record table by name. */
export const exactColumnsOf =
  (table: RecordTable): ExactNames['column'] =>
  (name) => {
    const column = table.column(name);
    return column === undefined ? undefined : exactSource(table, column);
  };

/** Numbers of every record of a table: `n ÷ 10^scale`, NaN = blank; nothing is known where `hard` is 1. */
export interface ExactNumbers {
  readonly n: Float64Array;
  readonly hard: Uint8Array;
  readonly scale: number;
}

/** An exact column of numbers that stand ready. */
export const readyExact = ({ n, hard, scale }: ExactNumbers): ExactColumn => ({
  scale,
  read: (block, rows) => {
    const from = block * BLOCK_ROWS;
    return { n: n.subarray(from, from + rows), d: null, hard: hard.subarray(from, from + rows) };
  },
});

const mostDecimals = (table: RecordTable, column: RecordColumn): number => {
  let most = 0;
  for (const [index, block] of column.blocks.entries()) {
    if (block === undefined || (block.flags & FLAG.fraction) === 0) continue;
    const rows = table.rowsIn(index);
    for (let i = 0; i < rows; i += 1) most = Math.max(most, (block.states[i] as number) - CELL.decimals);
  }
  return Math.min(most, MOST_DECIMALS);
};

const constant = (value: Value): ExactColumn | undefined => {
  if (value === null || !isExact(value)) return undefined;
  const said = decimalOf(value);
  if (said === undefined) return undefined;
  const n = new Float64Array(BLOCK_ROWS).fill(said.integer);
  return { scale: said.scale, read: () => ({ n, d: null, hard: null }) };
};

const decimalOf = ({ numerator, denominator }: Exact): { integer: number; scale: number } | undefined => {
  for (let scale = 0; scale <= MOST_DECIMALS; scale += 1) {
    const scaled = numerator * 10n ** BigInt(scale);
    if (scaled % denominator !== 0n) continue;
    const integer = Number(scaled / denominator);
    return Math.abs(integer) <= LARGEST_INTEGER ? { integer, scale } : undefined;
  }
  return undefined;
};

/** Buffers of one operation. */
const vectorBuffers = () => ({
  n: new Float64Array(BLOCK_ROWS),
  d: new Float64Array(BLOCK_ROWS),
  hard: new Uint8Array(BLOCK_ROWS),
});

const isHardAt = ({ hard }: ExactVector, row: number): boolean => hard !== null && hard[row] === 1;

/** A column times ±1, on a scale that is not smaller than its own; undefined where that is too large. */
const scaled = (of: ExactColumn, scale: number, sign: 1 | -1 = 1): ExactColumn | undefined => {
  const power = POWERS_OF_TEN[scale - of.scale];
  if (power === undefined) return undefined;
  const factor = sign * power;
  if (factor === 1) return of;
  const { n, hard } = vectorBuffers();
  return {
    scale,
    read: (block, rows) => {
      const vector = of.read(block, rows);
      for (let i = 0; i < rows; i += 1) {
        const value = (vector.n[i] as number) * factor;
        n[i] = value === 0 ? 0 : value;
        hard[i] = isHardAt(vector, i) || Math.abs(value) > LARGEST_INTEGER ? 1 : 0;
      }
      return { n, d: vector.d, hard };
    },
  };
};

/** Both columns on the larger of their scales. */
const onOneScale = (a: ExactColumn, b: ExactColumn): readonly [ExactColumn, ExactColumn] | undefined => {
  const scale = Math.max(a.scale, b.scale);
  const left = scaled(a, scale);
  const right = scaled(b, scale);
  return left === undefined || right === undefined ? undefined : [left, right];
};

const sum = (a: ExactColumn, b: ExactColumn, sign: 1 | -1): ExactColumn | undefined => {
  const both = onOneScale(a, b);
  if (both === undefined) return undefined;
  const [left, right] = both;
  const { n, hard } = vectorBuffers();
  return {
    scale: left.scale,
    read: (block, rows) => {
      const x = left.read(block, rows);
      const y = right.read(block, rows);
      const hasRatio = x.d !== null || y.d !== null;
      for (let i = 0; i < rows; i += 1) {
        const value = (x.n[i] as number) + sign * (y.n[i] as number);
        n[i] = value;
        hard[i] = hasRatio || isHardAt(x, i) || isHardAt(y, i) || Math.abs(value) > LARGEST_INTEGER ? 1 : 0;
      }
      return { n, d: null, hard };
    },
  };
};

const product = (a: ExactColumn, b: ExactColumn): ExactColumn => {
  const { n, d, hard } = vectorBuffers();
  return {
    scale: a.scale + b.scale,
    read: (block, rows) => {
      const x = a.read(block, rows);
      const y = b.read(block, rows);
      const hasRatio = x.d !== null || y.d !== null;
      for (let i = 0; i < rows; i += 1) {
        const value = (x.n[i] as number) * (y.n[i] as number);
        const divisor = hasRatio ? ((x.d?.[i] ?? 1) as number) * ((y.d?.[i] ?? 1) as number) : 1;
        n[i] = value;
        d[i] = divisor;
        const isLarge = Math.abs(value) > LARGEST_INTEGER || divisor > LARGEST_INTEGER;
        hard[i] = isLarge || isHardAt(x, i) || isHardAt(y, i) ? 1 : 0;
      }
      return { n, d: hasRatio ? d : null, hard };
    },
  };
};

/** Blank where the divisor is 0. */
const quotient = (a: ExactColumn, b: ExactColumn): ExactColumn => {
  const { n, d, hard } = vectorBuffers();
  return {
    scale: a.scale - b.scale,
    read: (block, rows) => {
      const x = a.read(block, rows);
      const y = b.read(block, rows);
      for (let i = 0; i < rows; i += 1) {
        const by = y.n[i] as number;
        const value = (x.n[i] as number) * (y.d?.[i] ?? 1) * Math.sign(by);
        const divisor = Math.abs(by) * (x.d?.[i] ?? 1);
        const isBlank = Number.isNaN(value) || by === 0;
        n[i] = isBlank ? Number.NaN : value;
        d[i] = isBlank ? 1 : divisor;
        const isLarge = Math.abs(value) > LARGEST_INTEGER || divisor > LARGEST_INTEGER;
        hard[i] = isHardAt(x, i) || isHardAt(y, i) || (isLarge && !isBlank) ? 1 : 0;
      }
      return { n, d, hard };
    },
  };
};

const coalesced = (a: ExactColumn, b: ExactColumn): ExactColumn | undefined => {
  const both = onOneScale(a, b);
  if (both === undefined) return undefined;
  const [first, second] = both;
  const { n, d, hard } = vectorBuffers();
  return {
    scale: first.scale,
    read: (block, rows) => {
      const x = first.read(block, rows);
      const y = second.read(block, rows);
      for (let i = 0; i < rows; i += 1) {
        const taken = Number.isNaN(x.n[i]) ? y : x;
        n[i] = taken.n[i] as number;
        d[i] = taken.d?.[i] ?? 1;
        hard[i] = isHardAt(x, i) || isHardAt(taken, i) ? 1 : 0;
      }
      return { n, d, hard };
    },
  };
};
