import { describe, expect, test } from 'vitest';
import ownRules from '../../../shared/data/rule-pack/own-rules.json' with { type: 'json' };
import validationRules from '../../../shared/data/validation-rules.json' with { type: 'json' };
import { type Environment, environmentOf } from '../../../shared/domain/expressions/environment.ts';
import { NOT_APPLICABLE, type Value } from '../../../shared/domain/expressions/value.ts';
import { valueOfJson } from '../../../shared/domain/expressions/value-of-json.ts';
import { filedValue } from '../../../shared/domain/rules/filed-value.ts';
import { judgeUnit } from '../../../shared/domain/rules/judge-unit.ts';
import { loadRulePack } from '../../../shared/domain/rules/load-rule-pack.ts';
import { renderMessage } from '../../../shared/domain/rules/render-message.ts';
import type { Rule } from '../../../shared/domain/rules/rule-pack.ts';
import { SUPPLIED } from '../../../shared/domain/rules/rule-vocabulary.ts';

interface Fixture {
  readonly values?: Readonly<Record<string, unknown>>;
  readonly prior?: Readonly<Record<string, unknown>>;
  readonly indicators?: Readonly<Record<string, unknown>>;
  readonly rows?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly why?: string;
}

const pack = loadRulePack('2021');

/** What is typed into a cell goes the way of a cell; the engine's own facts stay as they are. */
const asFiled = (values: Readonly<Record<string, unknown>> = {}): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && (pack.inputs.has(name) || isNumberField(name) || name === 'score.value')
        ? filedValue({ raw: value, stored: 'text' })
        : typeof value === 'string' &&
            pack.fields.has(name) &&
            filedValue({ raw: value, stored: 'text' }) === NOT_APPLICABLE
          ? NOT_APPLICABLE
          : valueOfJson(value),
    ]),
  );

const isNumberField = (name: string): boolean => (pack.fields.get(name)?.unit ?? '') !== '';

const environmentOfFixture = (rule: Rule, fixture: Fixture): Environment =>
  environmentOf({
    values: asFiled(fixture.values),
    prior: asFiled(fixture.prior),
    indicators: asFiled(fixture.indicators),
    rows: Object.fromEntries(
      Object.entries(fixture.rows ?? {}).map(([set, rows]) => [set, rows.map((row) => asFiled(row))]),
    ),
    notApplicableAs: rule.runsOn.startsWith('enterprise-') ? 'zero' : 'null',
  });

/** “Where a rule runs once per code, only the codes that the fixture names are evaluated.” */
const findingsOf = (rule: Rule, fixture: Fixture) => {
  const named = new Set([...Object.keys(fixture.values ?? {}), ...Object.keys(fixture.prior ?? {})]);
  const perCode = rule.units.filter(({ subject }) => subject !== null && named.has(subject));
  const [first] = rule.units;
  const units = first?.subject == null ? rule.units : perCode.length > 0 ? perCode : [first];
  const texts = Object.fromEntries(SUPPLIED[rule.runsOn].texts.map((name) => [name, `<${name}>`]));
  const environment = environmentOfFixture(rule, fixture);
  return units
    .map((unit) => judgeUnit(rule, unit, { environment, entity: 'P021', fields: [], cells: [], texts }))
    .filter((finding) => finding !== null);
};

const RUN_HERE = pack.rules.filter(({ runsOn }) => runsOn !== 'cross-park');
const sources = new Map([...validationRules.rules, ...ownRules.rules].map((rule) => [rule.id, rule]));
const fixturesOf = (id: string, kind: 'pass' | 'fail') =>
  (sources.get(id)?.fixtures[kind] ?? []).map((fixture, index): [string, Fixture] => {
    const { why } = fixture as Fixture;
    return [`${kind} ${index + 1}${why === undefined ? '' : `: ${why}`}`, fixture as Fixture];
  });

test('every rule that a file can break is run', () => {
  expect(RUN_HERE).toHaveLength(90);
  expect(pack.rules.filter(({ runsOn }) => runsOn === 'cross-park').map(({ id }) => id)).toEqual([
    'R-C-001',
    'R-C-002',
    'R-C-003',
  ]);
});

describe.each(RUN_HERE.map((rule): [string, Rule] => [rule.id, rule]))('%s', (id, rule) => {
  test.each(fixturesOf(id, 'pass'))('%s', (_, fixture) => {
    expect(findingsOf(rule, fixture)).toEqual([]);
  });

  test.each(fixturesOf(id, 'fail'))('%s', (_, fixture) => {
    const findings = findingsOf(rule, fixture);
    expect(findings.length).toBeGreaterThan(0);
    for (const { rule: broken, parameters } of findings) {
      expect(broken).toBe(id);
      for (const locale of ['zh', 'en'] as const) {
        const message = renderMessage(rule.message, parameters, locale);
        expect(message).not.toMatch(/[{}]|undefined|null|NaN|Infinity|\[object|\d{4,}\.\d{5}/);
      }
    }
  });
});
