import { parseDecimal } from './decimal.ts';
import {
  type ArithmeticOperator,
  type ComparisonOperator,
  type Expression,
  ExpressionError,
  type ExpressionNode,
  type LogicOperator,
  type Place,
} from './expression.ts';
import { type CallSyntax, parseCall } from './parse-call.ts';
import { type Token, tokenise } from './tokens.ts';

/** Binding powers, tightest highest: `-x`, `* /`, `+ -`, comparisons, `not`, `and`, `or`, `=>`. */
const POWER = { implies: 10, or: 20, and: 30, not: 40, comparison: 50, sum: 60, product: 70, negation: 80 };

const ARITHMETIC = new Map<string, ArithmeticOperator>([
  ['+', '+'],
  ['-', '-'],
  ['*', '*'],
  ['/', '/'],
]);
const COMPARISON = new Map<string, ComparisonOperator>([
  ['==', '=='],
  ['!=', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['in', 'in'],
]);
const LOGIC = new Map<string, LogicOperator>([
  ['and', 'and'],
  ['or', 'or'],
  ['=>', '=>'],
]);

/** Deepest nesting of parentheses, lists, calls and prefixes. */
const MAX_DEPTH = 100;

/** Parses the source of an expression. Throws ExpressionError with the place of the first problem. */
export const parseExpression = (source: string): Expression => {
  const parser = new ExpressionParser(source);
  return { source, root: parser.whole() };
};

class ExpressionParser implements CallSyntax {
  readonly source: string;
  readonly #tokens: readonly Token[];
  #position = 0;
  #depth = 0;
  /** Nodes that stand in parentheses of their own. */
  readonly #grouped = new WeakSet<ExpressionNode>();

  constructor(source: string) {
    this.source = source;
    this.#tokens = tokenise(source);
  }

  whole(): ExpressionNode {
    const root = this.expression();
    const token = this.peek();
    if (token.kind !== 'end') throw this.error(token.at, `expected an operator, found “${token.text}”`);
    return root;
  }

  expression(minimum = 0): ExpressionNode {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw this.error(this.peek().at, `nested deeper than ${MAX_DEPTH} levels`);
    let left = this.#prefix(minimum);
    for (;;) {
      const next = this.#infix(left, minimum);
      if (next === null) break;
      left = next;
    }
    this.#depth -= 1;
    return left;
  }

  peek(): Token {
    const token = this.#tokens[this.#position];
    if (token === undefined) throw this.error({ start: this.source.length, end: this.source.length }, 'ends');
    return token;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.#position += 1;
    return token;
  }

  accept(symbol: string): Token | null {
    const token = this.peek();
    return token.kind === 'symbol' && token.text === symbol ? this.next() : null;
  }

  expect(symbol: string): Token {
    const token = this.accept(symbol);
    if (token !== null) return token;
    const found = this.peek();
    throw this.error(found.at, `expected “${symbol}”, found ${described(found)}`);
  }

  error(at: Place, problem: string): ExpressionError {
    return new ExpressionError(this.source, at, problem);
  }

  #prefix(minimum: number): ExpressionNode {
    const token = this.next();
    const { at } = token;
    switch (token.kind) {
      case 'number': {
        const value = parseDecimal(token.text);
        if (value === null) throw this.error(at, `“${token.text}” is not a number`);
        return { kind: 'number', value, at };
      }
      case 'text':
        return { kind: 'text', value: token.text, at };
      case 'parameter':
        return { kind: 'parameter', name: token.text, at };
      case 'name':
        return this.#named(token, minimum);
      case 'symbol':
        return this.#symbol(token);
      case 'end':
        throw this.error(
          at,
          token.at.start === 0 ? 'the expression is empty' : 'the expression ends too early',
        );
    }
  }

  #named(token: Token, minimum: number): ExpressionNode {
    const { at, text } = token;
    if (text === 'not') {
      if (minimum > POWER.not) throw this.error(at, 'put “not …” in parentheses here');
      const operand = this.expression(POWER.not);
      return { kind: 'not', operand, at: { start: at.start, end: operand.at.end } };
    }
    if (LOGIC.has(text) || COMPARISON.has(text)) {
      throw this.error(at, `“${text}” has nothing on its left`);
    }
    const open = this.accept('(');
    return open === null ? { kind: 'name', name: text, at } : parseCall(this, token);
  }

  #symbol(token: Token): ExpressionNode {
    const { at, text } = token;
    if (text === '(') {
      const inner = this.expression();
      this.expect(')');
      this.#grouped.add(inner);
      return inner;
    }
    if (text === '-') {
      const operand = this.expression(POWER.negation);
      return { kind: 'negate', operand, at: { start: at.start, end: operand.at.end } };
    }
    if (text === '[') {
      const items: ExpressionNode[] = [];
      if (this.accept(']') === null) {
        do items.push(this.expression());
        while (this.accept(',') !== null);
        this.expect(']');
      }
      return { kind: 'list', items, at: { start: at.start, end: this.#lastEnd() } };
    }
    throw this.error(at, `expected a value, found “${text}”`);
  }

  /** The node that continues `left`, or null when the next token binds less tightly than `minimum`. */
  #infix(left: ExpressionNode, minimum: number): ExpressionNode | null {
    const { kind, text, at } = this.peek();
    if (kind !== 'symbol' && kind !== 'name') return null;
    const arithmetic = ARITHMETIC.get(text);
    if (arithmetic !== undefined) {
      const power = text === '*' || text === '/' ? POWER.product : POWER.sum;
      if (power < minimum) return null;
      this.next();
      const right = this.expression(power + 1);
      return { kind: 'arithmetic', operator: arithmetic, left, right, at: spanning(left, right) };
    }
    const comparison = COMPARISON.get(text);
    if (comparison !== undefined) {
      if (POWER.comparison < minimum) return null;
      if (left.kind === 'comparison' && !this.#grouped.has(left)) {
        throw this.error(at, 'comparisons do not chain; join two with “and”');
      }
      this.next();
      const right = this.expression(POWER.comparison + 1);
      return { kind: 'comparison', operator: comparison, left, right, at: spanning(left, right) };
    }
    const logic = LOGIC.get(text);
    if (logic === undefined) return null;
    const power = text === 'and' ? POWER.and : text === 'or' ? POWER.or : POWER.implies;
    if (power < minimum) return null;
    this.next();
    // `=>` groups to the right, `and` and `or` to the left.
    const right = this.expression(text === '=>' ? power : power + 1);
    return { kind: 'logic', operator: logic, left, right, at: spanning(left, right) };
  }

  #lastEnd(): number {
    return this.#tokens[this.#position - 1]?.at.end ?? this.source.length;
  }
}

const spanning = (left: ExpressionNode, right: ExpressionNode): Place => ({
  start: left.at.start,
  end: right.at.end,
});

const described = (token: Token): string => (token.kind === 'end' ? 'the end' : `“${token.text}”`);
