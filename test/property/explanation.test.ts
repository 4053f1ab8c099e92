import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareEditions } from '../../shared/domain/explanation/compare-editions.ts';
import { explainMoves } from '../../shared/domain/explanation/explain-moves.ts';
import { type ExplainedRanking, factors } from '../../shared/domain/explanation/factors.ts';
import { type Fraction, sumOf } from '../../shared/domain/explanation/fraction.ts';
import { rank } from '../../shared/domain/ranking/rank.ts';
import type { RankingInput } from '../../shared/domain/ranking/ranking.ts';
import { aRanking, hundred } from '../support/a-move.ts';
import { anEdition } from '../support/ranking-input.ts';

const editionIds = ['most-2021', 'most-2021-literal-product'] as const;
const codes = ['1.1', '3.8', '4.6', '4.7', '5.1'];
const ids = ['P001', 'P002', 'P003', 'P004', 'P005'];

const park = fc.record({
  values: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: codes.length, maxLength: codes.length }),
  hole: fc.option(fc.constantFrom(...codes), { freq: 4 }),
  isFirst: fc.boolean(),
});
const ranking = fc.record({
  parks: fc.dictionary(fc.constantFrom(...ids), park, { minKeys: 1 }),
  edition: fc.constantFrom(...editionIds),
  bounds: fc.constantFrom('population', 'hundred', 'ten'),
  scores: fc.option(fc.dictionary(fc.constantFrom(...ids), fc.integer({ min: 0, max: 100 }))),
});
type Drawn = typeof ranking extends fc.Arbitrary<infer T> ? T : never;

const rankingOf = ({ parks, edition, bounds, scores }: Drawn): ExplainedRanking =>
  aRanking(
    Object.entries(parks).map(([id, { values, hole, isFirst }]) => ({
      id,
      values: {
        ...Object.fromEntries(codes.map((code, index) => [code, values[index] ?? 0])),
        ...(hole === null ? {} : { [hole]: { notComputable: 'missing-input', because: [] } }),
        ...(isFirst ? { '5.2': { notComputable: 'first-cycle', because: [] } } : {}),
      },
    })),
    {
      methodology: { id: edition, version: '1.0.0' },
      frozenBounds:
        bounds === 'population'
          ? null
          : bounds === 'hundred'
            ? hundred()
            : hundred(Object.fromEntries(codes.map((code) => [code, { min: 0, max: 10 }]))),
      expertScores:
        scores === null
          ? null
          : Object.fromEntries(Object.entries(scores).map(([id, score]) => [id, { '1.10': score }])),
    },
  );

/** Rank of a park in a coalition, straight from the definition: everything mixed by hand and ranked by `rank`. */
const rankByDefinition = (
  sides: readonly [ExplainedRanking, ExplainedRanking],
  coalition: ReadonlySet<string>,
  target: string,
): { overall: number; common: number } => {
  const side = (factor: string): 0 | 1 => (coalition.has(factor) ? 1 : 0);
  const edition = sides[side('methodology')].edition;
  const methodology = { id: edition.document.id, version: edition.document.version };
  const [old, now] = sides.map(({ snapshot }) => snapshot.result.parks.map((one) => one.park)) as [
    string[],
    string[],
  ];
  const common = old.filter((id) => now.includes(id));
  const others = side('population') === 1 ? now : old;
  const population = [...new Set([...common, ...others])];
  const sideOf = (id: string): 0 | 1 => {
    if (!common.includes(id)) return side('population');
    return side(id === target ? 'own-values' : 'others-values');
  };
  // Both editions have the same formulas, so that only the label of the input changes.
  const boundsOf = ({ snapshot }: ExplainedRanking) =>
    rank(edition, { ...snapshot.input, methodology }).bounds.values;
  const bounded = sides[side('bounds')];
  const bounds = { ...boundsOf(sides[side('bounds') === 0 ? 1 : 0]), ...boundsOf(bounded) };
  const input: RankingInput = {
    ...bounded.snapshot.input,
    methodology,
    register: population.flatMap(
      (id) => sides[sideOf(id)].snapshot.input.register.find((one) => one.id === id) ?? [],
    ),
    returns: population.flatMap(
      (id) => sides[sideOf(id)].snapshot.input.returns.find((one) => one.park === id) ?? [],
    ),
    expertScores: Object.fromEntries(
      population.map((id) => [id, sides[sideOf(id)].snapshot.input.expertScores?.[id] ?? {}]),
    ),
    frozenBounds: { source: 'closed', bounds },
  };
  const result = rank(edition, input).parks;
  const own = result.find((one) => one.park === target)?.rank ?? Number.NaN;
  const above = result.filter((one) => common.includes(one.park) && one.rank < own).length;
  return { overall: own, common: above + 1 };
};

const orders = (items: readonly string[]): string[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) => orders(items.filter((one) => one !== item)).map((rest) => [item, ...rest]));
const allOrders = orders(factors);

/** Mean marginal contribution over all 120 orders, times 120. */
const byOrders = (worth: (coalition: ReadonlySet<string>) => number): Record<string, number> => {
  const known = new Map<string, number>();
  const worthOf = (names: readonly string[]): number => {
    const key = names.toSorted().join();
    const before = known.get(key) ?? worth(new Set(names));
    known.set(key, before);
    return before;
  };
  const sums: Record<string, number> = Object.fromEntries(factors.map((factor) => [factor, 0]));
  for (const order of allOrders) {
    for (const [index, factor] of order.entries()) {
      const gain = worthOf(order.slice(0, index + 1)) - worthOf(order.slice(0, index));
      sums[factor] = (sums[factor] ?? 0) + gain;
    }
  }
  return sums;
};

const in120ths = (parts: Readonly<Record<string, Fraction>>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(parts).map(([factor, { numerator, denominator }]) => [
      factor,
      (numerator * 120) / denominator,
    ]),
  );

describe('Δrank of parks', () => {
  it('is the sum of its parts, exactly, and these are what the definition says', () => {
    fc.assert(
      fc.property(ranking, ranking, (one, other) => {
        const sides = [rankingOf(one), rankingOf(other)] as const;
        const { moves, common, entered, left } = explainMoves(...sides);
        for (const { park: id, overall, common: own } of moves) {
          const rankIn = ({ snapshot }: ExplainedRanking) =>
            snapshot.result.parks.find((row) => row.park === id)?.rank;
          expect([overall.from, overall.to]).toEqual([rankIn(sides[0]), rankIn(sides[1])]);
          for (const move of [overall, own]) {
            expect(sumOf(Object.values(move.parts))).toEqual({
              numerator: move.to - move.from,
              denominator: 1,
            });
          }
          const worth = (which: 'overall' | 'common') => (coalition: ReadonlySet<string>) =>
            rankByDefinition(sides, coalition, id)[which];
          expect(in120ths(overall.parts)).toEqual(byOrders(worth('overall')));
          expect(in120ths(own.parts)).toEqual(byOrders(worth('common')));
        }
        expect(common.length + entered.length).toBe(sides[1].snapshot.result.ranked);
        expect(common.length + left.length).toBe(sides[0].snapshot.result.ranked);
      }),
      { numRuns: 60 },
    );
  });

  it('turns round when before and after do', () => {
    fc.assert(
      fc.property(ranking, ranking, (one, other) => {
        const sides = [rankingOf(one), rankingOf(other)] as const;
        const there = explainMoves(sides[0], sides[1]).moves;
        const back = explainMoves(sides[1], sides[0]).moves;
        for (const [index, { overall }] of there.entries()) {
          for (const factor of factors) {
            const pair = [overall.parts[factor], back[index]?.overall.parts[factor]].filter(
              (part) => part !== undefined,
            );
            expect(sumOf(pair)).toEqual({ numerator: 0, denominator: 1 });
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a move between editions', () => {
  it('is the sum of its parts, exactly', () => {
    fc.assert(
      fc.property(ranking, (drawn) => {
        const { snapshot, edition } = rankingOf(drawn);
        const [from, to] = editionIds.map((id) => anEdition(id));
        if (from === undefined || to === undefined) throw new Error('no editions');
        for (const { from: first, to: last, change, parts } of compareEditions(snapshot, edition, from, to)
          .parks) {
          expect(change).toBe(last - first);
          expect(sumOf(Object.values(parts))).toEqual({ numerator: change, denominator: 1 });
        }
      }),
      { numRuns: 40 },
    );
  });
});
