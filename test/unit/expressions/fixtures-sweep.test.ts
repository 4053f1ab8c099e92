import { describe, expect, it } from 'vitest';
import pack from '../../../shared/data/validation-rules.json' with { type: 'json' };
import { withBindings } from '../../../shared/domain/expressions/bindings.ts';
import { environmentOf } from '../../../shared/domain/expressions/environment.ts';
import { evaluateTruth } from '../../../shared/domain/expressions/evaluate.ts';
import type { Expression } from '../../../shared/domain/expressions/expression.ts';
import { namesIn } from '../../../shared/domain/expressions/names-in.ts';
import { parseExpression } from '../../../shared/domain/expressions/parse-expression.ts';
import { NOT_APPLICABLE, type Value } from '../../../shared/domain/expressions/value.ts';
import { valueOfJson } from '../../../shared/domain/expressions/value-of-json.ts';

interface Fixture {
  readonly values?: Record<string, unknown>;
  readonly prior?: Record<string, unknown>;
  readonly indicators?: Record<string, unknown>;
  readonly rows?: Record<string, readonly Record<string, unknown>[]>;
}
interface Rule {
  readonly id: string;
  readonly scope: string;
  readonly predicate: { when?: string; expression: string; each?: string | Record<string, unknown>[] };
  readonly parameters?: Record<string, { default: unknown }> | null;
  readonly tolerance?: { abs: number; rel: number } | null;
  readonly fixtures: { pass: Fixture[]; fail: Fixture[] };
}
const rules = pack.rules as unknown as Rule[];

/** As the engine reads a cell: an empty text is a blank, both spellings of 不适用 are the declaration. */
const value = (json: unknown): Value => {
  if (json === 'N/A' || json === '不适用') return NOT_APPLICABLE;
  return json === '' ? null : valueOfJson(json);
};
const values = (record: Record<string, unknown> = {}): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).map(([name, json]) => [name, value(json)]));

const SUPPLIED = /[.]/;

/** One binding set per evaluation: the entries of `each`, or one per code that the fixture names. */
const bindingsOf = (rule: Rule, fixture: Fixture): Map<string, Expression>[] => {
  const { each } = rule.predicate;
  if (each === undefined) return [new Map()];
  if (typeof each === 'string') {
    const codes = new Set([...Object.keys(fixture.values ?? {}), ...Object.keys(fixture.prior ?? {})]);
    return [...codes]
      .filter((code) => !SUPPLIED.test(code))
      .map((code) => new Map([['value', parseExpression(code)]]));
  }
  return each.map(
    (entry) =>
      new Map(
        Object.entries(entry).flatMap(([name, source]) =>
          typeof source === 'string' ? [[name, parseExpression(source)] as const] : [],
        ),
      ),
  );
};

const isViolated = (rule: Rule, fixture: Fixture): boolean => {
  const parameters = Object.fromEntries<Value>(
    Object.entries(rule.parameters ?? {}).map(([name, { default: json }]) => [name, value(json)]),
  );
  const base = environmentOf({
    values: values(fixture.values),
    prior: values(fixture.prior),
    indicators: values(fixture.indicators),
    rows: Object.fromEntries(
      Object.entries(fixture.rows ?? {}).map(([name, rows]) => [name, rows.map((row) => values(row))]),
    ),
    parameters: { ...parameters, ...values({ ...rule.tolerance }) },
    notApplicableAs: ['park', 'prior-year', 'cross-park'].includes(rule.scope) ? 'null' : 'zero',
  });
  const expression = parseExpression(rule.predicate.expression);
  return bindingsOf(rule, fixture).some((bindings) => {
    const environment = withBindings(base, bindings);
    const { when } = rule.predicate;
    if (when !== undefined && evaluateTruth(parseExpression(when), environment) !== true) return false;
    return evaluateTruth(expression, environment) === false;
  });
};

describe('every rule of the pack, on its own fixtures', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
    expect(rule.fixtures.pass.map((fixture) => isViolated(rule, fixture))).toEqual(
      rule.fixtures.pass.map(() => false),
    );
    expect(rule.fixtures.fail.map((fixture) => isViolated(rule, fixture))).toEqual(
      rule.fixtures.fail.map(() => true),
    );
  });

  it('uses only declared parameters', () => {
    for (const rule of rules) {
      const declared = new Set([
        ...Object.keys(rule.parameters ?? {}),
        ...(rule.tolerance ? ['abs', 'rel'] : []),
      ]);
      const { parameters } = namesIn(parseExpression(rule.predicate.expression));
      expect(
        parameters.filter((name) => !declared.has(name)),
        rule.id,
      ).toEqual([]);
    }
  });
});
