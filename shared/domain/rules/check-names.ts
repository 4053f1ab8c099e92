import type { Expression } from '../expressions/expression.ts';
import type { Value } from '../expressions/value.ts';
import { isCode, type PackDefinitions } from './pack-definitions.ts';
import type { PackProblems } from './pack-problems.ts';
import type { RuleAddition, RuleSource } from './rule-source.ts';
import { readsOf } from './rule-units.ts';
import { SUPPLIED, TASK_NAMES } from './rule-vocabulary.ts';

/** What the rule says that it reads must exist. */
export const checkDeclared = (
  rule: RuleSource,
  addition: RuleAddition,
  definitions: PackDefinitions,
  problems: PackProblems,
): void => {
  const require = (member: string, names: readonly string[], isKnown: (name: string) => boolean): void => {
    for (const name of names)
      if (!isKnown(name)) problems.add(`${rule.id}.${member}`, `“${name}” is unknown`);
  };
  const supplied = new Set([...SUPPLIED[addition.runsOn].names, ...TASK_NAMES]);
  require('fields', rule.fields, (name) => definitions.fields.has(name));
  require('parkInputs', rule.parkInputs, (name) => definitions.inputs.has(name));
  require('derived', rule.derived, (name) => definitions.derived.has(name));
  require('context', rule.context, (name) => supplied.has(name));
  require('indicators', rule.indicators, (code) => code === 'all' || definitions.indicators.has(code));
};

type Reads = ReturnType<typeof readsOf>;

/**
 * The check of the expressions of one rule: every name in them must be one that the rule says it reads. Answers what the
 * expressions read, their bindings followed.
 */
export const nameCheck = (
  rule: RuleSource,
  addition: RuleAddition,
  constants: Readonly<Record<string, Value>>,
  definitions: PackDefinitions,
  problems: PackProblems,
): ((
  expressions: readonly Expression[],
  place: string,
  bindings: ReadonlyMap<string, Expression>,
) => Reads) => {
  const keys = rule.keys.length > 0 || rule.forms.includes('expert-scores') ? definitions.keys : [];
  const known = new Set([
    ...rule.fields,
    ...rule.parkInputs,
    ...rule.derived,
    ...rule.context,
    ...keys,
    ...(addition.runsOn.startsWith('score-') ? SUPPLIED[addition.runsOn].names : []),
  ]);
  const isOurs = (name: string): boolean => isCode(name, definitions);
  return (expressions, place, bindings) => {
    const reads = readsOf(expressions, bindings, isOurs);
    for (const name of [...reads.codes, ...reads.priors, ...reads.context]) {
      if (!known.has(name)) problems.add(place, `“${name}” is not among what the rule reads`);
    }
    for (const name of reads.parameters) {
      if (!Object.hasOwn(constants, name)) problems.add(place, `there is no parameter $${name}`);
    }
    for (const name of reads.rows) {
      if (!rule.rows.includes(name)) problems.add(place, `there is no row set “${name}”`);
    }
    for (const code of reads.indicators) {
      if (!definitions.indicators.has(code)) problems.add(place, `there is no indicator ${code}`);
    }
    return reads;
  };
};
