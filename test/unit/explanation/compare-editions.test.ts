import { describe, expect, it } from 'vitest';
import { compareEditions } from '../../../shared/domain/explanation/compare-editions.ts';
import { fractionText, sumOf } from '../../../shared/domain/explanation/fraction.ts';
import { averageShift, rankCorrelation } from '../../../shared/domain/explanation/rank-agreement.ts';
import type { Edition } from '../../../shared/domain/methodology/edition.ts';
import type { EditionDocument } from '../../../shared/domain/methodology/edition-document.ts';
import { exampleEdition } from '../../../shared/domain/methodology/example-editions.ts';
import { loadEdition } from '../../../shared/domain/methodology/load-edition.ts';
import { PARK_INPUTS } from '../../../shared/domain/methodology/shipped-editions.ts';
import { hundred } from '../../support/a-move.ts';
import { aSnapshot, type SnapshotPark } from '../../support/a-snapshot.ts';
import { anEdition } from '../../support/ranking-input.ts';

const own = anEdition();

/** The shipped edition under another id, changed. */
const changed = (change: (document: EditionDocument) => void): Edition => {
  const document = structuredClone(own.document);
  document.id = 'changed';
  change(document);
  return loadEdition(document, PARK_INPUTS);
};

const compare = (parks: readonly SnapshotPark[], to: Edition, park = 'P001') => {
  const compared = compareEditions(aSnapshot(parks, { frozenBounds: hundred() }), own, own, to);
  const row = compared.parks.find((one) => one.park === park);
  const parts = Object.entries(row?.parts ?? {}).map(([change, part]) => [change, fractionText(part)]);
  return { ...compared, row, parts: Object.fromEntries(parts) };
};

// 0.15 ÷ 8 × 50 = 0.94 behind 0.15 ÷ 7 × 45 = 0.96; 3.9 is out.
const parks = [
  { id: 'P001', values: { '3.8': 50 } },
  { id: 'P002', values: { '4.7': 45 } },
];

describe('one kind of change, worked out by hand', () => {
  it('weights: the literal product', () => {
    const { row, parts, changes } = compare(parks, anEdition('most-2021-literal-product'));
    expect(changes).toEqual(['weights']);
    expect([row?.from, row?.to, parts]).toEqual([2, 1, { weights: '-1' }]);
  });

  it('removed: without 4.7 its park falls, whatever becomes of the weights of the rest', () => {
    const without = changed(({ indicators }) => {
      indicators.splice(
        indicators.findIndex(({ code }) => code === '4.7'),
        1,
      );
    });
    const { row, parts, indicators } = compare(parks, without);
    expect([row?.from, row?.to, parts]).toEqual([2, 1, { weights: '0', removed: '-1' }]);
    expect(indicators.find(({ from }) => from[0] === '4.7')).toMatchObject({ kind: 'removed', to: [] });
    // 0.15 shared by six instead of seven.
    const kept = indicators.find(({ from }) => from[0] === '4.6');
    expect(kept?.weight.from).toBeCloseTo(0.15 / 7, 12);
    expect(kept?.weight.to).toBeCloseTo(0.15 / 6, 12);
  });

  it('redefined: 4.7 with the lower value as the better one', () => {
    const reversed = changed(({ indicators }) => {
      const indicator = indicators.find(({ code }) => code === '4.7');
      if (indicator !== undefined) indicator.direction = 'lower-is-better';
    });
    const { row, parts, changes, indicators } = compare(parks, reversed);
    expect(changes).toEqual(['redefined']);
    expect([row?.from, row?.to, parts]).toEqual([2, 1, { redefined: '-1' }]);
    expect(indicators.filter(({ isRedefined }) => isRedefined).map(({ from }) => from)).toEqual([['4.7']]);
  });

  it('added: a count of employees beside the others', () => {
    const more = changed(({ indicators }) => {
      const first = indicators[0];
      if (first === undefined) return;
      const name = { zh: '新增指标', en: 'new one' };
      indicators.push({ ...first, code: '5.11', dimension: '5', name, expression: 'employees' });
    });
    const withInputs = parks.map((park, index) => ({ ...park, inputs: { employees: `${2 - index}` } }));
    const { row, parts, results } = compare(withInputs, more);
    expect([row?.from, row?.to, parts]).toEqual([2, 1, { weights: '0', added: '-1' }]);
    // No bounds were frozen for it.
    expect(results.to.bounds.fromPopulation).toEqual(['5.11']);
  });
});

describe('the synthetic former edition against most-2021', () => {
  const former = exampleEdition('synthetic-former');
  if (former === null) throw new Error('no example');
  const filed = Array.from({ length: 12 }, (_, index) => ({
    id: `P${String(index + 1).padStart(3, '0')}`,
    values: { '1.2': (index * 71) % 101, '3.6': (index * 37) % 101, '4.7': (index * 53) % 101 },
    inputs: {
      exports: `${(index * 29) % 101}`,
      staff_postgraduate: `${(index * 83) % 101}`,
      green_area: `${(index * 61) % 101}`,
    },
  }));
  const expertScores = Object.fromEntries(filed.map(({ id }, index) => [id, { '3.9': (index * 43) % 101 }]));
  const snapshot = aSnapshot(filed, { expertScores });
  const compared = compareEditions(snapshot, own, former, own);

  it('knows what was kept under another code, removed, merged and added', () => {
    const of = (kind: string) => compared.indicators.filter((one) => one.kind === kind);
    expect(of('removed').map(({ from }) => from)).toEqual([['3.7'], ['4.5']]);
    expect(of('merged').map(({ from, to }) => [from, to])).toEqual([[['4.6'], ['3.9']]]);
    expect(of('same').find(({ to }) => to[0] === '4.7')).toMatchObject({ from: ['3.6'], by: 'declared' });
    expect(of('same')).toHaveLength(26);
    expect(of('added')).toHaveLength(46 - 26 - 1);
  });

  it('raises the weight of 4.7', () => {
    const raised = compared.indicators.find(({ to }) => to[0] === '4.7');
    // 0.2 × 0.5 ÷ 6.5 (seven indicators, one of them at 0.5), then 0.15 ÷ 7.
    expect(raised?.weight.from).toBeCloseTo((0.2 * 0.5) / 6.5, 12);
    expect(raised?.weight.to).toBeCloseTo(0.15 / 7, 12);
  });

  it('takes every move apart exactly', () => {
    expect(compared.changes).toEqual(['weights', 'removed', 'added', 'merged']);
    expect(compared.parks.some(({ change }) => change !== 0)).toBe(true);
    for (const { change, parts } of compared.parks) {
      expect(sumOf(Object.values(parts))).toEqual({ numerator: change, denominator: 1 });
    }
  });

  it('turns round from the present to the former', () => {
    const back = compareEditions(snapshot, own, own, former);
    expect(back.changes).toEqual(['weights', 'removed', 'added', 'split']);
    expect(back.results.to).toEqual(compared.results.from);
    expect(back.indicators.find(({ kind }) => kind === 'split')).toMatchObject({
      from: ['3.9'],
      to: ['4.6'],
    });
  });
});

describe('agreement of two rankings', () => {
  it('average shift and Spearman’s ρ of a textbook reversal', () => {
    const places = [1, 2, 3, 4].map((from) => ({ from, to: 5 - from }));
    expect(averageShift(places)).toBe(2);
    expect(rankCorrelation(places)).toBe(-1);
    // Two neighbours swapped: 1 − 6 × 2 ÷ (4 × 15) = 0.8.
    const swapped = [2, 1, 3, 4].map((to, index) => ({ from: index + 1, to }));
    expect(rankCorrelation(swapped)).toBeCloseTo(0.8, 12);
    expect(rankCorrelation([{ from: 1, to: 1 }])).toBeNull();
    expect(averageShift([])).toBe(0);
  });
});
