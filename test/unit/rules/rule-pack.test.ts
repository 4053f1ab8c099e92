import { describe, expect, test } from 'vitest';
import { loadRulePack } from '../../../shared/domain/rules/load-rule-pack.ts';
import { RulePackError } from '../../../shared/domain/rules/pack-problems.ts';
import { parseRulePack } from '../../../shared/domain/rules/parse-rule-pack.ts';
import { renderMessage } from '../../../shared/domain/rules/render-message.ts';
import {
  FieldRows,
  FormulaFile,
  InputRows,
  RuleAdditions,
  RuleFile,
} from '../../../shared/domain/rules/rule-source.ts';
import { SHIPPED_PACK_FILES, shippedPack } from '../../../shared/domain/rules/shipped-pack-files.ts';

/** The part of the files that the tests break. */
interface Files {
  rules: { version: string; rules: Broken[] };
  additions: { rules: string; additions: Record<string, BrokenAddition> };
}
interface Broken {
  id: string;
  parkInputs: string[];
  context: string[];
  indicators: string[];
  predicate: { expression: string; when?: string; each: Record<string, unknown>[] };
  message: { zh: string; en: string };
  fixtures: { pass: unknown[]; fail: unknown[] };
  [member: string]: unknown;
}
interface BrokenAddition {
  fix?: { zh: string; en: string };
  messageParameters?: Record<string, unknown>;
  cases?: { expression: string; messageParameters: Record<string, unknown> }[];
  [member: string]: unknown;
}

const problemsAfter = (breakIt: (files: Files) => void): readonly string[] => {
  const files = structuredClone(SHIPPED_PACK_FILES) as typeof SHIPPED_PACK_FILES & Files;
  breakIt(files);
  try {
    parseRulePack(files, '2021');
    return [];
  } catch (error) {
    if (!(error instanceof RulePackError)) throw error;
    return error.problems.map(({ place, problem }) => `${place}: ${problem}`);
  }
};

const ruleOf = (files: Files, id: string): Broken => {
  const rule = files.rules.rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
};
const additionOf = (files: Files, id: string): BrokenAddition => {
  const addition = files.additions.additions[id];
  if (addition === undefined) throw new Error(`no addition ${id}`);
  return addition;
};

describe('the shipped pack', () => {
  const pack = loadRulePack('2021');

  test('its files have their shapes, and the members that they leave out are what the shapes say', () => {
    // What the shapes do not name is not read.
    expect(shippedPack()).toMatchObject({
      rules: RuleFile.parse(SHIPPED_PACK_FILES.rules),
      ownRules: RuleFile.parse(SHIPPED_PACK_FILES.ownRules),
      additions: RuleAdditions.parse(SHIPPED_PACK_FILES.additions),
      inputs: InputRows.parse(SHIPPED_PACK_FILES.inputs),
      fields: FieldRows.parse(SHIPPED_PACK_FILES.fields),
      formulas: FormulaFile.parse(SHIPPED_PACK_FILES.formulas),
    });
  });

  test('is named for its cycle and version; the template for the major version', () => {
    expect([pack.id, pack.template]).toEqual(['gx46-2021@1.1.0', 'gx46-2021@1']);
    expect(loadRulePack('2020').template).toBe('gx46-2020@1');
  });

  test('has the 83 rules and our own, each with owner, version, dates and both languages', () => {
    expect(pack.rules).toHaveLength(83 + 10);
    for (const rule of pack.rules) {
      expect(rule.version, rule.id).toMatch(/^\d+\.\d+\.\d+$/);
      expect(rule.effective.from <= '2020', rule.id).toBe(true);
      for (const text of [rule.message, rule.fix, rule.owner]) {
        expect(text.zh, rule.id).toMatch(/\p{Script=Han}/u);
        expect(text.en, rule.id).not.toBe('');
      }
    }
  });

  test('takes the severities of the rule file', () => {
    const counts = Object.groupBy(pack.rules.slice(0, 83), ({ severity }) => severity);
    expect(Object.entries(counts).map(([severity, rules]) => [severity, rules?.length])).toEqual([
      ['reject', 4],
      ['mandatory', 35],
      ['query', 39],
      ['notice', 5],
    ]);
  });

  test('leaves inferred scoring bounds out and keeps signs, scales and national totals', () => {
    const bounds = (code: string) => {
      const columns = pack.inputs.get(code)?.columns ?? {};
      return [columns['input.min'], columns['input.max']].map((bound) =>
        bound === null ? null : Number((bound as { numerator: bigint }).numerator),
      );
    };
    expect(bounds('enterprises_with_venture_capital')).toEqual([0, null]);
    expect(bounds('employees')).toEqual([0, 23835165]);
    expect(bounds('net_profit')).toEqual([null, 4200000000]);
    expect(bounds('expert_score_compliance')).toEqual([0, 100]);
  });

  test('labels a field without 其中： and an expression by its fields and signs', () => {
    const labelOf = (id: string, name: string) =>
      pack.rules.find((rule) => rule.id === id)?.units[0]?.parameters.get(name);
    expect(labelOf('R-D-004', 'field')).toMatchObject({
      value: { zh: '工业总产值(当年价格) + 无工业总产值企业的营业收入' },
    });
    expect(labelOf('R-X-014', 'a')).toMatchObject({ value: { en: expect.stringContaining('(qj20)') } });
    for (const [code, label] of pack.labels) expect(label.zh, code).not.toMatch(/^(其中|\d+[.、])/);
  });
});

describe('a pack is refused with the place of', () => {
  test.each<[string, (files: Files) => void, string]>([
    [
      'a broken expression',
      (f) => (ruleOf(f, 'R-A-002').predicate.expression = 'value_added <= ('),
      'R-A-002.predicate.expression: column',
    ],
    [
      'a broken condition',
      (f) => (ruleOf(f, 'R-P-001').predicate.when = 'not'),
      'R-P-001.predicate.when: column',
    ],
    [
      'a broken entry of each',
      (f) => ((ruleOf(f, 'R-A-001').predicate.each[2] ?? {}).part = '1 +'),
      'R-A-001.predicate.each.2.part: column',
    ],
    [
      'an unknown name',
      (f) => (ruleOf(f, 'R-A-002').predicate.expression = 'value_added <= industrial_outptu'),
      'R-A-002: “industrial_outptu” is not among what the rule reads',
    ],
    [
      'a code that the rule does not list',
      (f) => (ruleOf(f, 'R-A-002').predicate.expression = 'value_added <= revenue'),
      'R-A-002: “revenue” is not among what the rule reads',
    ],
    [
      'an unknown code in an entry',
      (f) => ((ruleOf(f, 'R-A-001').predicate.each[2] ?? {}).part = 'rd_ftes'),
      'R-A-001.predicate.each.2: “rd_ftes”',
    ],
    [
      'an unknown park input',
      (f) => ruleOf(f, 'R-D-001').parkInputs.push('staff'),
      'R-D-001.parkInputs: “staff” is unknown',
    ],
    [
      'a context that nothing supplies',
      (f) => ruleOf(f, 'R-F-004').context.push('sheet.colour'),
      'R-F-004.context: “sheet.colour” is unknown',
    ],
    [
      'an unknown parameter',
      (f) => (ruleOf(f, 'R-A-005').predicate.expression = 'value_added_full_coverage / city_gdp <= $most'),
      'R-A-005: there is no parameter $most',
    ],
    [
      'an unknown indicator',
      (f) => ((ruleOf(f, 'R-A-003').predicate.each[0] ?? {}).value = "indicator('9.9')"),
      'R-A-003.predicate.each.0: there is no indicator 9.9',
    ],
    [
      'an unknown row set',
      (f) => (ruleOf(f, 'R-A-008').predicate.expression = 'part <= count(companies)'),
      'there is no row set “companies”',
    ],
    ['a missing message', (f) => (ruleOf(f, 'R-A-002').message.en = ' '), 'rules.rules.'],
    ['a missing rule file', (f) => (f.rules = null as never), 'rules: '],
    ['a rule without a second fixture', (f) => (ruleOf(f, 'R-A-002').fixtures.fail = [{}]), 'fixtures.fail'],
    [
      'a placeholder without a source',
      (f) => (ruleOf(f, 'R-A-002').message.zh += '{n}'),
      'R-A-002.message: no source fills the placeholder {n}',
    ],
    [
      'a source without a placeholder',
      (f) => ((additionOf(f, 'R-A-002').messageParameters ?? {}).n = 'value_added'),
      'R-A-002.messageParameters.n: is not a placeholder',
    ],
    [
      'a broken source',
      (f) => ((additionOf(f, 'R-A-002').messageParameters ?? {}).lhs = 'value_added +'),
      'R-A-002.messageParameters.lhs: column',
    ],
    [
      'a source of another code',
      (f) => ((additionOf(f, 'R-A-002').messageParameters ?? {}).lhs = 'revenue'),
      'R-A-002.messageParameters.lhs: “revenue”',
    ],
    [
      'a text that nothing supplies',
      (f) => ((additionOf(f, 'R-F-005').messageParameters ?? {}).raw = { context: 'sheet.label' }),
      'R-F-005.messageParameters.raw: the engine supplies no text',
    ],
    [
      'a label that cannot be made',
      (f) => ((additionOf(f, 'R-D-001').messageParameters ?? {}).field = { label: 'max(employees, 0)' }),
      'R-D-001.messageParameters.field: no label',
    ],
    [
      'an indicator list that is empty',
      (f) => (ruleOf(f, 'R-D-001').indicators = ['5.9']),
      'R-D-001.messageParameters.ind: no indicator',
    ],
    [
      'no message parameters',
      (f) => (additionOf(f, 'R-A-002').messageParameters = undefined as never),
      'R-A-002: has no messageParameters',
    ],
    [
      'no fix hint',
      (f) => (additionOf(f, 'R-A-002').fix = undefined as never),
      'additions.additions.R-A-002.fix',
    ],
    [
      'an unknown subject',
      (f) => (additionOf(f, 'R-A-002').runsOn = 'parks'),
      'additions.additions.R-A-002.runsOn',
    ],
    [
      'a rule without additions',
      (f) => delete f.additions.additions['R-A-002'],
      'R-A-002: has no entry in the additions',
    ],
    [
      'additions without a rule',
      (f) => (f.additions.additions['R-A-099'] = additionOf(f, 'R-A-002')),
      'additions.additions.R-A-099: there is no such rule',
    ],
    [
      'cases that change the rule',
      (f) => ((additionOf(f, 'R-D-008').cases?.[0] ?? { expression: '' }).expression = 'land_area >= 0'),
      'R-D-008.cases: are not the conjuncts',
    ],
    [
      'a rule given twice',
      (f) => f.rules.rules.push(structuredClone(ruleOf(f, 'R-A-002'))),
      'R-A-002: is given twice',
    ],
    [
      'additions to another version',
      (f) => (f.rules.version = '1.2.0'),
      'additions.rules: are for version 1.1.0',
    ],
  ])('%s', (_, breakIt, expected) => {
    const problems = problemsAfter(breakIt);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).toContain(expected);
  });

  test('every problem at once', () => {
    const problems = problemsAfter((files) => {
      ruleOf(files, 'R-A-002').predicate.expression = '(';
      ruleOf(files, 'R-D-001').message.zh += '{n}';
    });
    expect(problems).toHaveLength(2);
  });

  test('an untouched pack is taken', () => {
    expect(problemsAfter(() => undefined)).toEqual([]);
  });
});

describe('a message', () => {
  const template = { zh: '“{a}”（{lhs}），下限 {min}', en: '“{a}” ({lhs}), at least {min}' };

  test.each([
    [60311452.29, '60,311,452.29'],
    [0.1, '0.1'],
    [-1234567, '-1,234,567'],
    [999, '999'],
    [-999, '-999'],
    [1000, '1,000'],
    [1e21, '1,000,000,000,000,000,000,000'],
    [1.5e-7, '0.00000015'],
    ['12345678901234567890.5', '12345678901234567890.5'],
    ['2020', '2020'],
    [null, '—'],
  ])('prints %s as %s', (lhs, expected) => {
    expect(renderMessage({ zh: '{lhs}', en: '' }, { lhs })).toBe(expected);
  });

  test('is Chinese unless asked otherwise, with labels and missing bounds in its language', () => {
    const parameters = { a: { zh: '出口总额', en: 'Total exports' }, lhs: 5, min: null };
    expect(renderMessage(template, parameters)).toBe('“出口总额”（5），下限 不限');
    expect(renderMessage(template, parameters, 'en')).toBe('“Total exports” (5), at least none');
  });

  test('keeps text as filed, also where it looks like a placeholder or an inherited name', () => {
    expect(renderMessage({ zh: '{raw}{toString}', en: '' }, { raw: '{lhs} $&' })).toBe('{lhs} $&—');
  });
});
