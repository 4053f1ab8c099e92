import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompositeData, IndicatorMeta } from '../../shared/domain/composites/composite-data.ts';
import type { CompositeMethod } from '../../shared/domain/composites/composite-method.ts';
import { type CompositeIndex, computeIndex } from '../../shared/domain/composites/compute-index.ts';
import { exactSum } from '../../shared/domain/composites/exact-sum.ts';
import { type HierarchyEntry, hierarchyOf } from '../../shared/domain/composites/hierarchy.ts';
import type { Normalisation } from '../../shared/domain/composites/normalisation.ts';
import { customaryTiePrecision, tiedRanks } from '../../shared/domain/composites/tied-ranks.ts';
import { customaryOutlierRule } from '../../shared/domain/composites/treat-outliers.ts';
import { type Mean, weightedMean } from '../../shared/domain/composites/weighted-mean.ts';
import { aMethod, anIndicator } from '../support/a-composite.ts';

const INDICATORS = 6;
const codes = Array.from({ length: INDICATORS }, (_, index) => `I${index}`);

/** Small whole numbers tie often; the doubles bring rounding in. */
const value = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -20, max: 120 }) },
  { weight: 2, arbitrary: fc.double({ min: -1e4, max: 1e4, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);
const row = fc.array(value, { minLength: INDICATORS, maxLength: INDICATORS });
const rows = fc.array(row, { minLength: 3, maxLength: 12 });
const weights = fc.array(fc.double({ min: 0.05, max: 3, noNaN: true }), {
  minLength: INDICATORS + 3,
  maxLength: INDICATORS + 3,
});

const indicators: readonly IndicatorMeta[] = codes.map((code, index) =>
  anIndicator(code, {
    direction: index % 3 === 0 ? -1 : 1,
    target: 200,
    goalposts: { lower: 0, upper: 100, scale: 100, truncate: true },
  }),
);

/** Three indicators in each of two dimensions. */
const entriesWith = (own: readonly number[]): HierarchyEntry[] => [
  ...codes.map((code, index) => ({
    code,
    level: 1,
    parent: index < 3 ? 'D1' : 'D2',
    weight: own[index] ?? 1,
  })),
  { code: 'D1', level: 2, parent: 'T', weight: own[INDICATORS] ?? 1 },
  { code: 'D2', level: 2, parent: 'T', weight: own[INDICATORS + 1] ?? 1 },
  { code: 'T', level: 3, parent: null, weight: own[INDICATORS + 2] ?? 1 },
];

const dataOf = (table: readonly (readonly number[])[]): CompositeData => ({
  units: table.map((_, unit) => `U${unit}`),
  indicators,
  columns: codes.map((_, index) => Float64Array.from(table, (own) => own[index] ?? Number.NaN)),
  denominators: new Map(),
  groups: new Map([['G', table.map((_, unit) => (unit % 2 === 0 ? 'even' : 'odd'))]]),
});

const compute = (data: CompositeData, entries: HierarchyEntry[], method: CompositeMethod): CompositeIndex => {
  const outcome = computeIndex(data, hierarchyOf(entries), method);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.index;
};

const normalisation = fc.constantFrom<Normalisation>(
  { method: 'min-max', lower: 0, upper: 100 },
  { method: 'z-score', mean: 0, deviation: 1 },
  { method: 'rank', ties: 'average' },
  { method: 'borda', ties: 'min' },
  { method: 'percentile-rank', ties: 'min' },
  { method: 'distance-to-max' },
  { method: 'distance-to-reference', unit: 'U0', cap: true },
  { method: 'distance-to-target', cap: false },
  { method: 'goalposts' },
);
const anyMethod = fc
  .record({
    normalisation,
    imputeBy: fc.constantFrom('G', null),
    outliers: fc.constantFrom(customaryOutlierRule, null),
    missing: fc.constantFrom('rescale' as const, 'lowest' as const, 'forbid' as const),
  })
  .map(aMethod);

/** What an index says of each unit and node, by code, so that two orders can be held against each other. */
const saidOf = (index: CompositeIndex) => {
  const { units } = index.prepared.data;
  const byUnit = (column: ArrayLike<number>) =>
    Object.fromEntries(units.map((unit, place) => [unit, column[place]]));
  return {
    normalised: Object.fromEntries([...index.normalised].map(([code, column]) => [code, byUnit(column)])),
    scores: Object.fromEntries([...index.scores].map(([code, column]) => [code, byUnit(column)])),
    ranks: Object.fromEntries([...index.ranks].map(([code, { ranks }]) => [code, byUnit(ranks)])),
    weights: Object.fromEntries(index.effectiveWeights),
  };
};

const permuted = <T>(items: readonly T[], order: readonly number[]): T[] => order.map((at) => items[at] as T);
const orderOf = (length: number) =>
  fc.shuffledSubarray([...Array(length).keys()], { minLength: length, maxLength: length });

describe('laws of composite indices', () => {
  it('a zero has no sign: which of 0 and −0 comes first changes nothing', () => {
    const table = (first: number, second: number): readonly (readonly number[])[] =>
      [first, second, 0].map((value) => Array<number>(INDICATORS).fill(value));
    const method = aMethod({ normalisation: { method: 'distance-to-target', cap: false } });
    const saidIn = (rows: readonly (readonly number[])[]) =>
      saidOf(compute(dataOf(rows), entriesWith(Array<number>(9).fill(1)), method));
    expect(saidIn(table(-0, 0))).toEqual(saidIn(table(0, 0)));
    expect(saidIn(table(0, -0))).toEqual(saidIn(table(0, 0)));
  });

  it('the order of units, of indicators and of the metadata changes nothing, to the last bit', () => {
    const both = rows.chain((table) =>
      fc.tuple(fc.constant(table), orderOf(table.length), orderOf(INDICATORS), orderOf(INDICATORS + 3)),
    );
    fc.assert(
      fc.property(both, weights, anyMethod, ([table, unitOrder, columnOrder, metaOrder], own, method) => {
        const data = dataOf(table);
        const shuffled: CompositeData = {
          units: permuted(data.units, unitOrder),
          indicators: permuted(indicators, columnOrder),
          columns: permuted(data.columns, columnOrder).map((column) =>
            Float64Array.from(permuted(Array.from(column), unitOrder)),
          ),
          denominators: new Map(),
          groups: new Map([['G', permuted(data.groups.get('G') ?? [], unitOrder)]]),
        };
        const entries = entriesWith(own);
        expect(saidOf(compute(shuffled, permuted(entries, metaOrder), method))).toEqual(
          saidOf(compute(data, entries, method)),
        );
      }),
    );
  });

  it('the score is the sum of effective weight × normalised score where nothing is missing', () => {
    fc.assert(
      fc.property(rows, weights, (table, own) => {
        const full = table.map((cells) => cells.map((cell) => (Number.isNaN(cell) ? 7 : cell)));
        const method = aMethod({ normalisation: { method: 'goalposts' } });
        const { normalised, effectiveWeights, scores } = compute(dataOf(full), entriesWith(own), method);
        for (const unit of full.keys()) {
          const sum = codes.reduce(
            (total, code) => total + (effectiveWeights.get(code) ?? 0) * (normalised.get(code)?.[unit] ?? 0),
            0,
          );
          expect(scores.get('T')?.[unit]).toBeCloseTo(sum, 9);
        }
      }),
    );
  });

  it('under frozen goalposts a unit that improves never falls, and the others keep their order', () => {
    fc.assert(
      fc.property(
        rows,
        weights,
        fc.nat(),
        fc.nat(INDICATORS - 1),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (table, own, pick, at, by) => {
          const unit = pick % table.length;
          const direction = indicators[at]?.direction ?? 1;
          const better = table.map((cells, place) =>
            place === unit
              ? cells.map((cell, index) => (index === at ? cell + direction * by : cell))
              : cells,
          );
          const method = aMethod({ normalisation: { method: 'goalposts' } });
          const before = compute(dataOf(table), entriesWith(own), method).ranks.get('T')?.ranks;
          const after = compute(dataOf(better), entriesWith(own), method).ranks.get('T')?.ranks;
          expect(after?.[unit]).toBeLessThanOrEqual(before?.[unit] ?? 0);
        },
      ),
    );
  });

  it('under frozen goalposts and lowest, leaving a value out never raises a score', () => {
    fc.assert(
      fc.property(rows, weights, fc.nat(), fc.nat(INDICATORS - 1), (table, own, pick, at) => {
        const unit = pick % table.length;
        // Somebody else has the value, else the indicator is out for all.
        fc.pre(table.some((cells, place) => place !== unit && !Number.isNaN(cells[at] ?? Number.NaN)));
        const gap = table.map((cells, place) =>
          place === unit ? cells.map((cell, index) => (index === at ? Number.NaN : cell)) : cells,
        );
        const method = aMethod({ normalisation: { method: 'goalposts' }, missing: 'lowest' });
        const scoreOf = (cells: readonly (readonly number[])[]): number =>
          compute(dataOf(cells), entriesWith(own), method).scores.get('T')?.[unit] ?? Number.NaN;
        const [whole, holed] = [scoreOf(table), scoreOf(gap)];
        if (!Number.isNaN(whole)) expect(holed).toBeLessThanOrEqual(whole);
      }),
    );
  });

  it('means lie between the extremes and in the order of their exponents', () => {
    const means: readonly Mean[] = [
      { kind: 'power', exponent: -3 },
      { kind: 'harmonic' },
      { kind: 'geometric' },
      { kind: 'power', exponent: 0.5 },
      { kind: 'arithmetic' },
      { kind: 'power', exponent: 2 },
    ];
    const positive = fc.double({ min: 0.01, max: 1000, noNaN: true });
    const children = fc.array(fc.tuple(positive, positive), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(children, (pairs) => {
        const scores = pairs.map(([score]) => score);
        const list = pairs.map(([score, weight], at) => ({
          code: String(at),
          weight,
          scores: Float64Array.of(score),
        }));
        const taken = means.map((mean) => weightedMean(list, mean)[0] ?? Number.NaN);
        const chain = [Math.min(...scores), ...taken, Math.max(...scores)];
        for (const [at, next] of chain.slice(1).entries()) {
          expect(next).toBeGreaterThanOrEqual((chain[at] ?? 0) * (1 - 1e-12));
        }
      }),
    );
  });

  it('ranks count those that are clearly better, plus one; a tie is within the precision', () => {
    const score = fc.oneof(
      fc.integer({ min: 0, max: 30 }),
      fc.double({ min: -100, max: 100, noNaN: true }),
      fc.constant(Number.NaN),
    );
    const noise = fc.double({ min: -1e-13, max: 1e-13, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(score, noise), { maxLength: 40 }), (pairs) => {
        const scores = Float64Array.from(pairs, ([exact, error]) => exact + error);
        const { ranks, ties } = tiedRanks(scores, customaryTiePrecision);
        for (const [unit, rank] of ranks.entries()) {
          const own = scores[unit] as number;
          if (Number.isNaN(own)) {
            expect(rank).toBe(0);
            continue;
          }
          const clearly = scores.filter((other) => other > own + 1e-6).length;
          const perhaps = scores.filter((other) => other > own).length;
          expect(rank).toBeGreaterThan(clearly);
          expect(rank).toBeLessThanOrEqual(perhaps + 1);
        }
        // Whole numbers with noise on them are tied exactly as the whole numbers are.
        const whole = pairs
          .map(([exact], unit) => ({ exact, unit }))
          .filter(({ exact }) => Number.isInteger(exact));
        for (const a of whole) {
          for (const b of whole) if (a.exact === b.exact) expect(ranks[a.unit]).toBe(ranks[b.unit]);
        }
        for (const { units } of ties) expect(units.length).toBeGreaterThan(1);
      }),
    );
  });

  it('sums are exact, as whole numbers of the finest unit', () => {
    const part = fc.tuple(fc.integer({ min: -(2 ** 30), max: 2 ** 30 }), fc.integer({ min: 0, max: 60 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const units = parts.reduce((sum, [mantissa, shift]) => sum + (BigInt(mantissa) << BigInt(shift)), 0n);
        // Number() of a BigInt rounds to nearest, half to even, as the sum must.
        expect(exactSum(Float64Array.from(parts, ([mantissa, shift]) => mantissa * 2 ** shift))).toBe(
          Number(units),
        );
      }),
    );
  });
});
