import { describe, expect, it } from 'vitest';
import { choicesOf } from '../../../shared/domain/robustness/method-choice.ts';
import { replicateOf, simulation } from '../../../shared/domain/robustness/monte-carlo.ts';
import {
  meanRank,
  rankCounter,
  rankInterval,
  shareWithin,
} from '../../../shared/domain/robustness/rank-counts.ts';
import { rankIntervals } from '../../../shared/domain/robustness/rank-intervals.ts';
import { uncertainRanking } from '../../../shared/domain/robustness/uncertain-ranking.ts';
import {
  CUSTOMARY_WEIGHTS,
  type WeightAssumption,
} from '../../../shared/domain/robustness/weight-assumption.ts';
import { aDuel, scoredParks } from '../../support/a-duel.ts';
import { anEdition } from '../../support/ranking-input.ts';

const edition = anEdition();

describe('ranks counted over replicates', () => {
  const counter = rankCounter(2);
  // Unit 0: 19 times first, once second; unit 1 the other way round.
  for (let replicate = 0; replicate < 20; replicate += 1) {
    counter.add(Int32Array.from(replicate === 7 ? [2, 1] : [1, 2]));
  }
  const counts = counter.counts();

  it('an interval leaves at most half of the rest on either side', () => {
    // 1 of 20 is 5 %: the second place of unit 0 may be left out above, the first place of unit 1 must not be below.
    expect(rankInterval(counts, 0, 0.9)).toEqual({ low: 1, median: 1, high: 1, min: 1, max: 2 });
    expect(rankInterval(counts, 1, 0.9)).toEqual({ low: 1, median: 2, high: 2, min: 1, max: 2 });
    expect(rankInterval(counts, 1, 0.89)).toMatchObject({ low: 2, high: 2 });
  });

  it('shares and means', () => {
    expect(shareWithin(counts, 0, 1)).toBe(0.95);
    expect(shareWithin(counts, 0, 5)).toBe(1);
    expect(meanRank(counts, 0)).toBe(1.05);
  });
});

const simulate = (assumption: WeightAssumption, replicates = 10_000) => {
  const ranking = uncertainRanking(edition, aDuel(), assumption, choicesOf(new Set()));
  const run = simulation(ranking, 'duel');
  run.run(replicates);
  return run.result([1, 2]);
};
const within = (replicates: number, probability: number): number =>
  4 * Math.sqrt((probability * (1 - probability)) / replicates);

describe('a duel whose odds are known', () => {
  it('uniform ±50 %: 0.6 m > m′ has probability 2 ÷ 15', () => {
    // ∫ from 5/6 to 3/2 of (0.6 m − 0.5) dm = 2 ÷ 15, over a square of area 1.
    const result = simulate(CUSTOMARY_WEIGHTS);
    const pair = result.pair('P001', 'P002');
    expect(Math.abs((pair?.ahead ?? 0) - 2 / 15)).toBeLessThan(within(10_000, 2 / 15));
    expect(pair?.tied).toBe(0);
    const [winner] = result.parks;
    expect(winner).toMatchObject({ park: 'P002', rank: 1, interval: { low: 1, median: 1, high: 2 } });
    expect(winner?.within[0]?.share).toBe(pair?.behind);
    expect(result.parks[2]).toMatchObject({
      park: 'P003',
      interval: { low: 3, high: 3, min: 3, max: 3 },
      mean: 3,
    });
  });

  it('flat Dirichlet: 0.6 e > e′ has probability 0.375', () => {
    // Of two exponentials: 0.6 ÷ (1 + 0.6).
    const pair = simulate({ ...CUSTOMARY_WEIGHTS, distribution: 'dirichlet' }).pair('P001', 'P002');
    expect(Math.abs((pair?.ahead ?? 0) - 0.375)).toBeLessThan(within(10_000, 0.375));
  });

  it('parks that nothing tells apart are tied in every replicate', () => {
    const twins = scoredParks({ P001: { '4.1': 10 }, P002: { '4.1': 10 } });
    const run = simulation(uncertainRanking(edition, twins, CUSTOMARY_WEIGHTS, choicesOf(new Set())), '1');
    run.run(50);
    expect(run.result([]).pair('P001', 'P002')).toEqual({ ahead: 0, tied: 1, behind: 0 });
    expect(run.result([]).pair('P001', 'P999')).toBeNull();
  });

  it('portions change nothing, and a replicate can be had again', () => {
    const ranking = uncertainRanking(
      edition,
      aDuel(),
      CUSTOMARY_WEIGHTS,
      choicesOf(new Set(['normalisation'])),
    );
    const whole = simulation(ranking, '3');
    whole.run(70);
    const portions = simulation(ranking, '3');
    portions.run(30);
    portions.run(40);
    expect(portions.result([1]).parks).toEqual(whole.result([1]).parks);
    const before = simulation(ranking, '3');
    before.run(69);
    const last = ranking.ranksOf(replicateOf(ranking, '3', 70));
    for (const [unit, park] of ranking.parks.entries()) {
      const sum = (of: typeof whole, n: number): number =>
        (of.result([]).parks.find((own) => own.park === park)?.mean ?? 0) * n;
      expect(sum(whole, 70) - sum(before, 69)).toBeCloseTo(last[unit] as number, 9);
    }
  });
});

describe('the interval beside a provisional rank', () => {
  it('is of every ranked park, with what was assumed', () => {
    const intervals = rankIntervals(edition, aDuel(), { replicates: 500, seed: '1' });
    expect([...intervals.parks.keys()]).toEqual(['P001', 'P002', 'P003']);
    expect(intervals.parks.get('P002')).toEqual({ low: 1, median: 1, high: 2, min: 1, max: 2 });
    expect(intervals).toMatchObject({ coverage: 0.9, replicates: 500, seed: '1' });
    expect(intervals.text.zh).toContain('39 项赋权');
    expect(intervals.text.en).toContain('unknown weights');
    expect(rankIntervals(edition, aDuel(), { replicates: 500, seed: '1' })).toEqual(intervals);
  });

  it('has no width where no weight is drawn', () => {
    const { parks, open } = rankIntervals(edition, aDuel(), {
      replicates: 20,
      seed: '1',
      assumption: { ...CUSTOMARY_WEIGHTS, multipliers: 0, dimensions: 0 },
    });
    expect(open).toEqual({ multipliers: 0, dimensions: 0 });
    expect(parks.get('P001')).toEqual({ low: 2, median: 2, high: 2, min: 2, max: 2 });
  });

  it('is empty where nobody is ranked', () => {
    expect(rankIntervals(edition, scoredParks({}), { replicates: 5, seed: '1' }).parks.size).toBe(0);
  });
});
