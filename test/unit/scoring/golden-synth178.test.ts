import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { weightedMean } from '../../../shared/domain/composites/weighted-mean.ts';
import { effectiveWeights } from '../../../shared/domain/scoring/effective-weights.ts';
import { columnBounds, minMaxScores } from '../../../shared/domain/scoring/normalise.ts';
import { ranksOf } from '../../../shared/domain/scoring/ranks.ts';
import { scoreUnits } from '../../../shared/domain/scoring/score-units.ts';

/** Results of COINr on synthetic data; provenance in test/golden/README.md. */
const read = (file: string): Record<string, string>[] =>
  parse(readFileSync(new URL(`../../golden/synth178/${file}`, import.meta.url)), { columns: true });

const data = read('data_178.csv').sort((a, b) => ((a.uCode ?? '') < (b.uCode ?? '') ? -1 : 1));
const units = data.map(({ uCode }) => uCode);
const meta = read('iMeta.csv');
const indicators = meta.filter(({ Level }) => Level === '1');
const dimensions = meta.filter(({ Level }) => Level === '2');

const column = (rows: Record<string, string>[], name: string): Float64Array => {
  const byUnit = new Map(rows.map((row) => [row.uCode, row[name]]));
  return Float64Array.from(units, (unit) => {
    const text = byUnit.get(unit);
    return text === undefined || text === '' ? Number.NaN : Number(text);
  });
};

const worstRelative = (actual: Float64Array, expected: Float64Array): number =>
  actual.reduce((worst, value, unit) => {
    const wanted = expected[unit] ?? Number.NaN;
    if (Number.isNaN(value) || Number.isNaN(wanted)) {
      return Number.isNaN(value) && Number.isNaN(wanted) ? worst : Number.POSITIVE_INFINITY;
    }
    return Math.max(worst, wanted === 0 ? Math.abs(value) : Math.abs(value / wanted - 1));
  }, 0);

const normalised = indicators.map(({ iCode = '', Direction }) => {
  const values = column(data, iCode);
  const bounds = columnBounds(values);
  if (bounds === null) throw new Error(`${iCode} is empty`);
  return minMaxScores(values, bounds, Direction === '1', 100);
});
const meanOf = (columns: readonly Float64Array[], weights: readonly number[]): Float64Array =>
  weightedMean(
    columns.map((scores, index) => ({ code: '', scores, weight: weights[index] ?? 0 })),
    { kind: 'arithmetic' },
  );
const dimensionScores = dimensions.map(({ iCode }) => {
  const children = indicators.flatMap(({ Parent, Weight }, index) =>
    Parent === iCode ? [{ column: normalised[index] as Float64Array, weight: Number(Weight) }] : [],
  );
  return meanOf(
    children.map((child) => child.column),
    children.map((child) => child.weight),
  );
});
const dimensionWeights = dimensions.map(({ Weight }) => Number(Weight));
const total = meanOf(dimensionScores, dimensionWeights);

describe('178 × 46, min–max, arithmetic mean, untreated: as COINr to 1e-12', () => {
  it('normalised', () => {
    const golden = read('normalised_minmax_178.csv');
    for (const [index, { iCode = '' }] of indicators.entries()) {
      expect(worstRelative(normalised[index] as Float64Array, column(golden, iCode)), iCode).toBeLessThan(
        1e-12,
      );
    }
  });

  it('aggregated at both levels, and ranked exactly', () => {
    const scores = read('agg_minmax_amean_178.csv');
    const ranks = read('rank_minmax_amean_178.csv');
    const nodes = [
      ...dimensions.map(({ iCode = '' }, index) => [iCode, dimensionScores[index]] as const),
      ['TOTAL', total] as const,
    ];
    expect(nodes).toHaveLength(6);
    for (const [node, actual] of nodes) {
      if (actual === undefined) throw new Error(`${node} was not aggregated`);
      expect(worstRelative(actual, column(scores, node)), node).toBeLessThan(1e-12);
      expect(Array.from(ranksOf(actual, 1e-9)), node).toEqual(Array.from(column(ranks, node)));
    }
  });

  it('effective weights', () => {
    const golden = new Map(
      read('eff_weights_178.csv').map(({ iCode, EffWeight }) => [iCode, Number(EffWeight)]),
    );
    const weights = effectiveWeights(
      indicators.map(({ Parent, Weight }) => ({
        dimension: dimensions.findIndex(({ iCode }) => iCode === Parent),
        multiplier: Number(Weight),
      })),
      dimensionWeights,
      'within-dimension',
    );
    for (const [index, { iCode }] of indicators.entries()) {
      expect((weights[index] ?? 0) / (golden.get(iCode) ?? 0)).toBeCloseTo(1, 12);
    }
  });

  it('the ranking path gives the same, contributions and all', () => {
    const task = {
      columns: normalised,
      dimensionOf: indicators.map(({ Parent }) => dimensions.findIndex(({ iCode }) => iCode === Parent)),
      weights: effectiveWeights(
        indicators.map(({ Parent, Weight }) => ({
          dimension: dimensions.findIndex(({ iCode }) => iCode === Parent),
          multiplier: Number(Weight),
        })),
        dimensionWeights,
        'within-dimension',
      ),
      dimensions: dimensions.length,
      units: units.length,
    };
    const scored = scoreUnits(task);
    expect(worstRelative(scored.scores, total)).toBeLessThan(1e-12);
    for (const [index, scores] of scored.dimensionScores.entries()) {
      expect(worstRelative(scores, dimensionScores[index] as Float64Array)).toBeLessThan(1e-12);
    }
    for (const [unit, score] of scored.scores.entries()) {
      expect(scored.contributions.reduce((sum, own) => sum + (own[unit] ?? 0), 0)).toBe(score);
    }
  });
});
