import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weightedMean } from '../../shared/domain/composites/weighted-mean.ts';
import { createRanker, ranksOf } from '../../shared/domain/scoring/ranks.ts';
import {
  createScorer,
  dimensionTotals,
  type ScoringTask,
  scoreUnits,
} from '../../shared/domain/scoring/score-units.ts';
import { sortColumn } from '../../shared/domain/scoring/sorted-column.ts';

const TIE = 1e-9;
const NONE = Number.NaN;

const anything = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.double({ noNaN: true }),
  fc.constantFrom(NONE, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 1e300, -1e300),
);

/** Columns of scores with gaps, in dimensions of any order. */
const task = fc
  .record({
    units: fc.integer({ min: 1, max: 12 }),
    dimensionOf: fc.array(fc.nat(3), { minLength: 1, maxLength: 10 }),
  })
  .chain(({ units, dimensionOf }) => {
    const score = fc.oneof(
      { weight: 4, arbitrary: fc.double({ min: 0, max: 100, noNaN: true }) },
      { weight: 1, arbitrary: fc.constant(NONE) },
    );
    const column = fc.array(score, { minLength: units, maxLength: units });
    const many = { minLength: dimensionOf.length, maxLength: dimensionOf.length };
    return fc.record({
      columns: fc.array(column, many),
      weights: fc.array(fc.oneof(fc.double({ min: 0.01, max: 5, noNaN: true }), fc.constant(0)), many),
      dimensionOf: fc.constant(dimensionOf),
      units: fc.constant(units),
    });
  })
  .map(
    ({ columns, weights, dimensionOf, units }): ScoringTask => ({
      columns: columns.map((column) => Float64Array.from(column)),
      weights: Float64Array.from(weights),
      dimensionOf,
      dimensions: 4,
      units,
    }),
  );

describe('the core of scoring', () => {
  it('sorts any column, and knows whose each value is', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 80 }), (list) => {
        const column = Float64Array.from(list);
        const { values, units } = sortColumn(column);
        const present = list.filter((value) => !Number.isNaN(value)).map((value) => value + 0);
        expect(Array.from(values, (value) => value + 0)).toEqual(
          present.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
        );
        expect(new Set(units).size).toBe(values.length);
        for (const [place, unit] of units.entries()) expect(column[unit]).toBe(values[place]);
      }),
    );
  });

  it('a crowd in one bucket is sorted too', () => {
    const crowd = Array.from({ length: 200 }, (_, index) => (index * 37) % 100);
    const { values, units } = sortColumn(Float64Array.from([1e12, ...crowd, NONE]));
    expect(Array.from(values)).toEqual([...crowd.toSorted((a, b) => a - b), 1e12]);
    expect(units.at(-1)).toBe(0);
  });

  it('a rank is one more than the number of better keys', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.integer({ min: 0, max: 9 }),
            fc.double({ min: 0, max: 100, noNaN: true }),
            fc.constant(NONE),
          ),
          { maxLength: 60 },
        ),
        (list) => {
          const keys = list.map((score) => Math.floor(score / TIE + 0.5));
          const expected = keys.map((key) =>
            Number.isNaN(key) ? 0 : keys.filter((other) => other > key).length + 1,
          );
          expect(Array.from(ranksOf(Float64Array.from(list), TIE))).toEqual(expected);
        },
      ),
    );
  });

  it('contributions add up to the score, bit for bit, in column order', () => {
    fc.assert(
      fc.property(task, (one) => {
        const { scores, contributions } = scoreUnits(one);
        for (let unit = 0; unit < one.units; unit += 1) {
          const sum = contributions.reduce((total, own) => total + (own[unit] as number), 0);
          if (!Number.isNaN(scores[unit])) expect(sum).toBe(scores[unit]);
        }
      }),
    );
  });

  it('is the mean of the dimensions’ means, both rescaled over what is there', () => {
    fc.assert(
      fc.property(task, (one) => {
        const { scores, dimensionScores } = scoreUnits(one);
        const totals = dimensionTotals(one);
        const whole = totals.reduce((sum, total) => sum + total, 0);
        const children = dimensionScores.map((column, dimension) => ({
          code: '',
          scores: column,
          weight: totals[dimension] as number,
        }));
        const across = weightedMean(children, { kind: 'arithmetic' });
        for (const [unit, score] of scores.entries()) {
          const expected = (across[unit] as number) * whole;
          if (Number.isNaN(expected)) expect(score).toBeNaN();
          else
            expect(Math.abs(score - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
        }
      }),
    );
  });

  it('a scorer and a ranker give the same bit for bit, whatever they were used for before', () => {
    const weights = fc.double({ min: 0.1, max: 3, noNaN: true });
    fc.assert(
      fc.property(task, fc.array(weights, { minLength: 10, maxLength: 10 }), (one, others) => {
        const score = createScorer(one);
        const rank = createRanker(one.units);
        const ranks = new Int32Array(one.units);
        const gapped = one.columns.map((column) => column.slice().fill(NONE, 0, 2));
        for (const columns of [one.columns, gapped, one.columns]) {
          for (const weights of [Float64Array.from(others.slice(0, one.weights.length)), one.weights]) {
            const alone = scoreUnits({ ...one, columns, weights });
            const again = score(columns, weights);
            expect(again).toEqual(alone);
            expect(rank(again.scores, TIE, ranks)).toEqual(ranksOf(alone.scores, TIE));
          }
        }
      }),
    );
  });
});
