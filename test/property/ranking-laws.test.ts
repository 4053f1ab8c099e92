import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndicatorValue } from '../../shared/domain/indicators/indicator-value.ts';
import { rank } from '../../shared/domain/ranking/rank.ts';
import type {
  Bound,
  RankingInput,
  RankingResult,
  ScoredReturn,
} from '../../shared/domain/ranking/ranking.ts';
import { anEdition, aPark, aRankingInput, aReturn, quantitativeCodes } from '../support/ranking-input.ts';

const edition = anEdition();
const codes = quantitativeCodes(edition);
const growth = new Set(['2.4', '2.6', '3.2', '3.5', '5.2']);
const isLowerBetter = (code: string): boolean => code === '3.1' || code === '3.2';

const number = fc.oneof(
  fc.integer({ min: -20, max: 120 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true, noDefaultInfinity: true }),
);
const notComputable: IndicatorValue = { notComputable: 'missing-input', because: ['x'] };
const firstCycle: IndicatorValue = { notComputable: 'first-cycle', because: ['prior(x)'] };

/** One park: values, some of them not computable, growth perhaps of a first cycle. */
const park = fc.record({
  numbers: fc.array(number, { minLength: codes.length, maxLength: codes.length }),
  holes: fc.uniqueArray(fc.nat(codes.length - 1), { maxLength: 3 }),
  isFirst: fc.boolean(),
});
type Park = typeof park extends fc.Arbitrary<infer T> ? T : never;

const valuesOf = ({ numbers, holes, isFirst }: Park): Record<string, IndicatorValue> =>
  Object.fromEntries<IndicatorValue>(
    codes.map((code, index) => {
      if (isFirst && growth.has(code)) return [code, firstCycle];
      return [code, holes.includes(index) ? notComputable : { value: numbers[index] ?? 0 }];
    }),
  );

const idOf = (index: number): string => `P${String(index + 1).padStart(3, '0')}`;
const returnsOf = (parks: readonly Park[]): ScoredReturn[] =>
  parks.map((own, index) =>
    aReturn(idOf(index), valuesOf(own), { priorSource: own.isFirst ? 'first-cycle' : 'previous-cycle' }),
  );

const frozen = (over: Partial<Record<string, Bound>> = {}): RankingInput['frozenBounds'] => ({
  source: 'previous-cycle',
  bounds: Object.fromEntries<Bound>(codes.map((code) => [code, over[code] ?? { min: 0, max: 100 }])),
});

/** Two parks that have everything, so that no indicator goes out or comes in by what a third one does. */
const anchors: Park[] = [10, 70].map((level) => ({
  numbers: codes.map(() => level),
  holes: [],
  isFirst: false,
}));

const placeOf = (result: RankingResult, id: string): number =>
  result.parks.find((ranked) => ranked.park === id)?.rank ?? Number.POSITIVE_INFINITY;

const population = fc.array(park, { minLength: 1, maxLength: 7 }).map((parks) => [...anchors, ...parks]);

describe('laws of the ranking', () => {
  it('the order of parks, of the register and of values changes nothing', () => {
    fc.assert(
      fc.property(
        population,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (parks, random) => {
          const shuffled = <T>(items: readonly T[]): T[] =>
            items
              .map((item) => ({ item, key: random.next().value as number }))
              .sort((a, b) => a.key - b.key)
              .map(({ item }) => item);
          const input = aRankingInput(returnsOf(parks));
          const returns = shuffled(input.returns).map((own) => ({
            ...own,
            values: Object.fromEntries(shuffled(Object.entries(own.values))),
          }));
          expect(rank(edition, { ...input, register: shuffled(input.register), returns })).toEqual(
            rank(edition, input),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('contributions summed in their order are the score, bit for bit', () => {
    fc.assert(
      fc.property(population, fc.boolean(), (parks, isFrozen) => {
        const result = rank(
          edition,
          aRankingInput(returnsOf(parks), { frozenBounds: isFrozen ? frozen() : null }),
        );
        for (const ranked of result.parks) {
          expect(ranked.indicators.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(
            ranked.score,
          );
          expect(ranked.score).toBeGreaterThanOrEqual(0);
          expect(ranked.score).toBeLessThanOrEqual(100 + 1e-9);
          expect(ranked.indicators.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('a park that improves one value, bounds frozen, never falls', () => {
    fc.assert(
      fc.property(
        population,
        fc.nat(codes.length - 1),
        fc.double({ min: 0, max: 200, noNaN: true }),
        (parks, index, gain) => {
          const code = codes[index] ?? '';
          const target = parks.length - 1;
          const better = parks.map((own, at) =>
            at === target
              ? {
                  ...own,
                  numbers: own.numbers.map((value, i) =>
                    i === index ? value + (isLowerBetter(code) ? -gain : gain) : value,
                  ),
                }
              : own,
          );
          const before = rank(edition, aRankingInput(returnsOf(parks), { frozenBounds: frozen() }));
          const after = rank(edition, aRankingInput(returnsOf(better), { frozenBounds: frozen() }));
          expect(placeOf(after, idOf(target))).toBeLessThanOrEqual(placeOf(before, idOf(target)));
        },
      ),
      { numRuns: 120 },
    );
  });

  it('one park more swaps no pair under frozen bounds', () => {
    fc.assert(
      fc.property(population, park, (parks, newcomer) => {
        const before = rank(edition, aRankingInput(returnsOf(parks), { frozenBounds: frozen() }));
        const after = rank(
          edition,
          aRankingInput(returnsOf([...parks, newcomer]), { frozenBounds: frozen() }),
        );
        const scores = (result: RankingResult): [string, number][] =>
          result.parks
            .filter((ranked) => ranked.park !== idOf(parks.length))
            .map((ranked) => [ranked.park, ranked.score]);
        expect(scores(after)).toEqual(scores(before));
      }),
      { numRuns: 60 },
    );
  });

  it('leaving a value out never raises a rank, bounds frozen', () => {
    fc.assert(
      fc.property(population, fc.nat(codes.length - 1), (parks, index) => {
        const target = parks.length - 1;
        const without = parks.map((own, at) =>
          at === target ? { ...own, holes: [...own.holes, index] } : own,
        );
        const before = rank(edition, aRankingInput(returnsOf(parks), { frozenBounds: frozen() }));
        const after = rank(edition, aRankingInput(returnsOf(without), { frozenBounds: frozen() }));
        expect(placeOf(after, idOf(target))).toBeGreaterThanOrEqual(placeOf(before, idOf(target)));
      }),
      { numRuns: 120 },
    );
  });

  it('everyone of the register is ranked or named with a reason, once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('ranked', 'exempt', 'none'), { maxLength: 12 }), (kinds) => {
        const register = kinds.map((kind, index) => aPark(idOf(index), { exempt: kind === 'exempt' }));
        const returns = kinds.flatMap((kind, index) =>
          kind === 'ranked' ? [aReturn(idOf(index), { '1.1': { value: index } })] : [],
        );
        const result = rank(edition, aRankingInput(returns, { register }));
        const named = [...result.parks, ...result.unranked].map((row) => row.park).sort();
        expect(named).toEqual(register.map(({ id }) => id));
        expect(result.ranked + result.unranked.length).toBe(result.register);
      }),
      { numRuns: 60 },
    );
  });
});
