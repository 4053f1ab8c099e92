import { replicateScorer } from '../shared/domain/robustness/replicate-scorer.ts';
import { effectiveWeights } from '../shared/domain/scoring/effective-weights.ts';
import { emptyColumns } from '../shared/domain/scoring/empty-columns.ts';
import { columnBounds, minMaxScores } from '../shared/domain/scoring/normalise.ts';
import { createRanker } from '../shared/domain/scoring/ranks.ts';
import { createScorer, type UnitScores } from '../shared/domain/scoring/score-units.ts';
import type { Bench } from './measurement.ts';
import { type PeerTask, startPeers } from './ranking-peers.ts';
import { dimensionWeights, indicators, syntheticColumns, withoutGaps } from './ranking-population.ts';
import { measure, type Work } from './ranking-rounds.ts';

const TIE = 1e-9;
const dimensionOf = indicators.map(({ dimension }) => dimension);
const dimensions = dimensionWeights.length;

const nominalWeights = (): Float64Array => effectiveWeights(indicators, dimensionWeights, 'within-dimension');

/** Bounds and min–max scores of the columns, written over `normalised`. */
const normalise = (
  columns: readonly Float64Array[],
  normalised: readonly Float64Array[],
): readonly Float64Array[] => {
  for (let index = 0; index < columns.length; index += 1) {
    const column = columns[index] as Float64Array;
    const bounds = columnBounds(column) ?? { min: 0, max: 0 };
    minMaxScores(column, bounds, indicators[index]?.isHigherBetter === true, 100, normalised[index]);
  }
  return normalised;
};

interface Reranked extends UnitScores {
  /** Overall, then in each dimension. */
  readonly ranks: readonly Int32Array[];
}

/**
 * Bounds, min–max, two levels, missing values, contributions, ranks with ties overall and in each dimension; into the
 * same memory each time.
 */
const createReranking = (units: number): ((columns: readonly Float64Array[]) => Reranked) => {
  const weights = nominalWeights();
  const normalised = emptyColumns(indicators.length, units);
  const score = createScorer({ dimensionOf, dimensions, units });
  const rank = createRanker(units);
  const ranks = Array.from({ length: 1 + dimensions }, () => new Int32Array(units));
  return (columns) => {
    const scored = score(normalise(columns, normalised), weights);
    for (let place = 0; place < ranks.length; place += 1) {
      const own = place === 0 ? scored.scores : scored.dimensionScores[place - 1];
      rank(own as Float64Array, TIE, ranks[place]);
    }
    return { ...scored, ranks };
  };
};

/** Weights of each replicate, ± 25 % about the nominal ones, from Park and Miller's minimal standard generator. */
const drawnWeights = (replicates: number): Float64Array[] => {
  let state = 178;
  const next = (): number => {
    state = (48271 * state) % 2147483647;
    return state / 2147483647;
  };
  const nominal = nominalWeights();
  return Array.from({ length: replicates }, () => {
    const drawn = nominal.map((weight) => weight * (0.75 + 0.5 * next()));
    const sum = drawn.reduce((total, weight) => total + weight, 0);
    // A peer takes no weights that do not add up to 1.
    return drawn.map((weight) => weight / sum);
  });
};

const laidOut = (parts: readonly (Float64Array | Int32Array)[]): Float64Array => {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

const reranking = (units: number, own: Pick<Work, 'targetMs' | 'rounds' | 'runs' | 'peers'>): Work => {
  const columns = syntheticColumns(units);
  const rerank = createReranking(units);
  const task: PeerTask = { columns, filled: withoutGaps(columns), replicates: null };
  return {
    ...own,
    name: 'rerank',
    what: {
      zh: `全部重排 ${units.toLocaleString('en')} × ${indicators.length}`,
      en: `full re-rank ${units.toLocaleString('en')} × ${indicators.length}`,
    },
    task,
    run: () => rerank(columns),
    results: () => {
      const { scores, dimensionScores, contributions, ranks } = rerank(columns);
      return laidOut([scores, ...dimensionScores, ...contributions, ...ranks]);
    },
    resultsWithoutGaps: () => {
      const { scores, ranks } = rerank(task.filled);
      return laidOut([scores, ...ranks.slice(0, 1)]);
    },
  };
};

/** Scores and ranks under many sets of weights, from columns of values. */
type Replicating = (
  columns: readonly Float64Array[],
  weights: readonly Float64Array[],
  take: (scores: Float64Array, ranks: Int32Array) => void,
) => void;

/** As the robustness studies do it: what does not hang on the weights is worked out once. */
const preparedOnce: Replicating = (columns, weights, take) => {
  const units = columns[0]?.length ?? 0;
  const task = { dimensionOf, dimensions, units, weights: nominalWeights() };
  const normalised = normalise(columns, emptyColumns(indicators.length, units));
  const score = replicateScorer({ ...task, columns: normalised });
  const rank = createRanker(units);
  const ranks = new Int32Array(units);
  for (const drawn of weights) {
    const scores = score(drawn, 'arithmetic');
    take(scores, rank(scores, TIE, ranks));
  }
};

/** As pymcdm does it, with bounds and min–max anew for every set; and contributions, which it does not give. */
const normalisedAnew: Replicating = (columns, weights, take) => {
  const units = columns[0]?.length ?? 0;
  const normalised = emptyColumns(indicators.length, units);
  const score = createScorer({ dimensionOf, dimensions, units });
  const rank = createRanker(units);
  const ranks = new Int32Array(units);
  for (const drawn of weights) {
    const { scores } = score(normalise(columns, normalised), drawn);
    take(scores, rank(scores, TIE, ranks));
  }
};

const replicating = (
  replicates: number,
  units: number,
  way: Replicating,
  what: { zh: string; en: string },
  own: Pick<Work, 'targetMs' | 'rounds' | 'runs' | 'peers'>,
): Work => {
  const columns = syntheticColumns(units);
  const weights = drawnWeights(replicates);
  const task: PeerTask = { columns, filled: withoutGaps(columns), replicates: weights };
  const resultsOf = (of: readonly Float64Array[]): Float64Array => {
    const all: { scores: Float64Array; ranks: Int32Array }[] = [];
    way(of, weights, (scores, ranks) => all.push({ scores: scores.slice(), ranks: ranks.slice() }));
    return laidOut([...all.map(({ scores }) => scores), ...all.map(({ ranks }) => ranks)]);
  };
  return {
    ...own,
    name: 'replicates',
    what: {
      zh: `权重重抽 ${replicates.toLocaleString('en')} 次，${units} × ${indicators.length}${what.zh}`,
      en: `${replicates.toLocaleString('en')} weight replicates of ${units} × ${indicators.length}${what.en}`,
    },
    task,
    run: () => way(columns, weights, () => undefined),
    results: () => resultsOf(columns),
    resultsWithoutGaps: () => resultsOf(task.filled),
  };
};

/** Each one's data are made only when its turn comes: what lies about in memory slows the others down. */
const works: readonly (() => Work)[] = [
  () =>
    reranking(178, {
      targetMs: 0.2,
      rounds: 15,
      runs: 200,
      peers: { numpy: { runs: 60, atLeast: 2 }, pandas: { runs: 6 }, pymcdm: { runs: 6 } },
    }),
  () =>
    reranking(10_000, {
      targetMs: 8,
      rounds: 11,
      runs: 7,
      peers: { numpy: { runs: 5, atLeast: 1.2 }, pandas: { runs: 2 }, pymcdm: { runs: 1 } },
    }),
  () =>
    reranking(100_000, {
      targetMs: 100,
      rounds: 7,
      runs: 3,
      peers: { numpy: { runs: 3, atLeast: 1 }, pandas: { runs: 1 }, pymcdm: { runs: 1, rounds: 3 } },
    }),
  () =>
    replicating(
      1000,
      178,
      preparedOnce,
      { zh: '，归一化一次', en: ', normalised once' },
      {
        targetMs: 60,
        rounds: 7,
        runs: 5,
        peers: { numpy: { runs: 3 }, pymcdm: { runs: 1, rounds: 3, atLeast: 50 } },
      },
    ),
  () =>
    replicating(
      1000,
      178,
      normalisedAnew,
      { zh: '，每次重新归一化（pymcdm 只能如此）', en: ', normalised each time as pymcdm has to' },
      { targetMs: 60, rounds: 5, runs: 5, peers: { pymcdm: { runs: 1, rounds: 3 } } },
    ),
];

/** The numeric core: a full re-rank at three sizes, and weight replicates with ranks and ties, beside its peers. */
export const bench: Bench = {
  title: {
    zh: '计分与排名内核，反复使用同一块内存（各轮交替进行，中位数；括号内为最佳，对照软件为其用时）',
    en: 'Core of scoring and ranking, in memory used again (median of interleaved rounds; in brackets the best, or the time that a peer took)',
  },
  run: async (terminal) => {
    const structure = {
      dimensionOf,
      signs: indicators.map(({ isHigherBetter }) => (isHigherBetter ? 1 : -1)),
      weights: [...nominalWeights()],
      tie: TIE,
    };
    const peers = await startPeers(structure, terminal);
    try {
      const measured = [];
      for (const work of works) measured.push(...(await measure(work(), peers, terminal)));
      return measured;
    } finally {
      peers?.close();
    }
  },
};
