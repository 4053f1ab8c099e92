import { describe, expect, it } from 'vitest';
import { computeIndicators } from '../../../shared/domain/indicators/compute-indicators.ts';
import type { ParkInputs } from '../../../shared/domain/indicators/indicator-value.ts';
import example from '../../fixtures/worked-example-2020.json' with { type: 'json' };
import { anEdition } from '../../support/ranking-input.ts';

const edition = anEdition();
const filed = (member: 'value' | 'prior'): ParkInputs =>
  Object.fromEntries(
    example.inputs.flatMap((input) => {
      const value = 'prior' in input || member === 'value' ? input[member] : undefined;
      return value === undefined ? [] : [[input.code, String(value)]];
    }),
  );
const values = computeIndicators(edition, filed('value'), { source: 'return', values: filed('prior') });

describe('one real park-year: 21 of 21 published values', () => {
  it.each(example.expected.map((row) => [row.indicator, row] as const))(
    '%s',
    (code, { expected, tolerance }) => {
      const computed = values[code];
      if (computed === undefined || !('value' in computed)) throw new Error(`${code} is not computable`);
      expect(Math.abs(computed.value - expected)).toBeLessThanOrEqual(tolerance);
    },
  );
  it('are 21', () => {
    expect(example.expected).toHaveLength(21);
  });
});

describe('the other 25, each with its reason', () => {
  const quantitative = [
    ...example.notReproducible.map(({ indicator, missingInputs }) => [indicator, missingInputs] as const),
    ['1.1', ['rd_institutions_national', 'rd_institutions_provincial']],
    ['1.6', ['entrepreneurship_service_institutions_national']],
    ['1.7', ['enterprises_newly_registered']],
    ['1.8', ['tech_smes_registered']],
    ['1.9', ['incubated_enterprises_new']],
    ['3.2', ['co2_emissions']],
    ['3.3', ['green_area', 'land_area']],
    ['3.4', ['hospitals', 'schools']],
    ['3.7', ['house_price']],
    ['3.8', ['disposable_fiscal_resources']],
    ['5.1', ['value_added_full_coverage', 'city_gdp']],
    ['5.5', ['gazelle_enterprises_new']],
    ['5.8', ['enterprises_with_national_rd_institution']],
  ] as const;
  it.each(quantitative)('%s lacks %j', (code, because) => {
    expect(values[code]).toEqual({ notComputable: 'missing-input', because });
  });
  it('and the five expert scores, which the ministry files', () => {
    const expert = edition.document.indicators
      .filter(({ kind }) => kind === 'expert-score')
      .map(({ code }) => code);
    expect(expert).toEqual(['1.10', '2.10', '3.9', '5.9', '5.10']);
    expect(expert.filter((code) => code in values)).toEqual([]);
    expect(quantitative.length + expert.length).toBe(25);
    const listed = [
      ...example.notReproducible.map(({ indicator }) => indicator),
      ...example.outOfReach.indicators,
    ];
    expect([...quantitative.map(([code]) => code), ...expert].sort()).toEqual(listed.sort());
  });
});
