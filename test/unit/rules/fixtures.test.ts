import { describe, expect, test } from 'vitest';
import ownRules from '../../../shared/data/rule-pack/own-rules.json' with { type: 'json' };
import validationRules from '../../../shared/data/validation-rules.json' with { type: 'json' };
import { type Environment, environmentOf } from '../../../shared/domain/expressions/environment.ts';
import type { Value } from '../../../shared/domain/expressions/value.ts';
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
  readonly why?: string;
}

const pack = loadRulePack('2021');

/** What is typed into a cell goes the way of a cell; the engine's own facts stay as they are. */
const asFiled = (values: Readonly<Record<string, unknown>> = {}): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && (pack.inputs.has(name) || name === 'score.value')
        ? filedValue({ raw: value, stored: 'text' })
        : valueOfJson(value),
    ]),
  );

const environmentOfFixture = (fixture: Fixture): Environment =>
  environmentOf({
    values: asFiled(fixture.values),
    prior: asFiled(fixture.prior),
    indicators: asFiled(fixture.indicators),
    notApplicableAs: 'null',
  });

/** “Where a rule runs once per code, only the codes that the fixture names are evaluated.” */
const findingsOf = (rule: Rule, fixture: Fixture) => {
  const named = new Set([...Object.keys(fixture.values ?? {}), ...Object.keys(fixture.prior ?? {})]);
  const perCode = rule.units.filter(({ subject }) => subject !== null && named.has(subject));
  const [first] = rule.units;
  const units = first?.subject == null ? rule.units : perCode.length > 0 ? perCode : [first];
  const texts = Object.fromEntries(SUPPLIED[rule.runsOn].texts.map((name) => [name, `<${name}>`]));
  const environment = environmentOfFixture(fixture);
  return units
    .map((unit) => judgeUnit(rule, unit, { environment, entity: 'P021', fields: [], cells: [], texts }))
    .filter((finding) => finding !== null);
};

const RUN_HERE = pack.rules.filter(
  ({ runsOn }) => !runsOn.startsWith('enterprise-') && runsOn !== 'cross-park',
);
const sources = new Map([...validationRules.rules, ...ownRules.rules].map((rule) => [rule.id, rule]));
const fixturesOf = (id: string, kind: 'pass' | 'fail') =>
  (sources.get(id)?.fixtures[kind] ?? []).map((fixture, index): [string, Fixture] => {
    const { why } = fixture as Fixture;
    return [`${kind} ${index + 1}${why === undefined ? '' : `: ${why}`}`, fixture as Fixture];
  });

test('the rules that a file or its park inputs can break are run', () => {
  expect(RUN_HERE.map(({ id }) => id)).toEqual([
    ...['R-F-001', 'R-F-002', 'R-F-003', 'R-F-004', 'R-F-005', 'R-F-006', 'R-F-008', 'R-T-009', 'R-T-010'],
    ...['R-A-001', 'R-A-002', 'R-A-003', 'R-A-004', 'R-A-005', 'R-A-006', 'R-A-007', 'R-A-009', 'R-A-010'],
    ...['R-D-001', 'R-D-002', 'R-D-003', 'R-D-004', 'R-D-005', 'R-D-006', 'R-D-007', 'R-D-008', 'R-D-009'],
    ...['R-P-001', 'R-P-002', 'R-P-004', 'R-P-006', 'R-P-007'],
    ...['R-F-101', 'R-E-101', 'R-E-102', 'R-E-103', 'R-E-104', 'R-E-105', 'R-E-106'],
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
