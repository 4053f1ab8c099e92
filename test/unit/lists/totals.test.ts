import { describe, expect, it } from 'vitest';
import { additiveInputs, notAdditive } from '../../../shared/domain/lists/additive-inputs.ts';
import { inputsOf, priorsOf, totalsOf } from '../../../shared/domain/lists/totals.ts';
import { aSnapshot } from '../../support/a-snapshot.ts';

const west = { region: '西部', province: '四川省' };
/** Three parks in two regions; `exports` and `revenue` cover the cases of absence. */
const snapshot = aSnapshot([
  {
    id: 'P001',
    inputs: { employees: '10', revenue: '0.1', exports: '5', house_price: '9' },
    priors: { employees: '8', revenue: '0.3' },
  },
  { id: 'P002', inputs: { employees: '20', revenue: '0.2', exports: 'N/A' }, priors: { revenue: '-0.3' } },
  {
    id: 'P003',
    inputs: { revenue: '12345678901234567890.25' },
    priors: { employees: '7' },
    registered: west,
  },
]);

const find = (by: 'nation' | 'region' | 'province', code: string, group: string | null = null) =>
  totalsOf(snapshot, by, priorsOf(snapshot)).find((each) => each.input.code === code && each.group === group);

describe('totals', () => {
  it('are over 56 of the 58 inputs of parks: no price, nothing of the city', () => {
    expect(additiveInputs).toHaveLength(56);
    expect(notAdditive.map(({ code }) => code)).toEqual(['house_price', 'city_gdp']);
  });

  it('are exact where doubles are not', () => {
    expect(find('nation', 'revenue')).toMatchObject({ total: '12345678901234567890.55', parks: 3, of: 3 });
    expect(find('region', 'revenue', '东部')).toMatchObject({ total: '0.3', parks: 2, of: 2 });
    expect(find('province', 'revenue', '四川省')).toMatchObject({ total: '12345678901234567890.25', of: 1 });
  });

  it('count the blank and the not applicable, which add nothing', () => {
    expect(find('nation', 'exports')).toMatchObject({
      total: '5',
      parks: 1,
      notApplicable: 1,
      blank: 1,
      of: 3,
    });
    expect(find('nation', 'schools')).toMatchObject({ total: null, parks: 0, blank: 3, growth: null });
  });

  it('grow over the parks with both years only: 10 against 8', () => {
    expect(find('nation', 'employees')).toMatchObject({
      total: '30',
      parks: 2,
      growth: { parks: 1, now: '10', before: '8', percent: 25 },
    });
    expect(find('region', 'employees', '西部')).toMatchObject({ total: null, growth: null });
  });

  it('have no growth rate on a base that is not positive', () => {
    expect(find('nation', 'revenue')?.growth).toEqual({ parks: 2, now: '0.3', before: '0', percent: null });
  });

  it('stand by falling number of parks, and the regions add up to the nation', () => {
    const regions = totalsOf(snapshot, 'region', priorsOf(snapshot));
    expect([...new Set(regions.map(({ group }) => group))]).toEqual(['东部', '西部']);
  });

  it('compare with an earlier ranking’s own values, of its ranked parks', () => {
    const earlier = aSnapshot([{ id: 'P002', inputs: { employees: '16' } }], {}, {});
    const [employees] = totalsOf(snapshot, 'nation', inputsOf(earlier));
    expect(employees?.growth).toEqual({ parks: 1, now: '20', before: '16', percent: 25 });
  });
});
