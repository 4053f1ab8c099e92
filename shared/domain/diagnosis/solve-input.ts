import type { Environment } from '../expressions/environment.ts';
import { evaluate } from '../expressions/evaluate.ts';
import { add, divide, type Exact, exactRatio, multiply, negate, ZERO } from '../expressions/exact.ts';
import type { Expression, ExpressionNode } from '../expressions/expression.ts';
import { namesIn } from '../expressions/names-in.ts';
import { isExact } from '../expressions/value.ts';

/** Coefficients of a polynomial in the input, constant first. */
type Polynomial = readonly Exact[];

/** Quotient of two polynomials in the input. */
interface RationalFunction {
  readonly numerator: Polynomial;
  readonly denominator: Polynomial;
}

/** Why an input has no exact solution. */
export type Unsolved =
  /** The value does not depend on it, the others being what they are. */
  | 'without-effect'
  /** The formula is not linear in it, nor a quotient of linear ones: nothing is solved here. */
  | 'not-linear'
  /** Another input that the formula needs is blank or 不适用. */
  | 'others-missing';

const ONE: Exact = { numerator: 1n, denominator: 1n };

/**
 * The value of one input at which a formula equals `target`, all other inputs as they are; exact.
 *
 * As a function of one input the formula is brought to p(x) ÷ q(x) with exact coefficients; p(x) − target × q(x) = 0
 * is solved where it is linear, which holds for sums, shares, ratios and growth rates. The solution may lie where the
 * formula has no meaning (a denominator below 0): whoever uses it evaluates the formula there.
 */
export const solveInput = (
  expression: Expression,
  input: string,
  environment: Environment,
  target: Exact,
): Exact | Unsolved => {
  const { names, priors } = namesIn(expression);
  const known = [
    ...names.filter((name) => name !== input).map((name) => environment.value(name)),
    ...priors.map((name) => environment.prior(name)),
  ];
  if (!known.every(isExact)) return 'others-missing';
  const rational = rationalIn(expression.root, input, environment);
  if (rational === null) return 'not-linear';
  const { numerator, denominator } = rational;
  const [constant = ZERO, slope = ZERO, ...higher] = sum(numerator, scaled(denominator, negate(target)));
  if (higher.some((coefficient) => coefficient.numerator !== 0n)) return 'not-linear';
  return divide(negate(constant), slope) ?? 'without-effect';
};

/** Null where the node is no rational function of the input, or has no value without it. */
const rationalIn = (
  node: ExpressionNode,
  input: string,
  environment: Environment,
): RationalFunction | null => {
  if (node.kind === 'name' && node.name === input) return over([ZERO, ONE]);
  if (!namesIn({ source: '', root: node }).names.includes(input)) {
    const value = evaluate({ source: '', root: node }, environment);
    return isExact(value) ? over([value]) : null;
  }
  if (node.kind === 'negate') {
    const operand = rationalIn(node.operand, input, environment);
    return operand && { ...operand, numerator: scaled(operand.numerator, negate(ONE)) };
  }
  if (node.kind !== 'arithmetic') return null;
  const left = rationalIn(node.left, input, environment);
  const right = rationalIn(node.right, input, environment);
  if (left === null || right === null) return null;
  switch (node.operator) {
    case '+':
    case '-':
      return {
        numerator: sum(
          product(left.numerator, right.denominator),
          scaled(product(right.numerator, left.denominator), node.operator === '+' ? ONE : negate(ONE)),
        ),
        denominator: product(left.denominator, right.denominator),
      };
    case '*':
      return {
        numerator: product(left.numerator, right.numerator),
        denominator: product(left.denominator, right.denominator),
      };
    case '/':
      return {
        numerator: product(left.numerator, right.denominator),
        denominator: product(left.denominator, right.numerator),
      };
  }
};

const over = (numerator: Polynomial): RationalFunction => ({ numerator, denominator: [ONE] });

const sum = (a: Polynomial, b: Polynomial): Polynomial =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, power) => add(a[power] ?? ZERO, b[power] ?? ZERO));

const scaled = (a: Polynomial, by: Exact): Polynomial => a.map((coefficient) => multiply(coefficient, by));

const product = (a: Polynomial, b: Polynomial): Polynomial =>
  Array.from({ length: a.length + b.length - 1 }, (_, power) =>
    a.reduce(
      (total, coefficient, index) => add(total, multiply(coefficient, b[power - index] ?? ZERO)),
      ZERO,
    ),
  );

/** A finite double as the exact number that it is in binary (not the decimal that it is printed as). */
export const exactOfDouble = (value: number): Exact => {
  let denominator = 1n;
  let whole = value;
  for (; !Number.isInteger(whole); whole *= 2) denominator *= 2n;
  return exactRatio(BigInt(whole), denominator);
};
