import { describe, expect, it } from 'vitest';
import {
  explainMoves,
  type MoveParts,
  NotRankedTwiceError,
} from '../../../shared/domain/explanation/explain-moves.ts';
import type { ExplainedRanking } from '../../../shared/domain/explanation/factors.ts';
import { fractionText } from '../../../shared/domain/explanation/fraction.ts';
import { exampleEdition } from '../../../shared/domain/methodology/example-editions.ts';
import { SnapshotLacksInputsError } from '../../../shared/domain/scenarios/snapshot-under-edition.ts';
import { aRanking, hundred, levels } from '../../support/a-move.ts';

/** The parts that are not 0, as text. */
const parts = (move: MoveParts): Record<string, string> =>
  Object.fromEntries(
    Object.entries(move.parts)
      .filter(([, part]) => part.numerator !== 0)
      .map(([factor, part]) => [factor, fractionText(part)]),
  );

const moveOf = (before: ExplainedRanking, after: ExplainedRanking, park: string) => {
  const [move] = explainMoves(before, after, [park]).moves;
  if (move === undefined) throw new Error('not explained');
  return move;
};

describe('Δrank by one factor alone, worked out by hand', () => {
  const before = aRanking(levels({ P001: 30, P002: 20, P003: 10 }));

  it('own values: the last of three becomes the first', () => {
    const { overall, common } = moveOf(before, aRanking(levels({ P001: 30, P002: 20, P003: 40 })), 'P003');
    expect(overall).toMatchObject({ from: 3, to: 1, change: -2, of: { from: 3, to: 3 } });
    expect(parts(overall)).toEqual({ 'own-values': '-2' });
    expect(parts(common)).toEqual({ 'own-values': '-2' });
  });

  it('others’ values: the first is overtaken without having changed', () => {
    const { overall } = moveOf(before, aRanking(levels({ P001: 30, P002: 20, P003: 40 })), 'P001');
    expect(overall).toMatchObject({ from: 1, to: 2 });
    expect(parts(overall)).toEqual({ 'others-values': '1' });
  });

  it('population: a park that enters above moves the rank, but none on the common set', () => {
    const after = aRanking(levels({ P001: 30, P002: 20, P003: 10, P004: 25 }));
    const { moves, entered, left, common } = explainMoves(before, after);
    expect([entered, left, common]).toEqual([['P004'], [], ['P001', 'P002', 'P003']]);
    expect(moves.map(({ overall }) => [overall.from, overall.to, parts(overall)])).toEqual([
      [1, 1, {}],
      [2, 3, { population: '1' }],
      [3, 4, { population: '1' }],
    ]);
    expect(moves.map(({ common: own }) => [own.change, parts(own)])).toEqual([
      [0, {}],
      [0, {}],
      [0, {}],
    ]);
    expect(moves[0]?.overall.of).toEqual({ from: 3, to: 4 });
  });

  it('population: a park that left makes room', () => {
    const { overall } = moveOf(before, aRanking(levels({ P002: 20, P003: 10 })), 'P003');
    expect(overall).toMatchObject({ from: 3, to: 2, of: { from: 3, to: 2 } });
    expect(parts(overall)).toEqual({ population: '-1' });
  });

  it('bounds: 4.7 counts up to 50 instead of 100', () => {
    const parks = [
      { id: 'P001', values: { '4.7': 50 } },
      { id: 'P002', values: { '4.6': 60 } },
    ];
    // 4.6 and 4.7 weigh the same: 50 against 60 of 100, then 100 against 60.
    const after = aRanking(parks, { frozenBounds: hundred({ '4.7': { min: 0, max: 50 } }) });
    const { overall } = moveOf(aRanking(parks), after, 'P001');
    expect([overall.from, overall.to, parts(overall)]).toEqual([2, 1, { bounds: '-1' }]);
  });

  it('methodology: 3.8 weighs 15 % ÷ 9 within its dimension, and as much as 4.7 in the literal product', () => {
    const parks = [
      { id: 'P001', values: { '3.8': 50 } },
      { id: 'P002', values: { '4.7': 45 } },
    ];
    // 0.15 ÷ 8 × 50 = 0.94 against 0.15 ÷ 7 × 45 = 0.96 (3.9 is out); then 7.5 against 6.75.
    const after = aRanking(parks, { methodology: { id: 'most-2021-literal-product', version: '1.0.0' } });
    const { overall } = moveOf(aRanking(parks), after, 'P001');
    expect([overall.from, overall.to, parts(overall)]).toEqual([2, 1, { methodology: '-1' }]);
  });
});

describe('factors together', () => {
  it('share a place that either of them alone would have gained', () => {
    const before = aRanking(levels({ P001: 10, P002: 20 }));
    const after = aRanking(levels({ P001: 30, P002: 5 }));
    expect(parts(moveOf(before, after, 'P001').overall)).toEqual({
      'own-values': '-1/2',
      'others-values': '-1/2',
    });
  });

  it('have parts even where the rank did not move', () => {
    const before = aRanking(levels({ P001: 10, P002: 20 }));
    const after = aRanking(levels({ P001: 30, P002: 40 }));
    const { overall } = moveOf(before, after, 'P001');
    expect(overall.change).toBe(0);
    expect(parts(overall)).toEqual({ 'own-values': '-1/2', 'others-values': '1/2' });
  });

  it('expert scores that come in are values: each park’s own', () => {
    const parks = [
      { id: 'P001', at: 10 },
      { id: 'P002', at: 10, values: { '4.7': 20 } },
    ];
    const after = aRanking(parks, {
      frozenBounds: hundred({ '1.10': { min: 0, max: 100 } }),
      expertScores: { P001: { '1.10': 90 }, P002: { '1.10': 0 } },
    });
    // 4.7: 0.15 ÷ 7 × 10 = 0.21 behind; 1.10: about 0.02 × 90 = 1.8 ahead, whether or not the other is scored.
    expect(parts(moveOf(aRanking(parks), after, 'P001').overall)).toEqual({ 'own-values': '-1' });
  });
});

describe('what cannot be explained', () => {
  const before = aRanking(levels({ P001: 30, P002: 20 }));

  it('is a park that is not ranked twice', () => {
    const after = aRanking(levels({ P001: 30, P003: 20 }));
    expect(() => explainMoves(before, after, ['P003'])).toThrow(NotRankedTwiceError);
  });

  it('is another edition without the inputs it needs', () => {
    const edition = exampleEdition('synthetic-former');
    if (edition === null) throw new Error('no example');
    const bare = { ...before, snapshot: { ...before.snapshot, basis: {} } };
    expect(() => explainMoves(bare, { ...before, edition })).toThrow(SnapshotLacksInputsError);
  });

  it('reports each park for progress', () => {
    let count = 0;
    explainMoves(before, aRanking(levels({ P001: 10, P002: 20 })), undefined, () => {
      count += 1;
    });
    expect(count).toBe(2);
  });
});
