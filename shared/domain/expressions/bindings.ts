import type { Environment } from './environment.ts';
import { evaluate } from './evaluate.ts';
import type { Expression } from './expression.ts';

/** The same names, but each standing for last year's value; of the year before last nothing is known. */
const lastYear = (environment: Environment): Environment => ({
  notApplicableAs: environment.notApplicableAs,
  value: (name) => environment.prior(name),
  prior: () => null,
  parameter: (name) => environment.parameter(name),
  indicator: () => null,
  rows: () => [],
});

/**
 * An environment in which some names stand for expressions (`each` of a rule: `part` → `qd06 + qd07`).
 *
 * A bound name is evaluated where it is used, so inside sum, count and all it reads the row. `prior` of a bound name
 * takes last year's value of every name in its expression.
 */
export const withBindings = (
  environment: Environment,
  bindings: ReadonlyMap<string, Expression>,
): Environment => ({
  notApplicableAs: environment.notApplicableAs,
  value: (name) => {
    const bound = bindings.get(name);
    return bound === undefined ? environment.value(name) : evaluate(bound, environment);
  },
  prior: (name) => {
    const bound = bindings.get(name);
    return bound === undefined ? environment.prior(name) : evaluate(bound, lastYear(environment));
  },
  parameter: (name) => environment.parameter(name),
  indicator: (code) => environment.indicator(code),
  rows: (name) => environment.rows(name).map((row) => withBindings(row, bindings)),
});
