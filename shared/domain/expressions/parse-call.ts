import type { ExpressionError, ExpressionNode, Place, RowFunction, ScalarFunction } from './expression.ts';
import type { Token } from './tokens.ts';

/** What the call grammar needs of the expression parser. */
export interface CallSyntax {
  expression(): ExpressionNode;
  next(): Token;
  accept(symbol: string): Token | null;
  expect(symbol: string): Token;
  error(at: Place, problem: string): ExpressionError;
}

/** Least and most arguments of each function of values. */
const SCALAR: Readonly<Record<ScalarFunction, readonly [number, number]>> = {
  coalesce: [2, Number.POSITIVE_INFINITY],
  blank: [1, 1],
  na: [1, 1],
  num: [1, 1],
  int: [1, 1],
  len: [1, 1],
  uscc_valid: [1, 1],
  indicator: [1, 1],
  near_any: [3, 3],
  abs: [1, 1],
  min: [1, Number.POSITIVE_INFINITY],
  max: [1, Number.POSITIVE_INFINITY],
};

/** Shape of the arguments after the row set: its value, then its condition. */
const ROWS: Readonly<Record<RowFunction, { of: boolean; condition: 'required' | 'optional' | 'none' }>> = {
  sum: { of: true, condition: 'optional' },
  count: { of: false, condition: 'optional' },
  all: { of: false, condition: 'required' },
  unique: { of: true, condition: 'none' },
};

const isScalar = (name: string): name is ScalarFunction => Object.hasOwn(SCALAR, name);
const isRows = (name: string): name is RowFunction => Object.hasOwn(ROWS, name);

/** Parses a call from behind its opening parenthesis to its closing one. */
export const parseCall = (syntax: CallSyntax, name: Token): ExpressionNode => {
  if (name.text === 'prior') return parsePrior(syntax, name);
  if (name.text === 'matches') return parseMatches(syntax, name);
  if (isRows(name.text)) return parseRows(syntax, name, name.text);
  if (isScalar(name.text)) return parseScalar(syntax, name, name.text);
  throw syntax.error(name.at, `there is no function “${name.text}”`);
};

const spanning = (name: Token, close: Token): Place => ({ start: name.at.start, end: close.at.end });

const expectName = (syntax: CallSyntax, what: string): string => {
  const token = syntax.next();
  if (token.kind !== 'name') throw syntax.error(token.at, `expected ${what}`);
  return token.text;
};

const parsePrior = (syntax: CallSyntax, name: Token): ExpressionNode => {
  const of = expectName(syntax, 'a name: prior(…) takes the name of one item');
  return { kind: 'prior', name: of, at: spanning(name, syntax.expect(')')) };
};

const parseMatches = (syntax: CallSyntax, name: Token): ExpressionNode => {
  const subject = syntax.expression();
  syntax.expect(',');
  const source = syntax.next();
  if (source.kind !== 'text') throw syntax.error(source.at, 'expected a pattern in quotes');
  const at = spanning(name, syntax.expect(')'));
  try {
    return { kind: 'matches', subject, pattern: new RegExp(`^(?:${source.text})$`, 'su'), at };
  } catch {
    throw syntax.error(source.at, `“${source.text}” is not a pattern`);
  }
};

const parseRows = (syntax: CallSyntax, name: Token, called: RowFunction): ExpressionNode => {
  const shape = ROWS[called];
  const rows = expectName(syntax, 'the name of a row set');
  let of: ExpressionNode | null = null;
  if (shape.of) {
    syntax.expect(',');
    of = syntax.expression();
  }
  let condition: ExpressionNode | null = null;
  if (shape.condition === 'required') syntax.expect(',');
  if (shape.condition === 'required' || (shape.condition === 'optional' && syntax.accept(',') !== null)) {
    condition = syntax.expression();
  }
  return { kind: 'rows', function: called, rows, of, condition, at: spanning(name, syntax.expect(')')) };
};

const parseScalar = (syntax: CallSyntax, name: Token, called: ScalarFunction): ExpressionNode => {
  const given: ExpressionNode[] = [];
  let close = syntax.accept(')');
  if (close === null) {
    do given.push(syntax.expression());
    while (syntax.accept(',') !== null);
    close = syntax.expect(')');
  }
  const at = spanning(name, close);
  const [least, most] = SCALAR[called];
  if (given.length < least || given.length > most) {
    const wanted = least === most ? `${least}` : `at least ${least}`;
    throw syntax.error(at, `${called}(…) takes ${wanted} argument(s), not ${given.length}`);
  }
  if (called === 'indicator' && given[0]?.kind !== 'text') {
    throw syntax.error(at, 'indicator(…) takes an indicator code in quotes');
  }
  return { kind: 'call', function: called, arguments: given, at };
};
