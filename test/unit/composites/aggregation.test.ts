import { describe, expect, it } from 'vitest';
import { type Aggregation, aggregateNodes } from '../../../shared/domain/composites/aggregate-nodes.ts';
import { computeIndex } from '../../../shared/domain/composites/compute-index.ts';
import {
  effectiveNodeWeights,
  type HierarchyEntry,
  hierarchyOf,
  hierarchyProblems,
} from '../../../shared/domain/composites/hierarchy.ts';
import { customaryTiePrecision, tiedRanks } from '../../../shared/domain/composites/tied-ranks.ts';
import {
  type Mean,
  parseMean,
  unfitScore,
  weightedMean,
} from '../../../shared/domain/composites/weighted-mean.ts';
import { aMethod, someData } from '../../support/a-composite.ts';
import { worstRelative } from '../../support/golden-tables.ts';

const NONE = Number.NaN;
const entry = (code: string, level: number, parent: string | null, weight = 1): HierarchyEntry => ({
  code,
  level,
  parent,
  weight,
});
const child = (code: string, weight: number, ...scores: number[]) => ({
  code,
  weight,
  scores: Float64Array.from(scores),
});

describe('means, by hand', () => {
  const children = [child('A', 1, 1, NONE, NONE, 2), child('B', 3, 16, 16, NONE, 2)];
  it.each<[Mean, number[]]>([
    [{ kind: 'arithmetic' }, [12.25, 16, NONE, 2]],
    [{ kind: 'geometric' }, [8, 16, NONE, 2]],
    [{ kind: 'harmonic' }, [4 / (1 + 3 / 16), 16, NONE, 2]],
    [{ kind: 'power', exponent: 2 }, [Math.sqrt((1 + 3 * 256) / 4), 16, NONE, 2]],
    [{ kind: 'power', exponent: 0 }, [8, 16, NONE, 2]],
    [{ kind: 'power', exponent: 1 }, [12.25, 16, NONE, 2]],
    [{ kind: 'power', exponent: -1 }, [4 / (1 + 3 / 16), 16, NONE, 2]],
  ])('%j', (mean, expected) => {
    expect(worstRelative(weightedMean(children, mean), expected)).toBeLessThan(1e-14);
  });

  it('what large scores would swallow is kept', () => {
    const children = [child('A', 1, 1e16), child('B', 1, 1), child('C', 1, -1e16)];
    expect(weightedMean(children, { kind: 'arithmetic' })[0]).toBe(1 / 3);
  });

  it('a child that weighs nothing counts for nothing, even where it is alone', () => {
    const scores = weightedMean([child('A', 0, 5, 5), child('B', 2, 7, NONE)], { kind: 'arithmetic' });
    expect(Array.from(scores)).toEqual([7, NONE]);
  });

  it('infinite scores stay infinite', () => {
    const endless = Number.POSITIVE_INFINITY;
    const scores = weightedMean([child('A', 1, 1, -endless), child('B', 1, endless, endless)], {
      kind: 'arithmetic',
    });
    expect(Array.from(scores)).toEqual([endless, NONE]);
  });

  it.each<[Mean, number | null]>([
    [{ kind: 'arithmetic' }, null],
    [{ kind: 'power', exponent: 1 }, null],
    [{ kind: 'power', exponent: 2 }, null],
    [{ kind: 'power', exponent: 3 }, 2],
    [{ kind: 'power', exponent: 0.5 }, 2],
    [{ kind: 'power', exponent: 0 }, 1],
    [{ kind: 'power', exponent: -2 }, 1],
    [{ kind: 'geometric' }, 1],
    [{ kind: 'harmonic' }, 1],
  ])('%j refuses what it is not defined for', (mean, unit) => {
    expect(unfitScore([child('A', 1, NONE, 0, -1)], mean, () => true)?.unit ?? null).toBe(unit);
  });

  it.each<[Mean, number]>([
    [{ kind: 'harmonic' }, 2 / (1 / 4 - 1 / 2)],
    [{ kind: 'power', exponent: 2 }, Math.sqrt(10)],
  ])('%j of negative scores is a number', (mean, expected) => {
    expect(weightedMean([child('A', 1, 4), child('B', 1, -2)], mean)[0]).toBeCloseTo(expected, 12);
    expect(unfitScore([child('A', 1, 4), child('B', 1, -2)], mean, () => true)).toBeNull();
  });

  it.each(['mean', 'power', 'power:', 'power:x', 'geometric:2', '', 'power:1e3'])(
    '“%s” is no mean',
    (text) => {
      expect(parseMean(text)).toBeNull();
    },
  );
});

describe('levels', () => {
  const entries = [
    entry('A', 1, 'X'),
    entry('B', 1, 'X'),
    entry('C', 1, 'Y'),
    entry('X', 2, 'T', 1),
    entry('Y', 2, 'T', 3),
    entry('T', 3, null),
  ];
  const scores = new Map([
    ['A', Float64Array.from([2, 2, NONE])],
    ['B', Float64Array.from([8, NONE, NONE])],
    ['C', Float64Array.from([9, 9, 9])],
  ]);
  const aggregate = (changes: Partial<Aggregation>) => {
    const result = aggregateNodes(hierarchyOf(entries), scores, {
      means: [{ kind: 'arithmetic' }],
      nodeMeans: new Map(),
      leastShare: 0,
      ...changes,
    });
    if (!result.ok) throw new Error(result.unfit.child);
    return Object.fromEntries([...result.scores].map(([node, column]) => [node, Array.from(column)]));
  };

  it('weights of what is present are rescaled at each level', () => {
    expect(aggregate({})).toEqual({ X: [5, 2, NONE], Y: [9, 9, 9], T: [8, 7.25, 9] });
  });

  it('a mean for each level from the lowest, and one for a node of its own', () => {
    expect(aggregate({ means: [{ kind: 'geometric' }, { kind: 'arithmetic' }] }).T?.[0]).toBeCloseTo(
      7.75,
      13,
    );
    const harmonic = aggregate({ nodeMeans: new Map([['T', { kind: 'harmonic' }]]) });
    expect(harmonic.X).toEqual([5, 2, NONE]);
    expect(harmonic.T?.[0]).toBeCloseTo(4 / (1 / 5 + 3 / 9), 13);
  });

  it('a node needs a share of its own children', () => {
    expect(aggregate({ leastShare: 0.5 })).toEqual({ X: [5, 2, NONE], Y: [9, 9, 9], T: [8, 7.25, 9] });
    expect(aggregate({ leastShare: 0.51 })).toEqual({ X: [5, NONE, NONE], Y: [9, 9, 9], T: [8, NONE, NONE] });
  });

  it('where too few children are present no mean is taken, and none refused', () => {
    const negative = new Map(scores).set('A', Float64Array.from([2, -2, NONE]));
    const geometric = { means: [{ kind: 'geometric' } as const], nodeMeans: new Map() };
    const of = (leastShare: number) =>
      aggregateNodes(hierarchyOf(entries), negative, { ...geometric, leastShare });
    expect(of(0.5)).toMatchObject({ ok: false, unfit: { node: 'X', child: 'A', unit: 1 } });
    expect(of(0.51)).toMatchObject({ ok: true });
  });

  it('names the nodes that take of negative scores what is an average of positive ones only', () => {
    const negative = new Map(scores).set('A', Float64Array.from([2, -2, NONE]));
    const namedOf = (mean: Mean) => {
      const means = [mean, { kind: 'arithmetic' } as const];
      const result = aggregateNodes(hierarchyOf(entries), negative, {
        means,
        nodeMeans: new Map(),
        leastShare: 0,
      });
      return result.ok ? result.ofNegatives : null;
    };
    expect(namedOf({ kind: 'harmonic' })).toEqual(['X']);
    expect(namedOf({ kind: 'arithmetic' })).toEqual([]);
  });

  it('effective weights: share among siblings, times the share of the parent', () => {
    expect(Object.fromEntries(effectiveNodeWeights(hierarchyOf(entries)))).toEqual({
      A: 0.125,
      B: 0.125,
      C: 0.75,
      X: 0.25,
      Y: 0.75,
      T: 1,
    });
  });
});

describe('hierarchies', () => {
  it('names each cycle once, whoever hangs below it', () => {
    const problems = hierarchyProblems([
      entry('A', 1, 'X'),
      entry('X', 2, 'Y'),
      entry('Y', 3, 'Z'),
      entry('Z', 4, 'X'),
      entry('S', 2, 'S'),
      entry('B', 1, 'S'),
    ]);
    expect(problems.filter(({ problem }) => problem === 'cycle')).toEqual([
      { problem: 'cycle', path: ['X', 'Y', 'Z'] },
      { problem: 'cycle', path: ['S'] },
    ]);
  });

  it('tells all that is wrong at once', () => {
    const problems = hierarchyProblems([
      entry('A', 1, 'X', -1),
      entry('A', 1, 'X'),
      entry('B', 1, 'Q'),
      entry('X', 2, null),
    ]);
    expect(problems.map(({ problem }) => problem).toSorted()).toEqual([
      'bad-weight',
      'duplicate-code',
      'unknown-parent',
    ]);
  });
});

describe('ranks with ties', () => {
  const ranksOf = (...scores: number[]) => tiedRanks(Float64Array.from(scores), customaryTiePrecision);

  it.each<[string, number[], number[]]>([
    ['ties share the better rank', [5, 7, 7, 1], [3, 1, 1, 4]],
    ['noise is a tie', [0.1 + 0.2, 0.3, 0.2999], [1, 1, 3]],
    ['across every decimal grid too', [0.5e-9 + 1e-24, 0.5e-9 - 1e-24, 1], [2, 2, 1]],
    ['relative to size', [1e12, 1e12 + 0.125, 1e12 + 10], [2, 2, 1]],
    ['small scores are told apart', [1e-6, 1.001e-6], [2, 1]],
    ['noise about 0 is a tie', [1e-17, 0, -1e-16], [1, 1, 1]],
    ['missing', [NONE, 3, NONE], [0, 1, 0]],
    [
      'infinite',
      [Number.POSITIVE_INFINITY, 5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
      [1, 3, 1, 4],
    ],
    ['none', [], []],
  ])('%s', (_, scores, ranks) => {
    expect(Array.from(ranksOf(...scores).ranks)).toEqual(ranks);
  });

  it('a group is never wider than the precision', () => {
    const step = 0.6e-12;
    expect(Array.from(ranksOf(1, 1 - step, 1 - 2 * step, 1 - 3 * step).ranks)).toEqual([1, 1, 3, 3]);
  });

  it('groups are listed from the best', () => {
    expect(ranksOf(1, 2, 1, 2, 9, NONE, NONE).ties).toEqual([
      { rank: 2, units: [1, 3] },
      { rank: 4, units: [0, 2] },
    ]);
  });
});

describe('missing policy', () => {
  const entries = [entry('A', 1, 'T'), entry('B', 1, 'T'), entry('T', 2, null)];
  const data = someData({ A: [0, 50, 100], B: [100, 0, NONE] });
  const index = (missing: 'rescale' | 'lowest' | 'forbid') => {
    const outcome = computeIndex(data, hierarchyOf(entries), aMethod({ missing }));
    if (!outcome.ok) throw new Error('refused');
    return { scores: Array.from(outcome.index.scores.get('T') ?? []), missing: outcome.index.missing };
  };
  const gap = { unit: 2, indicator: 'B', node: 'T' };

  it('rescale: the gap brings what the weight of the rest is worth', () => {
    expect(index('rescale')).toEqual({ scores: [50, 25, 100], missing: [{ ...gap, gain: 50 }] });
  });

  it('lowest: a gap brings nothing', () => {
    expect(index('lowest')).toEqual({ scores: [50, 25, 50], missing: [{ ...gap, gain: 0 }] });
  });

  it('forbid: a gap leaves no score', () => {
    expect(index('forbid')).toEqual({ scores: [50, 25, NONE], missing: [{ ...gap, gain: null }] });
  });
});
