import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndicatorValue } from '../../shared/domain/indicators/indicator-value.ts';
import { choicesOf, METHOD_KINDS } from '../../shared/domain/robustness/method-choice.ts';
import { replicateOf, simulation } from '../../shared/domain/robustness/monte-carlo.ts';
import { rankIntervals } from '../../shared/domain/robustness/rank-intervals.ts';
import { replicateScorer } from '../../shared/domain/robustness/replicate-scorer.ts';
import { uncertainRanking } from '../../shared/domain/robustness/uncertain-ranking.ts';
import {
  CUSTOMARY_WEIGHTS,
  type WeightAssumption,
} from '../../shared/domain/robustness/weight-assumption.ts';
import { ranksOf } from '../../shared/domain/scoring/ranks.ts';
import { type ScoringTask, scoreUnits } from '../../shared/domain/scoring/score-units.ts';
import { aSnapshot } from '../support/a-snapshot.ts';
import { anEdition, quantitativeCodes } from '../support/ranking-input.ts';

const edition = anEdition();
const codes = quantitativeCodes(edition);

/** Scores with ties and holes on two to four dimensions. */
const task: fc.Arbitrary<ScoringTask> = fc
  .record({
    dimensions: fc.integer({ min: 2, max: 4 }),
    units: fc.integer({ min: 1, max: 12 }),
    columns: fc.integer({ min: 1, max: 11 }),
  })
  .chain(({ dimensions, units, columns }) =>
    fc.record({
      dimensions: fc.constant(dimensions),
      units: fc.constant(units),
      dimensionOf: fc
        .array(fc.nat(dimensions - 1), { minLength: columns, maxLength: columns })
        .map((of) => of.sort((a, b) => a - b)),
      weights: fc
        .array(fc.double({ min: 1e-3, max: 1, noNaN: true }), { minLength: columns, maxLength: columns })
        .map((weights) => Float64Array.from(weights)),
      columns: fc.array(
        fc
          .array(
            fc.oneof(
              { weight: 4, arbitrary: fc.double({ min: 0, max: 100, noNaN: true }) },
              { weight: 2, arbitrary: fc.constantFrom(0, 50, 100) },
              { weight: 1, arbitrary: fc.constant(Number.NaN) },
            ),
            { minLength: units, maxLength: units },
          )
          .map((column) => Float64Array.from(column)),
        { minLength: columns, maxLength: columns },
      ),
    }),
  );

const value: fc.Arbitrary<IndicatorValue> = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -5, max: 30 }).map((value) => ({ value })) },
  { weight: 1, arbitrary: fc.constant({ notComputable: 'missing-input', because: ['x'] } as const) },
);
const population = fc
  .array(fc.array(value, { minLength: codes.length, maxLength: codes.length }), {
    minLength: 2,
    maxLength: 8,
  })
  .map((parks) =>
    parks.map((values, index) => ({
      id: `P${String(index + 1).padStart(3, '0')}`,
      values: Object.fromEntries(codes.map((code, at) => [code, values[at] as IndicatorValue])),
    })),
  );
const assumption: fc.Arbitrary<WeightAssumption> = fc.record({
  distribution: fc.constantFrom('uniform', 'dirichlet'),
  multipliers: fc.double({ min: 0, max: 0.99, noNaN: true }),
  dimensions: fc.double({ min: 0, max: 0.99, noNaN: true }),
  drawn: fc.constantFrom('unofficial', 'all'),
});

describe('laws of the robustness studies', () => {
  it('a replicate’s scores are those of the ranking, bit for bit', () => {
    fc.assert(
      fc.property(task, (own) => {
        const expected = scoreUnits(own).scores.map((score) => (Number.isNaN(score) ? 0 : score));
        expect(replicateScorer(own)(own.weights, 'arithmetic')).toEqual(expected);
      }),
    );
  });

  it.each(['most-2021', 'most-2021-literal-product'])('without any draw the ranks are those of %s', (id) => {
    const own = anEdition(id);
    const { version } = own.document;
    fc.assert(
      fc.property(population, (parks) => {
        const snapshot = aSnapshot(parks, { methodology: { id, version } });
        const ranking = uncertainRanking(own, snapshot, CUSTOMARY_WEIGHTS, choicesOf(new Set()));
        const ranks = new Map(snapshot.result.parks.map(({ park, rank }) => [park, rank]));
        const expected = ranking.parks.map((park) => ranks.get(park));
        expect([...ranking.nominal]).toEqual(expected);
        expect([...ranking.ranksOf(ranking.asRanked)]).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('recorded weights, written down and read again, give the recorded ranks exactly', () => {
    fc.assert(
      fc.property(population, assumption, fc.integer({ min: 1, max: 30 }), (parks, assumed, n) => {
        const ranking = uncertainRanking(edition, aSnapshot(parks), assumed, choicesOf(new Set()));
        const recorded = replicateOf(ranking, 'replay', n);
        const ranks = ranking.ranksOf(recorded);
        const text = JSON.stringify([...recorded.weights]);
        const { task: own } = ranking.scoredInput.scored;
        const { scores } = scoreUnits({ ...own, weights: Float64Array.from(JSON.parse(text) as number[]) });
        expect([...ranksOf(scores, edition.document.rounding.tie)]).toEqual([...ranks]);
      }),
      { numRuns: 60 },
    );
  });

  it('weights that are drawn are positive and add up to the whole, with the official shares as they are', () => {
    fc.assert(
      fc.property(population, assumption, fc.integer({ min: 1, max: 20 }), (parks, assumed, n) => {
        const ranking = uncertainRanking(edition, aSnapshot(parks), assumed, choicesOf(new Set()));
        const { weights } = replicateOf(ranking, 'sum', n);
        expect(weights.every((weight) => weight > 0)).toBe(true);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
        if (assumed.drawn === 'all') return;
        const first = weights.reduce(
          (sum, weight, at) => (ranking.indicators[at]?.startsWith('1.') ? sum + weight : sum),
          0,
        );
        expect(first).toBeCloseTo(0.2, 12);
        // 1.1 and 1.2 are official: their ratio is 0.8 ÷ 1.2 in every draw.
        const [a = 0, b = 1] = ['1.1', '1.2'].map(
          (code) => weights[ranking.indicators.indexOf(code)] as number,
        );
        expect(a / b).toBeCloseTo(2 / 3, 12);
      }),
      { numRuns: 60 },
    );
  });

  it('every method gives every park a rank, and an interval holds what it says', () => {
    fc.assert(
      fc.property(population, assumption, (parks, assumed) => {
        const every = choicesOf(new Set(METHOD_KINDS));
        const ranking = uncertainRanking(edition, aSnapshot(parks), assumed, every);
        const seen: number[][] = parks.map(() => []);
        for (let n = 1; n <= 40; n += 1) {
          const ranks = ranking.ranksOf(replicateOf(ranking, 'methods', n));
          for (const [unit, rank] of ranks.entries()) seen[unit]?.push(rank);
        }
        const run = simulation(ranking, 'methods');
        run.run(40);
        for (const { park, interval } of run.result([]).parks) {
          const own = seen[ranking.parks.indexOf(park)] ?? [];
          expect(own.every((rank) => rank >= 1 && rank <= parks.length)).toBe(true);
          expect([interval.min, interval.max]).toEqual([Math.min(...own), Math.max(...own)]);
          const inside = own.filter((rank) => rank >= interval.low && rank <= interval.high).length;
          expect(inside / own.length).toBeGreaterThanOrEqual(0.9 - 1e-12);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('the order of the parks changes no interval', () => {
    fc.assert(
      fc.property(population, (parks) => {
        const options = { replicates: 20, seed: 'order' };
        const intervals = rankIntervals(edition, aSnapshot(parks), options);
        expect(rankIntervals(edition, aSnapshot(parks.toReversed()), options)).toEqual(intervals);
      }),
      { numRuns: 20 },
    );
  });
});
