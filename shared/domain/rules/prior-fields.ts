import type { Expression } from '../expressions/expression.ts';
import { namesIn } from '../expressions/names-in.ts';
import { expressionsOf } from './parameter-sources.ts';
import type { RulePack, RuleUnit } from './rule-pack.ts';

const expressionsIn = ({ when, expression, bindings, parameters }: RuleUnit): readonly Expression[] => [
  expression,
  ...(when === null ? [] : [when]),
  ...bindings.values(),
  ...[...parameters.values()].flatMap(expressionsOf),
];

/**
 * Every field that the rules of a pack may read of last year's enterprise records, the credit code among them: whoever
 * loads no others gives the same findings as whoever loads all. Empty where no rule compares the records of two years.
 */
export const priorFieldsOf = ({ rules, derived, fields }: RulePack): ReadonlySet<string> => {
  const units = rules.filter(({ runsOn }) => runsOn.endsWith('-of-both-years')).flatMap((rule) => rule.units);
  const found = new Set<string>();
  const followed = new Set<string>();
  const follow = (expression: Expression): void => {
    const { names, priors } = namesIn(expression);
    for (const name of [...names, ...priors]) {
      if (fields.has(name)) found.add(name);
      const meant = derived.get(name);
      if (meant === undefined || followed.has(name)) continue;
      followed.add(name);
      follow(meant);
    }
  };
  for (const expression of units.flatMap(expressionsIn)) follow(expression);
  return units.length === 0 ? found : new Set(['uscc', ...found]);
};
