import { describe, expect, it } from 'vitest';
import { pearson, spearman } from '../../../shared/domain/coherence/correlation.ts';
import { mainEffect } from '../../../shared/domain/coherence/main-effect.ts';
import { itemReliabilities, reliability } from '../../../shared/domain/coherence/reliability.ts';
import expected from '../../fixtures/coherence/expected.json' with { type: 'json' };
import { goldenTable } from '../../support/golden-tables.ts';

/** Expected values by numpy and scipy; the program is in test/fixtures/coherence/README.md. */
const table = goldenTable('asem/norm/raw__minmax_0_100.csv');
const columns = expected.codes.map((code) => table.column(code, table.units));
const index = goldenTable('asem/agg/raw__minmax_0_100__amean__equal.csv').column('Index', table.units);

describe('COINr’s ASEM data, node Physical: as numpy and scipy', () => {
  it.each([
    ['Pearson', pearson, expected.pearson],
    ['Spearman', spearman, expected.spearman],
  ] as const)('%s’s correlations, missing values left out pair by pair', (_, correlate, matrix) => {
    for (const [i, row] of matrix.entries()) {
      for (const [j, r] of row.entries()) {
        expect(correlate(columns[i] as Float64Array, columns[j] as Float64Array).r).toBeCloseTo(r, 12);
      }
    }
  });

  it('Cronbach’s α over the economies that have every indicator', () => {
    const found = reliability(columns);
    expect(found).toMatchObject({ items: 8, n: expected.complete });
    expect(found.alpha).toBeCloseTo(expected.alpha, 12);
    expect(found.standardised).toBeCloseTo(expected.standardised, 12);
  });

  it('each indicator against the rest', () => {
    for (const [at, { itemRest, alphaWithout }] of itemReliabilities(columns).entries()) {
      expect(itemRest).toBeCloseTo(expected.itemRest[at] as number, 12);
      expect(alphaWithout).toBeCloseTo(expected.alphaWithout[at] as number, 12);
    }
  });

  it('main effects on a curve, whose width is the one that predicts best', () => {
    for (const [at, column] of columns.entries()) {
      expect(mainEffect(column, index).curved).toBeCloseTo(expected.curved[at] as number, 9);
    }
  });
});
