import type { Value } from '../expressions/value.ts';
import { valueOfJson } from '../expressions/value-of-json.ts';
import type { Localised } from '../returns/filed-return.ts';
import { checkDeclared, nameCheck } from './check-names.ts';
import { type PackDefinitions, readDefinitions } from './pack-definitions.ts';
import type { ShapedPackFiles } from './pack-files.ts';
import { PackProblems } from './pack-problems.ts';
import { expressionsOf, parameterSource } from './parameter-sources.ts';
import type { InputDefinition, PackRules, ParameterSource, Rule, RuleUnit } from './rule-pack.ts';
import type { RuleAddition, RuleAdditions, RuleSource } from './rule-source.ts';
import { outlineUnits } from './rule-units.ts';
import { SUPPLIED } from './rule-vocabulary.ts';

/**
 * Makes the rules of a pack of files in their shapes: every expression parsed once, every name, code, message,
 * placeholder and label checked.
 *
 * @throws RulePackError with every problem and its place: a broken expression, an unknown code or name, a placeholder
 *   without a source, a missing message or fix hint, a rule given twice
 */
export const assembleRules = (files: ShapedPackFiles): PackRules => {
  const problems = new PackProblems();
  const { rules: source, ownRules: own, additions } = files;
  const definitions = readDefinitions(files, problems);
  problems.refuse();
  if (additions.rules !== source.version) {
    problems.add('additions.rules', `are for version ${additions.rules}, the rules are ${source.version}`);
  }
  const rules = [...source.rules, ...own.rules];
  const ids = rules.map(({ id }) => id);
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) {
    problems.add(id, 'is given twice');
  }
  for (const id of Object.keys(additions.additions)) {
    if (!ids.includes(id)) problems.add(`additions.additions.${id}`, 'there is no such rule');
  }
  const parsed = rules.flatMap((rule) => {
    const addition = additions.additions[rule.id];
    if (addition !== undefined) return [parseRule(rule, addition, additions, definitions, problems)];
    problems.add(rule.id, 'has no entry in the additions (what it runs on, message parameters, fix hint)');
    return [];
  });
  problems.refuse();
  return {
    name: additions.id,
    version: source.version,
    rules: parsed,
    inputs: definitions.inputs,
    expertIndicators: expertIndicatorsOf(definitions.inputs),
    forms: additions.forms,
    columns: additions.columns,
    fields: definitions.fieldDefinitions,
    derived: definitions.derived,
    aggregations: definitions.aggregations,
    codeLists: Object.fromEntries(
      Object.entries(additions.codeLists.lists).map(([name, { codes }]) => [name, codes]),
    ),
    codeListLabels: Object.fromEntries(
      Object.entries(additions.codeLists.lists).map(([name, { label }]) => [name, label]),
    ),
    labels: definitions.labels,
  };
};

const expertIndicatorsOf = (inputs: ReadonlyMap<string, InputDefinition>): ReadonlyMap<string, string> =>
  new Map(
    [...inputs.values()]
      .filter(({ filedBy }) => filedBy === 'ministry')
      .flatMap(({ code, usedBy }) => usedBy.map((indicator): [string, string] => [indicator, code])),
  );

const parseRule = (
  rule: RuleSource,
  addition: RuleAddition,
  additions: RuleAdditions,
  definitions: PackDefinitions,
  problems: PackProblems,
): Rule => {
  checkDeclared(rule, addition, definitions, problems);
  const when =
    rule.predicate.when === undefined
      ? null
      : problems.expression(`${rule.id}.predicate.when`, rule.predicate.when);
  const constants = constantsOf(rule);
  const check = nameCheck(rule, addition, constants, definitions, problems);
  const { message = rule.message } = addition;
  const placeholders = placeholdersOf(message);
  const { texts } = SUPPLIED[addition.runsOn];
  const { inputs, labels } = definitions;
  const units = outlineUnits(rule, addition, problems).map((outline): RuleUnit => {
    const judged = when === null ? [outline.expression] : [when, outline.expression];
    const { codes, priors, context, indicators } = check(judged, outline.place, outline.bindings);
    const reads = { codes, priors, context, indicators };
    const parameters = new Map<string, ParameterSource>();
    for (const name of placeholders) {
      const spec = outline.parameters[name];
      if (spec === undefined) {
        problems.add(`${outline.place}.message`, `no source fills the placeholder {${name}}`);
        continue;
      }
      const around = { inputs, labels, rule, outline, reads, texts, problems };
      const source = parameterSource(name, spec, around);
      if (source === null) continue;
      const place = `${outline.place}.messageParameters.${name}`;
      check(expressionsOf(source), place, outline.bindings);
      parameters.set(name, source);
    }
    for (const name of Object.keys(outline.parameters)) {
      if (!placeholders.has(name)) {
        problems.add(`${outline.place}.messageParameters.${name}`, 'is not a placeholder of the message');
      }
    }
    return {
      when,
      expression: outline.expression,
      bindings: outline.bindings,
      subject: outline.subject,
      reads,
      parameters,
    };
  });
  const { version, owner, effective } = { ...additions.defaults, ...defined(addition) };
  return {
    id: rule.id,
    version,
    severity: rule.severity,
    mode: rule.mode,
    runsOn: addition.runsOn,
    codesOf: addition.codesOf,
    owner,
    effective,
    message,
    fix: addition.fix,
    constants,
    units,
  };
};

const defined = ({ version, owner, effective }: RuleAddition) => ({
  ...(version === undefined ? {} : { version }),
  ...(owner === undefined ? {} : { owner }),
  ...(effective === undefined ? {} : { effective }),
});

/** `$name`: the rule's parameters, and `$abs` and `$rel` of its tolerance. */
const constantsOf = (rule: RuleSource): Readonly<Record<string, Value>> => ({
  ...Object.fromEntries(Object.entries(rule.parameters).map(([name, of]) => [name, valueOfJson(of.default)])),
  ...(rule.tolerance === null
    ? {}
    : { abs: valueOfJson(rule.tolerance.abs), rel: valueOfJson(rule.tolerance.rel) }),
});

const placeholdersOf = ({ zh, en }: Localised): ReadonlySet<string> =>
  new Set([...`${zh}${en}`.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name));
