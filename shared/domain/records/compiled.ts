import { parseDecimal } from '../expressions/decimal.ts';
import type { ExpressionNode } from '../expressions/expression.ts';
import { nearestDouble } from '../expressions/nearest-double.ts';
import { areEqual, isExact, type Value } from '../expressions/value.ts';
import { EVERYWHERE, type NumberVector, numbers, TRUTH, UNIT, type Workspace } from './vectors.ts';

/** A name as blocks of numbers; `texts` says which rows hold text where a number is wanted. */
export interface NumberSource {
  readonly kind: 'number';
  readonly read: (block: number, rows: number) => NumberVector;
  /** Rows of the block that are blank (1), 不适用 (2) or text (3); null where the block has only numbers. */
  readonly marks: ((block: number, rows: number) => Uint8Array | null) | null;
  /** Facts of all cells of a block, by `FLAG`; null where the source is no column. */
  readonly facts: ((block: number) => number) | null;
}

/** A name as texts: `judge` asks a question once for each distinct text of a block. */
export interface TextSource {
  readonly kind: 'text';
  /** Facts of all cells of a block, by `FLAG`. */
  readonly facts: (block: number) => number;
  readonly judge: (
    block: number,
    rows: number,
    question: (value: Value) => number,
    into: Uint8Array,
  ) => Uint8Array;
}

export interface ConstantSource {
  readonly kind: 'constant';
  readonly value: Value;
}

export type Source = NumberSource | TextSource | ConstantSource;

/** What the names of an expression are, as columns. */
export interface ColumnNames {
  readonly workspace: Workspace;
  /** Null where the name cannot be had as a column. */
  readonly name: (name: string) => Source | null;
  readonly prior: (name: string) => Source | null;
  readonly parameter: (name: string) => Value;
  /** A node over a row set, as a column of the records at hand. */
  readonly rows: (node: Extract<ExpressionNode, { kind: 'rows' }>) => Source | null;
}

/** Truth of a condition for the rows of a block, by `TRUTH`: one of `EVERYWHERE`, or an array that is used again. */
export type TruthOfBlock = (block: number, rows: number) => Uint8Array;

export type Compiled =
  | { readonly kind: 'number'; readonly run: NumberSource['read']; readonly leaf: NumberSource | null }
  | { readonly kind: 'truth'; readonly run: TruthOfBlock }
  | { readonly kind: 'text'; readonly source: TextSource }
  | { readonly kind: 'constant'; readonly value: Value };

/** Thrown within the compiler where an expression has no form as loops over columns. */
export class NotColumnar extends Error {
  override readonly name = 'NotColumnar';
}

export const ofSource = (source: Source | null): Compiled => {
  if (source === null) throw new NotColumnar();
  if (source.kind === 'number') return { kind: 'number', run: source.read, leaf: source };
  return source.kind === 'text' ? { kind: 'text', source } : { kind: 'constant', value: source.value };
};

export const number = (
  of: Compiled,
  names: ColumnNames,
): { run: NumberSource['read']; leaf: NumberSource | null } => {
  if (of.kind === 'number') return of;
  if (of.kind !== 'constant') throw new NotColumnar();
  const { value } = of;
  if (value !== null && !isExact(value)) throw new NotColumnar();
  const scratch = names.workspace.scratch();
  const v = scratch.v.fill(value === null ? Number.NaN : nearestDouble(value));
  const said = value === null ? null : parseDecimal(String(v[0]));
  const isShort = said !== null && value !== null && areEqual(said, value);
  const isWhole = value !== null && value.denominator === 1n && isShort && Number.isSafeInteger(v[0]);
  const e = value === null || isWhole ? null : scratch.e.fill(Math.abs(v[0] ?? 0) * UNIT);
  const vector = numbers(v, e, isShort && String(v[0]).replace(/[^0-9]/g, '').length <= 15);
  return { run: () => vector, leaf: null };
};

export const truth = (of: Compiled): TruthOfBlock => {
  if (of.kind === 'truth') return of.run;
  if (of.kind !== 'constant') throw new NotColumnar();
  const { value } = of;
  const fixed = EVERYWHERE[value === true ? TRUTH.true : value === false ? TRUTH.false : TRUTH.unknown];
  return () => fixed as Uint8Array;
};

export const NOT = [1, 0, 2, 3];
export const fourByFour = (of: (a: number, b: number) => number): Uint8Array =>
  Uint8Array.from({ length: 16 }, (_, index) => of(index >> 2, index & 3));
export const AND = fourByFour((a, b) =>
  a === 0 || b === 0 ? 0 : a === 3 || b === 3 ? 3 : a === 2 || b === 2 ? 2 : 1,
);
export const OR = fourByFour(
  (a, b) => NOT[AND[(NOT[a] as number) * 4 + (NOT[b] as number)] as number] as number,
);
export const IMPLIES = fourByFour((a, b) => OR[(NOT[a] as number) * 4 + b] as number);

export const bit = (value: boolean): number => (value ? TRUTH.true : TRUTH.false);

/** A truth by a loop that fills a buffer and returns it, or one of `EVERYWHERE`. */
export const truthOf = (
  names: ColumnNames,
  fill: (block: number, rows: number, into: Uint8Array) => Uint8Array,
): Compiled => {
  const into = names.workspace.truths();
  return { kind: 'truth', run: (block, rows) => fill(block, rows, into) };
};

export const question = (names: ColumnNames, source: TextSource, ask: (value: Value) => number): Compiled => {
  const into = names.workspace.truths();
  return { kind: 'truth', run: (block, rows) => source.judge(block, rows, ask, into) };
};

export const constantOf = (of: Compiled): Value => {
  if (of.kind !== 'constant') throw new NotColumnar();
  return of.value;
};

/** What a row of a number column is instead of a number. */
export const MARK = { blank: 1, notApplicable: 2, text: 3 } as const;
