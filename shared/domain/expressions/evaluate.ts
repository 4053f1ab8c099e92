import type { Environment } from './environment.ts';
import { add, compare, divide, multiply, negate, subtract, ZERO } from './exact.ts';
import type { ArithmeticOperator, ComparisonOperator, Expression, ExpressionNode } from './expression.ts';
import { evaluateRows } from './row-functions.ts';
import { callScalar } from './scalar-functions.ts';
import { and, implies, not, or, type Truth } from './three-valued.ts';
import { areEqual, isExact, isList, NOT_APPLICABLE, type Value } from './value.ts';

export type { Environment } from './environment.ts';

/**
 * Value of an expression in an environment, exactly.
 *
 * Null (blank) makes arithmetic and comparisons null; division by zero is null; and, or, not, => are Kleene's. A value
 * of the wrong kind (text in a sum, a number in `and`) is null too: what a cell may hold is another rule's business.
 * Two present values of different kinds are unequal. Throws only what the environment throws.
 */
export const evaluate = (expression: Expression, environment: Environment): Value =>
  evaluateNode(expression.root, environment);

/** As evaluate, for a condition: anything that is not a truth value is null. */
export const evaluateTruth = (expression: Expression, environment: Environment): Truth =>
  truthOf(evaluateNode(expression.root, environment));

const truthOf = (value: Value): Truth => (typeof value === 'boolean' ? value : null);

/** 不适用 as what it counts as; every other value as it is. */
const counted = (value: Value, environment: Environment): Value =>
  value !== NOT_APPLICABLE ? value : environment.notApplicableAs === 'zero' ? ZERO : null;

/** Value of a node; may be 不适用, which `na`, `blank` and `num` can tell. */
const evaluateNode = (node: ExpressionNode, environment: Environment): Value => {
  switch (node.kind) {
    case 'number':
    case 'text':
      return node.value;
    case 'list':
      return node.items.map((item) => evaluateNode(item, environment));
    case 'name':
      return environment.value(node.name);
    case 'parameter':
      return environment.parameter(node.name);
    case 'prior':
      return environment.prior(node.name);
    case 'negate': {
      const operand = present(node.operand, environment);
      return isExact(operand) ? negate(operand) : null;
    }
    case 'not':
      return not(truthOf(evaluateNode(node.operand, environment)));
    case 'arithmetic':
      return calculate(node.operator, present(node.left, environment), present(node.right, environment));
    case 'comparison':
      return judge(node.operator, present(node.left, environment), present(node.right, environment));
    case 'logic': {
      const left = truthOf(evaluateNode(node.left, environment));
      if (left === false && node.operator === 'and') return false;
      if (left === true && node.operator === 'or') return true;
      if (left === false && node.operator === '=>') return true;
      const right = truthOf(evaluateNode(node.right, environment));
      return node.operator === 'and'
        ? and(left, right)
        : node.operator === 'or'
          ? or(left, right)
          : implies(left, right);
    }
    case 'matches': {
      const subject = present(node.subject, environment);
      return typeof subject === 'string' ? node.pattern.test(subject) : null;
    }
    case 'rows':
      return evaluateRows(node, environment, present);
    case 'call':
      return node.function === 'indicator'
        ? indicator(node.arguments[0], environment)
        : callScalar(
            node.function,
            node.arguments.map((argument) => evaluateNode(argument, environment)),
            (value) => counted(value, environment),
          );
  }
};

/** Value of a node with 不适用 replaced by what it counts as. */
const present = (node: ExpressionNode, environment: Environment): Value =>
  counted(evaluateNode(node, environment), environment);

const indicator = (code: ExpressionNode | undefined, environment: Environment): Value =>
  code?.kind === 'text' ? environment.indicator(code.value) : null;

const calculate = (operator: ArithmeticOperator, left: Value, right: Value): Value => {
  if (!isExact(left) || !isExact(right)) return null;
  switch (operator) {
    case '+':
      return add(left, right);
    case '-':
      return subtract(left, right);
    case '*':
      return multiply(left, right);
    case '/':
      return divide(left, right);
  }
};

const judge = (operator: ComparisonOperator, left: Value, right: Value): Truth => {
  if (left === null || right === null) return null;
  if (operator === '==') return areEqual(left, right);
  if (operator === '!=') return !areEqual(left, right);
  if (operator === 'in') return isIn(left, right);
  if (!isExact(left) || !isExact(right)) return null;
  const sign = compare(left, right);
  switch (operator) {
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
  }
};

/** A chain of `==` joined by `or`: not found beside a blank item is not known. */
const isIn = (value: Value, list: Value): Truth => {
  if (!isList(list)) return null;
  return list.reduce<Truth>((found, item) => or(found, item === null ? null : areEqual(value, item)), false);
};
