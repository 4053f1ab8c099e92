import { describe, expect, it } from 'vitest';
import { population, type SampleReturn } from '../../../cli/sample/population.ts';
import { seededStreams } from '../../../cli/sample/random.ts';
import calibration from '../../../shared/data/calibration-2020.json' with { type: 'json' };
import facts from '../../../shared/data/facts-2019.json' with { type: 'json' };
import parkInputs from '../../../shared/data/park-inputs-2021.json' with { type: 'json' };
import { shippedRegister } from '../../../shared/domain/ranking/register.ts';

const register = shippedRegister();
const at = (cycle: string, parks = 169, seed = '1') =>
  population({ register, parks, cycle, randomOf: seededStreams(seed) });
const of = (filed: SampleReturn) => (code: string) => Number(filed.inputs[code]);
const before = (filed: SampleReturn) => (code: string) => Number(filed.previous[code]);

/** The four published counts, by integer arithmetic: a share in % above t means 100 × people > t × employees. */
function opennessCounts(returns: readonly SampleReturn[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const filed of returns) {
    const value = of(filed);
    const foreign = value('staff_foreign_resident');
    const together = foreign + value('staff_returnees');
    const employees = value('employees');
    const facts = {
      'openness-above-1': together * 100 > employees,
      'openness-below-0.5': together * 200 < employees,
      'foreign-above-1': foreign * 100 > employees,
      'foreign-below-0.1': foreign * 1000 < employees,
    };
    for (const [id, holds] of Object.entries(facts)) counts[id] = (counts[id] ?? 0) + Number(holds);
  }
  return counts;
}

/** The calibrated indicators, written out by hand from the names of the 2021 system. */
const calibrated: Record<string, (v: (c: string) => number, p: (c: string) => number) => number> = {
  '1.2': (v) => (v('rd_fte') / v('employees')) * 100,
  '1.3': (v) => (v('rd_expenditure') / v('revenue')) * 100,
  '1.4': (v) => (v('invention_patents_granted') / v('employees')) * 1e4,
  '1.5': (v) => (v('invention_patent_applications') / v('rd_expenditure')) * 1e4,
  '2.1': (v) => (v('revenue_high_tech_services') / v('revenue')) * 100,
  '2.2': (v) => ((v('staff_postgraduate') + v('staff_bachelor')) / v('employees')) * 100,
  '2.4': (v, p) => (v('revenue') - p('revenue')) / 1e5,
  '2.5': (v) => (v('net_profit') / v('revenue')) * 100,
  '2.6': (v, p) => v('high_tech_enterprises') - p('high_tech_enterprises'),
  '2.7': (v) => v('enterprises_with_venture_capital'),
  '2.8': (v) => ((v('valid_invention_patents') + v('registered_trademarks')) / v('revenue')) * 1e7,
  '2.9': (v) => (v('value_added') / (v('industrial_output') + v('revenue_without_industrial_output'))) * 100,
  '3.1': (v) => (v('energy_industrial') / v('value_added_industrial')) * 10,
  '3.5': (v, p) => (v('employees') - p('employees')) / 1e4,
  '3.6': (v) => (v('payroll') / v('value_added')) * 100,
  '4.2': (v) =>
    ((v('outsourced_rd_domestic_institutes') +
      v('outsourced_rd_domestic_universities') +
      v('outsourced_rd_domestic_enterprises') +
      v('outsourced_rd_overseas') +
      v('technology_import_spend') +
      v('technology_absorption_spend')) /
      v('revenue')) *
    100,
  '4.3': (v) => v('domestic_enterprises_overseas_trademark') + v('domestic_enterprises_overseas_patent'),
  '4.6': (v) => (v('exports_high_tech_enterprises') / v('revenue')) * 100,
  '4.7': (v) => ((v('staff_foreign_resident') + v('staff_returnees')) / v('employees')) * 100,
  '5.2': (v, p) => (v('value_added') / v('employees') / (p('value_added') / p('employees')) - 1) * 100,
  '5.3': (v) => (v('revenue_rd_intensity_5pct') / v('revenue')) * 100,
  '5.4': (v) => (v('revenue_digital_industry') / v('revenue')) * 100,
  '5.7': (v) => v('enterprises_rd5_revenue_500m'),
};

/** The relations of the rules R-A, R-D, R-T and R-P, by hand, that a clean return may not break; true = broken. */
function brokenRelations(filed: SampleReturn): string[] {
  const v = of(filed);
  const p = before(filed);
  const parts: [string, number, number][] = [
    ['foreign + returnees', v('staff_foreign_resident') + v('staff_returnees'), v('employees')],
    ['degrees', v('staff_postgraduate') + v('staff_bachelor'), v('employees')],
    ['rd_fte', v('rd_fte'), v('employees')],
    ['services', v('revenue_high_tech_services'), v('revenue')],
    ['digital', v('revenue_digital_industry'), v('revenue')],
    ['rd5', v('revenue_rd_intensity_5pct'), v('revenue')],
    ['without output', v('revenue_without_industrial_output'), v('revenue')],
    ['service exports', v('technology_service_exports'), v('exports')],
    ['high-tech exports', v('exports_high_tech_enterprises'), v('exports')],
    ['green', v('green_area'), v('land_area')],
    ['rd5 firms', v('enterprises_rd5_revenue_500m') * 500_000, v('revenue_rd_intensity_5pct')],
    [
      'both',
      v('domestic_enterprises_overseas_trademark_and_patent'),
      Math.min(v('domestic_enterprises_overseas_trademark'), v('domestic_enterprises_overseas_patent')),
    ],
    ['value added', v('value_added'), v('industrial_output') + v('revenue_without_industrial_output')],
    ['60 % of the city', v('value_added_full_coverage'), v('city_gdp') * 0.6],
    ['full coverage', v('value_added') / 10, v('value_added_full_coverage')],
    ['payroll', v('payroll'), v('value_added')],
    ['least green', v('land_area') * 0.05, v('green_area')],
    ['most green', v('green_area'), v('land_area') * 0.7],
    [
      'carbon against energy',
      0,
      (v('co2_emissions') - p('co2_emissions')) * (v('energy_industrial') - p('energy_industrial')),
    ],
  ];
  const broken = parts.filter(([, part, whole]) => part > whole).map(([name]) => name);
  for (const { code, type, filed_by, not_applicable_allowed, min, max } of parkInputs) {
    if (filed_by !== 'park') continue;
    const text = filed.inputs[code];
    if (text === 'N/A' && not_applicable_allowed === 'yes') continue;
    const value = Number(text);
    const last = Number(filed.previous[code]);
    const ok =
      text !== undefined &&
      /^-?\d+(\.\d+)?$/.test(text) &&
      (min === '' || value >= Number(min)) &&
      (max === '' || value <= Number(max)) &&
      (type !== 'integer' || Number.isInteger(value)) &&
      ((Math.abs(value) < 10 && Math.abs(last) < 10) || Math.abs(value / last - 1) <= 0.5);
    // The counts outside R-P-004's forty may jump from zero; here none does.
    if (!ok) broken.push(`${code} ${last} → ${text}`);
  }
  return broken;
}

describe.each(['2020', '2021', '2023'])('169 synthetic parks in cycle %s', (cycle) => {
  const { returns, expertScores } = at(cycle);

  it('has exactly the published openness distribution', () => {
    const published = Object.fromEntries(facts.distribution.facts.map((fact) => [fact.id, fact.parks]));
    expect(published).toEqual({
      'openness-above-1': 35,
      'openness-below-0.5': 108,
      'foreign-above-1': 7,
      'foreign-below-0.1': 87,
    });
    expect(opennessCounts(returns)).toEqual(published);
  });

  it('keeps every calibrated indicator inside its implied bounds', () => {
    expect(calibration.map((row) => row.indicator).sort()).toEqual(Object.keys(calibrated).sort());
    const outside = returns.flatMap((filed) =>
      calibration.flatMap((row) => {
        const value = calibrated[row.indicator]?.(of(filed), before(filed)) ?? Number.NaN;
        const low = Number(row['implied_min(=value-score/slope)']);
        return value < low || value > Number(row.implied_max)
          ? [`${filed.park.id} ${row.indicator} ${value}`]
          : [];
      }),
    );
    expect(outside).toEqual([]);
  });

  it('breaks no relation', () => {
    const broken = returns.flatMap((filed) =>
      brokenRelations(filed).map((what) => `${filed.park.id} ${what}`),
    );
    expect(broken).toEqual([]);
  });

  it('has some 不适用 where allowed, and a few zero denominators', () => {
    const notApplicable = returns.flatMap((filed) =>
      Object.entries(filed.inputs).flatMap(([code, text]) => (text === 'N/A' ? [code] : [])),
    );
    expect(new Set(notApplicable).size).toBeGreaterThanOrEqual(8);
    expect(returns.filter((filed) => filed.inputs.exports === '0').length).toBeGreaterThanOrEqual(2);
  });

  it('files one GDP per city, which holds all its parks', () => {
    const cities = new Map<string, { gdp: Set<number>; together: number }>();
    for (const filed of returns) {
      const city = cities.get(filed.park.city) ?? { gdp: new Set(), together: 0 };
      city.gdp.add(of(filed)('city_gdp'));
      city.together += of(filed)('value_added_full_coverage') || 0;
      cities.set(filed.park.city, city);
    }
    for (const [, city] of cities) {
      expect(city.gdp.size).toBe(1);
      expect(city.together).toBeLessThanOrEqual([...city.gdp][0] ?? 0);
    }
  });

  it('has five expert scores a park', () => {
    expect(expertScores).toHaveLength(169 * 5);
    expect(expertScores.every(({ score }) => Number(score) >= 0 && Number(score) <= 100)).toBe(true);
  });
});

describe('a population', () => {
  it('continues the cycle before', () => {
    const last = new Map(at('2020').returns.map((filed) => [filed.park.id, filed.inputs]));
    for (const filed of at('2021').returns) expect(filed.previous).toEqual(last.get(filed.park.id));
  });

  it('is the same for the same seed and another for another', () => {
    expect(at('2021', 12, 'a')).toEqual(at('2021', 12, 'a'));
    expect(at('2021', 12, 'a').returns[0]?.inputs).not.toEqual(at('2021', 12, 'b').returns[0]?.inputs);
  });

  it('keeps the published proportions at other sizes', () => {
    expect(opennessCounts(at('2021', 100).returns)['openness-above-1']).toBeGreaterThanOrEqual(20);
    expect(at('2021', 1).returns).toHaveLength(1);
  });

  it('refuses more parks than the register has', () => {
    expect(() => at('2021', 170)).toThrow(RangeError);
  });
});
