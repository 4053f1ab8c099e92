import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReviewedReturn, SharedEnterprise } from '../../../shared/domain/review/review-list.ts';
import { type ReviewMaterial, reviewReturns } from '../../../shared/domain/review/review-returns.ts';
import { loadRulePack } from '../../../shared/domain/rules/load-rule-pack.ts';
import { renderMessage } from '../../../shared/domain/rules/render-message.ts';
import { aReviewedReturn, parkIds } from '../../support/reviewed-returns.ts';

/** The first two parks are in one city, every other in one of its own. */
const register = parkIds(12).map((id, index) => ({
  id,
  province: '湖北',
  city: index < 2 ? '武汉' : `城市${index}`,
}));

const review = (returns: readonly ReviewedReturn[], sharedEnterprises: readonly SharedEnterprise[] = []) =>
  reviewReturns({ cycle: '2021', rulePack: loadRulePack('2021'), register, returns, sharedEnterprises });

/** Twelve parks whose employees grew by 1 % to 12 %. */
const grown = (changes: Readonly<Record<string, Partial<ReviewedReturn>>> = {}): readonly ReviewedReturn[] =>
  parkIds(12).map((park, index) =>
    aReviewedReturn(park, {
      inputs: { employees: String(10_100 + 100 * index) },
      priors: { employees: '10000' },
      ...changes[park],
    }),
  );

describe('the review list', () => {
  it('is empty where nothing stands out', () => {
    const list = review(grown());
    expect(list.entries).toEqual([]);
    expect(list.returns).toHaveLength(12);
  });

  it('R-C-001 names an enterprise that two parks file, with both and their submissions', () => {
    const shared = {
      uscc: '91110108MA01ABCD2X',
      names: new Map([
        ['P002', '乙公司'],
        ['P001', '甲公司'],
      ]),
    };
    const returns = [
      aReviewedReturn('P002', { reopened: true }),
      aReviewedReturn('P001'),
      aReviewedReturn('P003'),
    ];
    const { entries, rules } = review(returns, [shared]);
    expect(entries).toMatchObject([
      {
        rule: 'R-C-001',
        severity: 'query',
        shadow: false,
        entity: '91110108MA01ABCD2X',
        code: null,
        population: null,
        parks: [
          { park: 'P001', submissionId: 'S-P001', reopened: false, observed: { name: '甲公司' } },
          { park: 'P002', submissionId: 'S-P002', reopened: true, observed: { name: '乙公司' } },
        ],
      },
    ]);
    const message = rules['R-C-001']?.message ?? { zh: '', en: '' };
    expect(renderMessage(message, entries[0]?.parameters ?? {}, 'en')).toBe(
      'Enterprise 甲公司 (91110108MA01ABCD2X) is also filed by another park; check where it belongs.',
    );
  });

  it('R-C-002 compares the GDP that parks of one city file, and their value added with it', () => {
    const inputs = (city_gdp: string, value_added_full_coverage: string) => ({
      inputs: { city_gdp, value_added_full_coverage },
    });
    const broken = (a: Partial<ReviewedReturn>, b: Partial<ReviewedReturn>) =>
      review([aReviewedReturn('P001', a), aReviewedReturn('P002', b)]).entries.map(
        ({ rule, entity, parks }) => [rule, entity, parks.map(({ observed }) => observed.city_gdp)],
      );
    expect(broken(inputs('100', '20'), inputs('100', '10'))).toEqual([]);
    // Another GDP: each is broken against the other. The rule's own fixture.
    expect(broken(inputs('100', '20'), inputs('1000', '10'))).toEqual([
      ['R-C-002', 'P001', ['100', '1000']],
      ['R-C-002', 'P002', ['100', '1000']],
    ]);
    expect(broken(inputs('100', '60'), inputs('100', '50'))).toHaveLength(2);
    // Alone in its city a park has nobody to be compared with.
    expect(review([aReviewedReturn('P001', inputs('100', '200'))]).entries).toEqual([]);
  });

  it('R-C-003 names a park whose growth is far from that of the others, with the population', () => {
    const { entries } = review(grown({ P012: { inputs: { employees: '20000' } } }));
    // Of ln(1.01 … 1.11) and ln 2: median (ln 1.06 + ln 1.07) ÷ 2, MAD by hand 0.02826…
    expect(entries).toMatchObject([
      {
        rule: 'R-C-003',
        severity: 'notice',
        shadow: true,
        entity: 'P012',
        code: 'employees',
        parks: [{ park: 'P012', observed: { employees: '20000', previous: '10000' } }],
        population: { parks: 12, growth: 2 },
      },
    ]);
    expect(entries[0]?.population?.medianGrowth).toBeCloseTo(Math.sqrt(1.06 * 1.07), 12);
    expect(entries[0]?.population?.z).toBeGreaterThan(10);
  });

  it('R-C-003 says nothing of a park that is a little off parks which grew alike', () => {
    const alike = (last: string) =>
      grown().map((one) =>
        aReviewedReturn(one.park, {
          inputs: { employees: one.park === 'P012' ? last : '10500' },
          priors: { employees: '10000' },
        }),
      );
    // ln(1.17) is 3.14 times the least spread of 0.05 from 0; ln(1.20) is 3.65 times: beyond 3.5.
    expect(review(alike(String(10_500 * 1.17))).entries).toEqual([]);
    expect(review(alike(String(10_500 * 1.2))).entries).toHaveLength(1);
  });

  it('R-C-003 says nothing of fewer than eight parks, of 0 and of what has no last year', () => {
    expect(review(grown({ P012: { inputs: { employees: '20000' } } }).slice(5)).entries).toEqual([]);
    expect(review(grown({ P012: { inputs: { employees: '0' } } })).entries).toEqual([]);
    expect(review(grown({ P012: { inputs: { employees: '20000' }, priors: {} } })).entries).toEqual([]);
    expect(review(grown({ P012: { inputs: { employees: 'N/A' } } })).entries).toEqual([]);
  });

  it('runs every rule across parks of the pack', () => {
    const rules = loadRulePack('2021').rules.filter(({ runsOn }) => runsOn === 'cross-park');
    const shared = {
      uscc: '91110108MA01ABCD2X',
      names: new Map([
        ['P001', ''],
        ['P002', ''],
      ]),
    };
    const gdp = (city_gdp: string) => ({ inputs: { city_gdp } });
    const found = [
      ...review(grown({ P001: gdp('1'), P002: gdp('2') }), [shared]).entries,
      ...review(grown({ P012: { inputs: { employees: '20000' } } })).entries,
    ];
    expect([...new Set(found.map(({ rule }) => rule))]).toEqual(rules.map(({ id }) => id));
  });

  it('does not depend on the order of returns and enterprises', () => {
    const shared: readonly SharedEnterprise[] = ['A', 'B', 'C'].map((letter, index) => ({
      uscc: `91110108MA01ABCD2${letter}`,
      names: new Map([
        ['P003', letter],
        [`P00${index + 4}`, letter],
      ]),
    }));
    const returns = grown({
      P001: { inputs: { city_gdp: '1' } },
      P002: { inputs: { city_gdp: '2' } },
      P012: { inputs: { employees: '20000' } },
    });
    const expected = JSON.stringify(review(returns, shared));
    expect(JSON.parse(expected).entries).toHaveLength(6);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...returns], { minLength: returns.length }),
        fc.shuffledSubarray([...shared], { minLength: shared.length }),
        (some: ReviewMaterial['returns'], others) => JSON.stringify(review(some, others)) === expected,
      ),
    );
  });
});
