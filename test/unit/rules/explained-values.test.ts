import { describe, expect, test } from 'vitest';
import { environmentOf } from '../../../shared/domain/expressions/environment.ts';
import { exactInteger } from '../../../shared/domain/expressions/exact.ts';
import { NOT_APPLICABLE } from '../../../shared/domain/expressions/value.ts';
import { checkReturn } from '../../../shared/domain/rules/check-return.ts';
import { explainedValuesId } from '../../../shared/domain/rules/explained-values.ts';
import { judgeRule } from '../../../shared/domain/rules/judge-unit.ts';
import { loadRulePack } from '../../../shared/domain/rules/load-rule-pack.ts';
import { aCheckContext, aFiledReturn, type ReturnOptions } from '../../support/a-filed-return.ts';

const aboutIn = (options: ReturnOptions, rule: string) =>
  checkReturn({ kind: 'read', filed: aFiledReturn(options) }, aCheckContext())
    .report.findings.filter((finding) => finding.rule === rule)
    .map(({ about }) => about);

describe('what an explanation of a finding is about', () => {
  test.each([
    [
      'R-A-005',
      { inputs: { city_gdp: 3_000_000 } },
      // 2,100,000 ÷ 3,000,000 = 70 %, above 60 %.
      { values: { value_added_full_coverage: '2100000', city_gdp: '3000000' }, sides: 'f' },
    ],
    [
      'R-A-007',
      { inputs: { green_area: 40.5 } },
      // 4.05 % of 1,000: below the lower bound, not above the upper one.
      { values: { green_area: '40.5', land_area: '1000' }, sides: 'f,t' },
    ],
    [
      'R-A-007',
      { inputs: { green_area: 710 } },
      { values: { green_area: '710', land_area: '1000' }, sides: 't,f' },
    ],
    [
      'R-P-007',
      { inputs: { exports: 1000 }, previous: { exports: 100 } },
      // Ten times, the first of the factors 10 and 0.1.
      { values: { exports: '1000', 'prior(exports)': '100' }, sides: '1' },
    ],
    [
      'R-P-007',
      { inputs: { exports: 100 }, previous: { exports: 1000 } },
      { values: { exports: '100', 'prior(exports)': '1000' }, sides: '2' },
    ],
    [
      'R-P-001',
      { inputs: {}, previous: { co2_emissions: null } },
      // Blank: there is no value, and blank() is true.
      { values: {}, sides: 't' },
    ],
  ] as const)('%s of %j', (rule, options, about) => {
    expect(aboutIn(options, rule)).toEqual([about]);
  });

  test('only of queries', () => {
    expect(aboutIn({ inputs: { schools: null } }, 'R-T-010')).toEqual([undefined]);
  });

  test('rows count as what is made of them', () => {
    const rule = loadRulePack('2021').rules.find(({ id }) => id === 'R-K-006');
    if (rule === undefined) throw new Error('no R-K-006');
    const environment = environmentOf({
      values: { qj20: exactInteger(100), qj250: NOT_APPLICABLE, uscc: 'x' },
      rows: { projects: [{ qh51: exactInteger(70) }, { qh51: exactInteger(80) }] },
      notApplicableAs: 'zero',
    });
    const subject = { environment, entity: 'x', fields: [], cells: [], texts: {} };
    expect(judgeRule(rule, subject).map(({ about }) => about)).toEqual([
      {
        values: { qj20: '100', qj250: 'N/A', 'sum(projects, qh51)': '150', 'count(projects)': '2' },
        // 150 > 100 × 1.05; R&D expense is above 0; there are projects.
        sides: 'f,t,t',
      },
    ]);
  });

  test('does not depend on where the cells are, nor on the format', () => {
    const options: ReturnOptions = { inputs: { city_gdp: 3_000_000 } };
    const [about] = aboutIn(options, 'R-A-005');
    expect(aboutIn({ ...options, firstRow: 9 }, 'R-A-005')).toEqual([about]);
    expect(aboutIn({ ...options, format: 'json' }, 'R-A-005')).toEqual([about]);
  });
});

test('the id is the same for the same values in any order, and another for others', () => {
  const id = explainedValuesId({ values: { a: '1', b: '2' }, sides: 't' });
  expect(id).toMatch(/^[0-9a-f]{16}$/);
  expect(explainedValuesId({ sides: 't', values: { b: '2', a: '1' } })).toBe(id);
  expect(explainedValuesId({ values: { a: '1', b: '2' }, sides: 'f' })).not.toBe(id);
  expect(explainedValuesId({ values: { a: '1', b: '3' }, sides: 't' })).not.toBe(id);
});
