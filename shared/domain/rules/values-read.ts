import { decimalText } from '../expressions/decimal.ts';
import type { Environment } from '../expressions/environment.ts';
import { evaluate } from '../expressions/evaluate.ts';
import type { ExpressionNode } from '../expressions/expression.ts';
import { childrenOf } from '../expressions/names-in.ts';
import { callScalar } from '../expressions/scalar-functions.ts';
import { isExact, isList, NOT_APPLICABLE, type Value } from '../expressions/value.ts';
import type { ExplainedValues } from './explained-values.ts';
import type { RuleUnit } from './rule-pack.ts';

/**
 * What a unit of a rule reads in an environment and on which side of each of its thresholds that lies.
 * @param environment with the unit's constants and bindings.
 * @param totals of rows, by their text in the expressions, that the unit reads as parameters.
 */
export const explainedValues = (
  unit: RuleUnit,
  environment: Environment,
  totals: ReadonlyMap<string, Value> = new Map(),
): ExplainedValues => {
  const { codes, priors, indicators } = unit.reads;
  const expressions = [unit.when, unit.expression, ...unit.bindings.values()].filter((one) => one !== null);
  const read: (readonly [string, Value])[] = [
    ...codes.map((code) => [code, environment.value(code)] as const),
    ...priors.map((code) => [`prior(${code})`, environment.prior(code)] as const),
    ...indicators.map((code) => [`indicator(${code})`, environment.indicator(code)] as const),
    ...expressions.flatMap(({ source, root }) =>
      nodesOf(root)
        .filter(({ kind }) => kind === 'rows')
        .map((node) => [source.slice(node.at.start, node.at.end), valueAt(node, environment)] as const),
    ),
    ...totals,
  ];
  const thresholds = [unit.when, unit.expression].flatMap((one) => (one === null ? [] : nodesOf(one.root)));
  return {
    values: Object.fromEntries(
      read.flatMap(([name, value]) => {
        const text = textOf(value);
        return text === null ? [] : [[name, text] as const];
      }),
    ),
    sides: thresholds
      .map((node) => sideOf(node, environment))
      .filter((side) => side !== null)
      .join(','),
  };
};

/** A node and what is below it, left to right; what stands inside a row set is about its rows. */
const nodesOf = (node: ExpressionNode): readonly ExpressionNode[] =>
  node.kind === 'rows' ? [node] : [node, ...childrenOf(node).flatMap(nodesOf)];

const valueAt = (root: ExpressionNode, environment: Environment): Value =>
  evaluate({ source: '', root }, environment);

const textOf = (value: Value): string | null => {
  if (value === null) return null;
  if (value === NOT_APPLICABLE) return 'N/A';
  if (isExact(value)) return decimalText(value) ?? `${value.numerator}/${value.denominator}`;
  return isList(value) ? JSON.stringify(value.map(textOf)) : String(value).toWellFormed();
};

const CONDITIONS: ReadonlySet<string> = new Set(['blank', 'na', 'num', 'int', 'uscc_valid']);

/** Null where the node is no threshold. */
const sideOf = (node: ExpressionNode, environment: Environment): string | null => {
  switch (node.kind) {
    case 'comparison':
    case 'matches':
      return truth(valueAt(node, environment));
    case 'rows':
      return node.function === 'all' || node.function === 'unique' ? truth(valueAt(node, environment)) : null;
    case 'call':
      if (node.function === 'near_any') return factorOf(node.arguments, environment);
      return CONDITIONS.has(node.function) ? truth(valueAt(node, environment)) : null;
    default:
      return null;
  }
};

const truth = (value: Value): string => (value === true ? 't' : value === false ? 'f' : '?');

/** Which factor of near_any(x, list, band) the value is near, from 1: each has thresholds of its own. */
const factorOf = (given: readonly ExpressionNode[], environment: Environment): string => {
  const [x = null, factors = null, band = null] = given.map((node) => valueAt(node, environment));
  if (factors === null || !isList(factors)) return '?';
  const isNear = (factor: Value): boolean =>
    callScalar('near_any', [x, [factor], band], (value) => value) === true;
  return String(factors.findIndex(isNear) + 1);
};
