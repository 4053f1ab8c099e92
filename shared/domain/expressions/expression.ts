import type { Exact } from './exact.ts';

/** Half-open range of characters (UTF-16 units, from 0) in the source of an expression. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/';
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in';
export type LogicOperator = 'and' | 'or' | '=>';
/** Functions of values; those of row sets, `prior` and `matches` have nodes of their own. */
export type ScalarFunction =
  | 'coalesce'
  | 'blank'
  | 'na'
  | 'num'
  | 'int'
  | 'len'
  | 'uscc_valid'
  | 'indicator'
  | 'near_any'
  | 'abs'
  | 'min'
  | 'max';
export type RowFunction = 'sum' | 'count' | 'all' | 'unique';

/** Abstract syntax of the one expression language (formulas-2021 and validation-rules). */
export type ExpressionNode = { readonly at: Place } & (
  | { readonly kind: 'number'; readonly value: Exact }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly ExpressionNode[] }
  | { readonly kind: 'name'; readonly name: string }
  /** `$name`, without the sign. */
  | { readonly kind: 'parameter'; readonly name: string }
  /** `prior(name)`: last year's last accepted value. */
  | { readonly kind: 'prior'; readonly name: string }
  | { readonly kind: 'negate'; readonly operand: ExpressionNode }
  | { readonly kind: 'not'; readonly operand: ExpressionNode }
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
    }
  | {
      readonly kind: 'comparison';
      readonly operator: ComparisonOperator;
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
    }
  | {
      readonly kind: 'logic';
      readonly operator: LogicOperator;
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
    }
  | {
      readonly kind: 'matches';
      readonly subject: ExpressionNode;
      /** Anchored at both ends. */
      readonly pattern: RegExp;
    }
  | {
      readonly kind: 'rows';
      readonly function: RowFunction;
      /** Name of the row set. */
      readonly rows: string;
      /** What is summed or compared; null for count and all. */
      readonly of: ExpressionNode | null;
      /** Which rows; null = every row. */
      readonly condition: ExpressionNode | null;
    }
  | {
      readonly kind: 'call';
      readonly function: ScalarFunction;
      readonly arguments: readonly ExpressionNode[];
    }
);

/** A parsed expression with its source. */
export interface Expression {
  readonly source: string;
  readonly root: ExpressionNode;
}

/** Thrown by the parser when a source is not an expression; names the place. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly source: string;
  readonly at: Place;
  /** The problem without its place. */
  readonly problem: string;

  constructor(source: string, at: Place, problem: string) {
    super(`column ${at.start + 1}: ${problem} in “${excerpt(source, at)}”`);
    this.source = source;
    this.at = at;
    this.problem = problem;
  }
}

const EXCERPT_CHARACTERS = 40;

const excerpt = (source: string, at: Place): string => {
  const from = Math.max(0, at.start - EXCERPT_CHARACTERS);
  const to = Math.min(source.length, at.end + EXCERPT_CHARACTERS);
  return `${from > 0 ? '…' : ''}${source.slice(from, to)}${to < source.length ? '…' : ''}`;
};
