import { describe, expect, it } from 'vitest';
import type { Edition } from '../../../shared/domain/methodology/edition.ts';
import { loadEdition } from '../../../shared/domain/methodology/load-edition.ts';
import { PARK_INPUTS } from '../../../shared/domain/methodology/shipped-editions.ts';
import { rank } from '../../../shared/domain/ranking/rank.ts';
import type { RankedPark, RankingResult } from '../../../shared/domain/ranking/ranking.ts';
import { allAt, anEdition, aPark, aRankingInput, aReturn } from '../../support/ranking-input.ts';

const edition = anEdition();
const of = (result: RankingResult, park: string): RankedPark => {
  const found = result.parks.find((ranked) => ranked.park === park);
  if (found === undefined) throw new Error(`${park} is not ranked`);
  return found;
};
const indicatorOf = (result: RankingResult, park: string, code: string) => {
  const found = of(result, park).indicators.find((indicator) => indicator.code === code);
  if (found === undefined) throw new Error(`${park} has no ${code}`);
  return found;
};

/** P001 is 0, P002 50, P003 100 in every indicator. */
const three = (over: Parameters<typeof allAt>[2][] = []) =>
  ['P001', 'P002', 'P003'].map((park, index) => aReturn(park, allAt(edition, index * 50, over[index])));

describe('scores', () => {
  it('run from 0 to 100 by dimension and overall, lower-is-better reversed', () => {
    const reversed = [{ '3.1': 100, '3.2': 100 }, {}, { '3.1': 0, '3.2': 0 }];
    const result = rank(edition, aRankingInput(three(reversed)));
    expect(result.parks.map(({ park, rank: place }) => [park, place])).toEqual([
      ['P003', 1],
      ['P002', 2],
      ['P001', 3],
    ]);
    expect(of(result, 'P003').score).toBeCloseTo(100, 12);
    expect(of(result, 'P002').score).toBeCloseTo(50, 12);
    expect(of(result, 'P001').score).toBe(0);
    for (const code of ['1', '2', '3', '4', '5']) {
      expect(of(result, 'P002').dimensions[code]?.score).toBeCloseTo(50, 12);
    }
  });

  it('weigh by dimension weight × multiplier ÷ sum of the multipliers that are in', () => {
    const result = rank(edition, aRankingInput(three()));
    // 1.10, an expert score, is out: 0.8 + 1.2 + 7 × 1.0 = 9.
    expect(indicatorOf(result, 'P002', '1.1').weight).toBeCloseTo((0.2 * 0.8) / 9, 15);
    expect(indicatorOf(result, 'P002', '1.2').weight).toBeCloseTo((0.2 * 1.2) / 9, 15);
    expect(indicatorOf(result, 'P002', '4.1').weight).toBeCloseTo(0.15 / 7, 15);
    expect(indicatorOf(result, 'P002', '1.10')).toMatchObject({
      weight: 0,
      contribution: 0,
      score: null,
      marks: [],
    });
  });

  it('are the contributions summed in the order of the edition, bit for bit', () => {
    const result = rank(edition, aRankingInput(three()));
    for (const park of result.parks) {
      expect(park.indicators.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(park.score);
      for (const { weight, score, contribution } of park.indicators) {
        expect(contribution).toBe(weight * (score ?? 0));
      }
    }
  });

  it('multiply weights unnormalised in the literal-product edition', () => {
    const literal = anEdition('most-2021-literal-product');
    const input = aRankingInput(three(), {
      methodology: { id: 'most-2021-literal-product', version: '1.0.0' },
    });
    expect(indicatorOf(rank(literal, input), 'P003', '1.2').weight).toBe(0.2 * 1.2);
    expect(indicatorOf(rank(literal, input), 'P003', '1.2').contribution).toBeCloseTo(24, 12);
  });
});

describe('out, silent, lowest, rescaled', () => {
  it('an indicator that nobody has is out for all', () => {
    const { indicators } = rank(edition, aRankingInput(three()));
    expect(indicators).toMatchObject({
      in: 41,
      of: 46,
      out: ['1.10', '2.10', '3.9', '5.9', '5.10'],
      silent: [],
    });
    const codes = ['1.10', '2.10', '3.9', '5.9', '5.10'];
    const expertScores = Object.fromEntries(
      ['P001', 'P002', 'P003'].map((park, index) => [
        park,
        Object.fromEntries(codes.map((code) => [code, 60 + index])),
      ]),
    );
    const all = rank(edition, aRankingInput(three(), { expertScores }));
    expect(all.indicators).toMatchObject({ in: 46, of: 46, out: [] });
    expect(indicatorOf(all, 'P002', '5.9').score).toBe(50);
  });

  it('a park without an expert score that others have gets the lowest', () => {
    const result = rank(
      edition,
      aRankingInput(three(), { expertScores: { P001: { '5.9': 90 }, P002: { '5.9': 80 } } }),
    );
    expect(result.indicators.in).toBe(42);
    expect(indicatorOf(result, 'P003', '5.9')).toMatchObject({
      score: 0,
      marks: ['not-computable-scored-lowest'],
      value: { notComputable: 'no-expert-score', because: ['5.9'] },
    });
  });

  it('equal values score 0 for all and are reported as silent', () => {
    const same = { '1.1': 7 };
    const result = rank(edition, aRankingInput(three([same, same, same])));
    expect(result.indicators.silent).toEqual(['1.1']);
    expect(result.parks.map((park) => indicatorOf(result, park.park, '1.1').score)).toEqual([0, 0, 0]);
  });

  it('not computable is scored lowest, marked, and does not set the bounds', () => {
    const lacks = { '4.5': { notComputable: 'zero-denominator', because: ['exports <= 0'] } as const };
    const result = rank(edition, aRankingInput(three([{}, {}, lacks])));
    expect(indicatorOf(result, 'P003', '4.5')).toMatchObject({
      score: 0,
      marks: ['not-computable-scored-lowest'],
    });
    expect(result.bounds.values['4.5']).toEqual({ min: 0, max: 50 });
    expect(indicatorOf(result, 'P002', '4.5').score).toBe(100);
  });

  it('growth in the first cycle gives its weight to the rest of the dimension', () => {
    const first = (code: string) => ({
      [code]: { notComputable: 'first-cycle', because: [`prior(x)`] } as const,
    });
    const lacks = { ...first('2.4'), ...first('2.6') };
    const result = rank(edition, aRankingInput(three([{}, {}, lacks])));
    const park = of(result, 'P003');
    expect(indicatorOf(result, 'P003', '2.4')).toMatchObject({
      score: null,
      weight: 0,
      contribution: 0,
      marks: ['rescaled-first-cycle'],
    });
    // 2.10 is out: 9 are in, 7 are left.
    expect(indicatorOf(result, 'P003', '2.1').weight).toBeCloseTo(0.2 / 7, 15);
    expect(indicatorOf(result, 'P003', '1.2').weight).toBe(indicatorOf(result, 'P001', '1.2').weight);
    expect(park.indicators.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(park.dimensions['2']?.score).toBeCloseTo(100, 12);
  });

  it('ranks a park that has nothing last, and an empty cycle not at all', () => {
    const nothing = aReturn('P004', {});
    const result = rank(edition, aRankingInput([...three(), nothing]));
    expect(of(result, 'P004')).toMatchObject({ score: 0, rank: 4 });
    const alone = rank(edition, aRankingInput([nothing]));
    expect(of(alone, 'P004')).toMatchObject({ score: 0, rank: 1, dimensions: {} });
    expect(alone.indicators.in).toBe(0);
    expect(rank(edition, aRankingInput([]))).toMatchObject({
      parks: [],
      ranked: 0,
      coverage: 0,
      indicative: true,
    });
  });
});

describe('bounds', () => {
  const frozen = {
    source: 'previous-cycle' as const,
    bounds: Object.fromEntries(
      edition.document.indicators
        .filter(({ code }) => code !== '1.1')
        .map(({ code }) => [code, { min: 20, max: 60 }]),
    ),
  };
  it('frozen ones score beyond the edge as the edge, with a mark', () => {
    const result = rank(edition, aRankingInput(three(), { frozenBounds: frozen }));
    expect(indicatorOf(result, 'P001', '1.2')).toMatchObject({ score: 0, marks: ['below-bound'] });
    expect(indicatorOf(result, 'P002', '1.2')).toMatchObject({ score: 75, marks: [] });
    expect(indicatorOf(result, 'P003', '1.2')).toMatchObject({ score: 100, marks: ['above-bound'] });
    expect(result.bounds).toMatchObject({ source: 'previous-cycle', fromPopulation: ['1.1'] });
    expect(result.bounds.values['1.1']).toEqual({ min: 0, max: 100 });
  });
  it('are the population’s otherwise', () => {
    const { bounds } = rank(edition, aRankingInput(three()));
    expect(bounds).toMatchObject({ source: 'population', fromPopulation: [] });
    expect(Object.keys(bounds.values)).toHaveLength(41);
  });
});

describe('small-base guard', () => {
  const guarded = (share: number): Edition => {
    const { document } = edition;
    const bounds = { ...document.bounds, smallBaseGuard: { enabled: true, share } };
    return loadEdition({ ...document, bounds }, PARK_INPUTS);
  };
  const bases = { P001: { '1.2': 500 }, P002: { '1.2': 400 }, P003: { '1.2': 3 } };
  it('keeps parks of a tiny denominator from setting the bounds, and says what it changed', () => {
    const result = rank(guarded(0.4), aRankingInput(three(), { bases }));
    expect(result.smallBaseGuard).toEqual([
      { code: '1.2', parks: ['P003'], unguarded: { min: 0, max: 100 }, guarded: { min: 0, max: 50 } },
    ]);
    expect(indicatorOf(result, 'P003', '1.2')).toMatchObject({ score: 100, marks: ['above-bound'] });
  });
  it('changes nothing with a share that takes no park, and is off by default', () => {
    expect(rank(guarded(0.02), aRankingInput(three(), { bases })).smallBaseGuard).toEqual([]);
    expect(rank(edition, aRankingInput(three(), { bases }))).not.toHaveProperty('smallBaseGuard');
  });
  it('is refused without denominators', () => {
    expect(() => rank(guarded(0.4), aRankingInput(three()))).toThrow('needs the denominators');
  });
});

describe('places', () => {
  it('ties at 1e-9 share the better rank, in the order of ids', () => {
    const tied = [
      aReturn('P009', allAt(edition, 3)),
      aReturn('P002', allAt(edition, 3)),
      aReturn('P005', allAt(edition, 1)),
    ];
    const result = rank(edition, aRankingInput(tied));
    expect(result.parks.map(({ park, rank: place }) => [park, place])).toEqual([
      ['P002', 1],
      ['P009', 1],
      ['P005', 3],
    ]);
  });

  it('by province and region, among the ranked', () => {
    const register = [
      aPark('P001', { province: '湖北省', region: '中部' }),
      aPark('P002'),
      aPark('P003', { province: '湖北省', region: '中部' }),
      aPark('P004', { province: '湖北省', region: '中部' }),
    ];
    const result = rank(edition, aRankingInput(three(), { register }));
    expect(of(result, 'P001')).toMatchObject({
      province: { name: '湖北省', rank: 2, of: 2 },
      region: { name: '中部', rank: 2, of: 2 },
    });
    expect(of(result, 'P002')).toMatchObject({ province: { name: '江苏省', rank: 1, of: 1 } });
  });
});

describe('who is ranked', () => {
  const register = ['P001', 'P002', 'P003', 'P004', 'P005', 'P006'].map((id) =>
    aPark(id, { exempt: id === 'P003' }),
  );
  const result = rank(
    edition,
    aRankingInput(three(), {
      register,
      withoutReturn: [
        { park: 'P005', reason: 'not-accepted' },
        { park: 'P006', reason: 'withdrawn' },
      ],
    }),
  );
  it('lists the others with the reason', () => {
    expect(result.unranked).toEqual([
      { park: 'P003', reason: 'exempt' },
      { park: 'P004', reason: 'not-filed' },
      { park: 'P005', reason: 'not-accepted' },
      { park: 'P006', reason: 'withdrawn' },
    ]);
  });
  it('carries denominator and coverage', () => {
    expect(result).toMatchObject({ register: 6, exempt: 1, ranked: 2, coverage: 0.4, indicative: true });
    const eight = rank(
      edition,
      aRankingInput(three(), { register: ['P001', 'P002', 'P003'].map((id) => aPark(id)) }),
    );
    expect(eight).toMatchObject({ coverage: 1, indicative: false });
  });
  it('leaves returns of parks outside the register aside', () => {
    const stranger = aReturn('P999', allAt(edition, 900));
    const input = aRankingInput(three());
    expect(rank(edition, { ...input, returns: [...input.returns, stranger] })).toEqual(rank(edition, input));
  });
  it('refuses an input that contradicts itself', () => {
    const input = aRankingInput(three());
    const [first] = three();
    if (first === undefined) throw new Error('no return');
    expect(() => rank(edition, { ...input, returns: [...input.returns, first] })).toThrow(
      'more than one return of park P001',
    );
    expect(() => rank(edition, { ...input, register: [...input.register, aPark('P001')] })).toThrow('P001');
    expect(() => rank(edition, { ...input, methodology: { id: 'most-2021', version: '2.0.0' } })).toThrow(
      'most-2021@2.0.0',
    );
  });
});

it('marks growth that rests on last year’s figures as filed by the park itself', () => {
  const [first, ...others] = three();
  if (first === undefined) throw new Error('no return');
  const result = rank(edition, aRankingInput([{ ...first, priorSource: 'return' }, ...others]));
  const marked = of(result, 'P001').indicators.filter(({ marks }) => marks.includes('prior-as-filed'));
  expect(marked.map(({ code }) => code)).toEqual(['2.4', '2.6', '3.2', '3.5', '5.2']);
});

it('keeps a reopened return ranked, marked', () => {
  const [first, ...others] = three();
  if (first === undefined) throw new Error('no return');
  expect(of(rank(edition, aRankingInput([{ ...first, reopened: true }, ...others])), 'P001').reopened).toBe(
    true,
  );
});
