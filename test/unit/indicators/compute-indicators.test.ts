import { describe, expect, it } from 'vitest';
import inputs2021 from '../../../shared/data/park-inputs-2021.json' with { type: 'json' };
import {
  computeIndicators,
  indicatorBases,
  type Priors,
} from '../../../shared/domain/indicators/compute-indicators.ts';
import type { ParkInputs } from '../../../shared/domain/indicators/indicator-value.ts';
import { anEdition } from '../../support/ranking-input.ts';

const edition = anEdition();
const full: ParkInputs = Object.fromEntries(
  inputs2021
    .filter(({ filed_by }) => filed_by === 'park')
    .map(({ code }, index) => [code, String(index + 2)]),
);
const without = (...codes: string[]): ParkInputs =>
  Object.fromEntries(Object.entries(full).filter(([code]) => !codes.includes(code)));
const priors = (over: Partial<Priors> = {}): Priors => ({ source: 'previous-cycle', values: full, ...over });
const compute = (over: Record<string, string>, last: Priors = priors(), base = full) =>
  computeIndicators(edition, { ...base, ...over }, last);

it('computes all 41 from a full return', () => {
  const values = compute({});
  expect(Object.keys(values)).toHaveLength(41);
  expect(Object.values(values).filter((value) => 'notComputable' in value)).toEqual([]);
});

describe('what is not computable says why', () => {
  it.each([
    ['a blank input', '1.2', compute({}, priors(), without('rd_fte')), 'missing-input', ['rd_fte']],
    [
      'two blanks',
      '2.2',
      compute({}, priors(), without('staff_bachelor', 'employees')),
      'missing-input',
      ['staff_bachelor', 'employees'],
    ],
    ['no number', '1.2', compute({ rd_fte: '约200' }), 'missing-input', ['rd_fte']],
    ['不适用', '3.7', compute({ house_price: 'N/A' }), 'not-applicable', ['house_price']],
    [
      'a blank before 不适用',
      '3.7',
      compute({ house_price: 'N/A' }, priors(), without('payroll')),
      'missing-input',
      ['payroll'],
    ],
    ['zero denominator', '4.5', compute({ exports: '0' }), 'zero-denominator', ['exports <= 0']],
    ['negative denominator', '3.6', compute({ value_added: '-1' }), 'zero-denominator', ['value_added <= 0']],
    [
      'two conditions',
      '3.7',
      compute({ employees: '0', house_price: '0' }),
      'zero-denominator',
      ['employees <= 0', 'house_price <= 0'],
    ],
    [
      'a sum as denominator',
      '2.9',
      compute({ industrial_output: '0', revenue_without_industrial_output: '0' }),
      'zero-denominator',
      ['industrial_output + revenue_without_industrial_output <= 0'],
    ],
    [
      'no prior',
      '2.4',
      compute({}, priors({ values: without('revenue') })),
      'missing-prior',
      ['prior(revenue)'],
    ],
    [
      'prior 不适用',
      '3.2',
      compute({}, priors({ values: { ...full, co2_emissions: 'N/A' } })),
      'missing-prior',
      ['prior(co2_emissions)'],
    ],
    [
      'prior base 0',
      '3.2',
      compute({}, priors({ values: { ...full, co2_emissions: '0' } })),
      'zero-denominator',
      ['prior(co2_emissions) <= 0'],
    ],
    [
      'first cycle',
      '5.2',
      compute({}, priors({ source: 'first-cycle', values: {} })),
      'first-cycle',
      ['prior(value_added)', 'prior(employees)'],
    ],
  ] as const)('%s', (_case, code, values, notComputable, because) => {
    expect(values[code]).toEqual({ notComputable, because });
  });
});

it('takes the five growth indicators from their formulas, and only them, from a park in its first cycle', () => {
  const values = compute({}, priors({ source: 'first-cycle', values: {} }));
  const growth = Object.entries(values).filter(([, value]) => 'notComputable' in value);
  expect(growth.map(([code]) => code)).toEqual(['2.4', '2.6', '3.2', '3.5', '5.2']);
  const tagged = edition.document.indicators
    .filter(({ nature }) => nature === 'growth')
    .map(({ code }) => code);
  expect(tagged).toEqual(['2.4', '2.6', '3.2', '3.5', '5.2']);
});

it('a true zero and a negative value are values', () => {
  expect(compute({ net_profit: '-50', revenue: '1000' })['2.5']).toEqual({ value: -5 });
  expect(compute({ rd_fte: '0' })['1.2']).toEqual({ value: 0 });
});

it('rounds once, at the end', () => {
  // 0.1 + 0.2 in doubles would give 0.30000000000000004.
  expect(compute({ hospitals: '0.1', schools: '0.2' })['3.4']).toEqual({ value: 0.3 });
  const large = { revenue: '9007199254740993.5' };
  expect(compute(large, priors({ values: { ...full, revenue: '9007199254740992.5' } }))['2.4']).toEqual({
    value: 1e-5,
  });
});

it('knows the denominators for the small-base guard', () => {
  const bases = indicatorBases(edition, { ...full, employees: '250' }, priors());
  expect(bases['1.2']).toBe(250);
  expect(bases).not.toHaveProperty('1.1');
});
