import type { Environment } from './environment.ts';
import { add, type Exact, exactInteger, ZERO } from './exact.ts';
import type { ExpressionNode } from './expression.ts';
import { isExact, type Value } from './value.ts';

type RowsNode = Extract<ExpressionNode, { kind: 'rows' }>;
type Evaluate = (node: ExpressionNode, environment: Environment) => Value;

/** sum, count, all and unique over a row set. A row whose condition is null is not taken: null is not true. */
export const evaluateRows = (node: RowsNode, environment: Environment, evaluate: Evaluate): Value => {
  const { condition } = node;
  const rows = environment.rows(node.rows);
  // `all`: no row makes the condition false; a row where it is not known does not.
  if (node.function === 'all')
    return condition === null || rows.every((row) => evaluate(condition, row) !== false);
  const taken = condition === null ? rows : rows.filter((row) => evaluate(condition, row) === true);
  const { of } = node;
  if (of === null) return exactInteger(taken.length);
  return node.function === 'sum' ? sum(taken, of, evaluate) : areUnique(taken, of, evaluate);
};

/** Null as soon as one term is blank: null is never 0. */
const sum = (rows: readonly Environment[], of: ExpressionNode, evaluate: Evaluate): Exact | null => {
  let total = ZERO;
  for (const row of rows) {
    const term = evaluate(of, row);
    if (!isExact(term)) return null;
    total = add(total, term);
  }
  return total;
};

/** Blanks are no values, so any number of them may stand. */
const areUnique = (rows: readonly Environment[], of: ExpressionNode, evaluate: Evaluate): boolean => {
  const seen = new Set<string>();
  for (const row of rows) {
    const value = evaluate(of, row);
    if (value === null) continue;
    const key = isExact(value)
      ? `${value.numerator}/${value.denominator}`
      : `${typeof value}:${String(value)}`;
    if (seen.has(key)) return false;
    seen.add(key);
  }
  return true;
};
