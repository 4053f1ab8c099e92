import type { Expression, ExpressionNode } from '../expressions/expression.ts';
import { namesIn } from '../expressions/names-in.ts';
import type { PackProblems } from './pack-problems.ts';
import type { UnitReads } from './rule-pack.ts';
import type { EachSource, RuleAddition, RuleSource } from './rule-source.ts';

/** What one evaluation of a rule is made of, before its message parameters. */
export interface UnitOutline {
  readonly place: string;
  readonly expression: Expression;
  readonly bindings: ReadonlyMap<string, Expression>;
  readonly subject: string | null;
  /** Labels that the entry of `each` gives itself. */
  readonly labels: Readonly<Record<string, { zh: string; en: string }>>;
  readonly parameters: Exclude<RuleAddition['messageParameters'], undefined>;
}

/** The evaluations of a rule: entries of `each`, its codes, its `cases`, or the rule as a whole. */
export const outlineUnits = (
  rule: RuleSource,
  addition: RuleAddition,
  problems: PackProblems,
): readonly UnitOutline[] => {
  const expression = problems.expression(`${rule.id}.predicate.expression`, rule.predicate.expression);
  if (expression === null) return [];
  if (addition.cases !== undefined) return outlineCases(rule, expression, addition.cases, problems);
  const parameters = addition.messageParameters ?? {};
  if (addition.messageParameters === undefined) problems.add(rule.id, 'has no messageParameters');
  const whole = { place: rule.id, expression, bindings: new Map(), subject: null, labels: {}, parameters };
  const each = rule.predicate.each ?? addition.each;
  return each === undefined ? [whole] : eachUnit(rule, each, whole, problems);
};

const eachUnit = (
  rule: RuleSource,
  each: EachSource,
  whole: UnitOutline,
  problems: PackProblems,
): readonly UnitOutline[] => {
  if (typeof each === 'string') {
    const codes = each === 'fields as value' ? rule.fields : rule.parkInputs;
    if (codes.length === 0)
      problems.add(`${rule.id}.predicate.each`, `“${each}” but the rule names no codes`);
    return codes.flatMap((code) => {
      const bound = problems.expression(`${rule.id}.${code}`, code);
      return bound === null
        ? []
        : [{ ...whole, place: `${rule.id}.${code}`, bindings: new Map([['value', bound]]), subject: code }];
    });
  }
  return each.map((entry, index) => {
    const { label = {}, ...sources } = entry;
    const bindings = new Map<string, Expression>();
    const place = `${rule.id}.predicate.each.${index}`;
    for (const [name, source] of Object.entries(sources)) {
      const bound = typeof source === 'string' ? problems.expression(`${place}.${name}`, source) : null;
      if (bound !== null) bindings.set(name, bound);
    }
    return { ...whole, place, bindings, labels: label };
  });
};

const outlineCases = (
  rule: RuleSource,
  expression: Expression,
  cases: NonNullable<RuleAddition['cases']>,
  problems: PackProblems,
): readonly UnitOutline[] => {
  const conjuncts = conjunctsOf(expression.root).map(({ at }) =>
    withoutSpaces(expression.source.slice(at.start, at.end)),
  );
  const written = cases.map((one) => withoutSpaces(one.expression));
  // A conjunction is false exactly when one of its parts is, so cases change the words of a rule, never its judgement.
  if (conjuncts.join('\n') !== written.join('\n')) {
    problems.add(`${rule.id}.cases`, 'are not the conjuncts of the rule’s expression, in their order');
  }
  return cases.flatMap((one, index) => {
    const place = `${rule.id}.cases.${index}`;
    const parsed = problems.expression(`${place}.expression`, one.expression);
    if (parsed === null) return [];
    const parameters = one.messageParameters;
    return [{ place, expression: parsed, bindings: new Map(), subject: null, labels: {}, parameters }];
  });
};

const conjunctsOf = (node: ExpressionNode): readonly ExpressionNode[] =>
  node.kind === 'logic' && node.operator === 'and'
    ? [...conjunctsOf(node.left), ...conjunctsOf(node.right)]
    : [node];

const withoutSpaces = (text: string): string => text.replace(/\s+/g, '');

/** Everything a unit reads once its bindings are followed; `isCode` tells codes from the engine's names. */
export const readsOf = (
  expressions: readonly Expression[],
  bindings: ReadonlyMap<string, Expression>,
  isCode: (name: string) => boolean,
): UnitReads & { readonly parameters: readonly string[]; readonly rows: readonly string[] } => {
  // Lists: a handful of names each, asked for some thousand times while a pack is loaded.
  const codes: string[] = [];
  const priors: string[] = [];
  const context: string[] = [];
  const indicators: string[] = [];
  const parameters: string[] = [];
  const rows: string[] = [];
  const follow = (expression: Expression, asPrior: boolean, bound: ReadonlyMap<string, Expression>): void => {
    const used = namesIn(expression);
    const refer = (name: string, prior: boolean): void => {
      const standsFor = bound.get(name);
      if (standsFor !== undefined) follow(standsFor, prior, NOTHING_BOUND);
      else addOnce(!isCode(name) ? context : prior ? priors : codes, name);
    };
    for (const name of used.names) refer(name, asPrior);
    for (const name of used.priors) refer(name, true);
    for (const code of used.indicators) addOnce(indicators, code);
    for (const name of used.parameters) addOnce(parameters, name);
    for (const name of used.rows) addOnce(rows, name);
  };
  for (const expression of expressions) follow(expression, false, bindings);
  return { codes, priors, context, indicators, parameters, rows };
};

const NOTHING_BOUND: ReadonlyMap<string, Expression> = new Map();

const addOnce = (names: string[], name: string): void => {
  if (!names.includes(name)) names.push(name);
};
