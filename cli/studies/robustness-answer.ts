import type { Edition } from '../../shared/domain/methodology/edition.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { methodAlternatives, smallBaseEffects } from '../../shared/domain/robustness/alternatives.ts';
import {
  type LeaveOneParkOut,
  leaveOneIndicatorOut,
  leaveOneParkOut,
} from '../../shared/domain/robustness/leave-one-out.ts';
import type { Method } from '../../shared/domain/robustness/method-choice.ts';
import { type MonteCarlo, simulation } from '../../shared/domain/robustness/monte-carlo.ts';
import { factorGroups, rankSensitivity } from '../../shared/domain/robustness/rank-sensitivity.ts';
import type { UncertainRanking } from '../../shared/domain/robustness/uncertain-ranking.ts';
import { assumptionText, type WeightAssumption } from '../../shared/domain/robustness/weight-assumption.ts';
import type { Terminal } from '../terminal/context.ts';
import { lateProgress } from './late-progress.ts';
import type { RobustnessPart } from './robustness-options.ts';
import { rankingAbout } from './studied-park.ts';

/** What a robustness study is asked. */
export interface RobustnessQuestions {
  readonly parts: ReadonlySet<RobustnessPart>;
  readonly assumption: WeightAssumption;
  readonly varied: ReadonlySet<keyof Method>;
  readonly replicates: number;
  readonly seed: string;
  readonly tops: readonly number[];
  /** The park whose rivals are listed, and that the sensitivity is about; null = all. */
  readonly park: string | null;
  readonly pair: readonly [string, string] | null;
  readonly samples: number;
  readonly by: 'groups' | 'each';
}

/** The document of `--json`; parts that were not asked for are null. */
export type RobustnessAnswer = ReturnType<typeof answerRobustness>;

/** A part of the answer that was asked for. */
export type AnsweredPart<Name extends keyof RobustnessAnswer> = NonNullable<RobustnessAnswer[Name]>;

/** Replicates between two looks at the clock. */
const PORTION = 50;

/** Everything that was asked, the slow parts with progress. */
export function answerRobustness(
  edition: Edition,
  snapshot: RankingSnapshot,
  ranking: UncertainRanking,
  questions: RobustnessQuestions,
  terminal: Terminal,
) {
  const { parts, assumption, replicates, seed, pair, park } = questions;
  const drawn =
    parts.has('intervals') || pair !== null ? simulate(ranking, replicates, seed, questions, terminal) : null;
  const shares = pair === null ? null : (drawn?.pair(...pair) ?? null);
  const rivals = park === null || drawn === null ? null : rivalsOf(park, drawn);
  return {
    ranking: rankingAbout(snapshot),
    assumption: { ...assumption, open: ranking.open, text: assumptionText(assumption, ranking.open) },
    varied: [...questions.varied],
    replicates,
    seed,
    intervals: drawn === null || !parts.has('intervals') ? null : intervalsOf(snapshot, drawn),
    ahead: pair === null || shares === null ? null : { park: pair[0], of: pair[1], ...shares },
    rivals: park === null || rivals === null ? null : { park, parks: rivals },
    methods: parts.has('methods')
      ? {
          alternatives: methodAlternatives(ranking),
          smallBaseGuard: smallBaseEffects(edition, snapshot, ranking),
        }
      : null,
    withoutIndicator: parts.has('indicators') ? leaveOneIndicatorOut(edition, snapshot.input) : null,
    withoutPark: parts.has('parks') ? withoutPark(edition, snapshot, terminal) : null,
    sensitivity: parts.has('sobol') ? sensitivityOf(ranking, questions, terminal) : null,
  };
}

function simulate(
  ranking: UncertainRanking,
  replicates: number,
  seed: string,
  { tops }: RobustnessQuestions,
  terminal: Terminal,
): MonteCarlo {
  const progress = lateProgress(terminal, { zh: '抽样重排', en: 'Drawing and ranking' }, replicates);
  const run = simulation(ranking, seed);
  for (let done = 0; done < replicates; done += PORTION) {
    const portion = Math.min(PORTION, replicates - done);
    run.run(portion);
    progress.advance(portion);
  }
  progress.done();
  return run.result(tops);
}

function intervalsOf({ input, result }: RankingSnapshot, { coverage, parks, pair }: MonteCarlo) {
  const names = new Map(input.register.map(({ id, shortName }) => [id, shortName]));
  const widths = parks.map(({ interval }) => interval.high - interval.low);
  const next = parks.map((own, index) => {
    const after = parks[index + 1];
    const shares = after === undefined ? null : pair(own.park, after.park);
    return after === undefined || shares === null ? null : { of: after.park, ...shares };
  });
  return {
    coverage,
    /** Neighbours in the ranking of whom neither is ahead in this share of the draws. */
    undecided: next.filter((shares) => shares !== null && Math.max(shares.ahead, shares.behind) < coverage)
      .length,
    /** How many places an interval spans on average, and at most. */
    meanWidth: widths.reduce((sum, width) => sum + width, 0) / Math.max(1, widths.length),
    maxWidth: widths.reduce((most, width) => Math.max(most, width), 0),
    parks: parks.map((own, index) => ({
      ...own,
      name: names.get(own.park) ?? null,
      of: result.ranked,
      aheadOfNext: next[index] ?? null,
    })),
  };
}

/** Parks whose intervals overlap the park's, by rank, and how it stands to each. */
function rivalsOf(park: string, { parks, pair }: MonteCarlo) {
  const own = parks.find((simulated) => simulated.park === park);
  if (own === undefined) return null;
  return parks.flatMap(({ park: rival, rank, interval }) => {
    const overlaps = interval.low <= own.interval.high && interval.high >= own.interval.low;
    const shares = pair(park, rival);
    return rival === park || !overlaps || shares === null ? [] : [{ park: rival, rank, interval, ...shares }];
  });
}

/** Under the bounds as ranked and, where those are frozen, under the population's too: only these can move. */
function withoutPark(edition: Edition, { input }: RankingSnapshot, terminal: Terminal): LeaveOneParkOut[] {
  const inputs = input.frozenBounds === null ? [input] : [input, { ...input, frozenBounds: null }];
  const progress = lateProgress(
    terminal,
    { zh: '逐一剔除园区', en: 'Leaving one park out' },
    inputs.length * input.returns.length,
  );
  const answers = inputs.map((own) => leaveOneParkOut(edition, own, progress.advance));
  progress.done();
  return answers;
}

function sensitivityOf(
  ranking: UncertainRanking,
  { samples, seed, by, park }: RobustnessQuestions,
  terminal: Terminal,
) {
  const groups = factorGroups(ranking, by);
  const progress = lateProgress(terminal, { zh: '敏感性分析', en: 'Sensitivity analysis' }, samples);
  const { indices, ...about } = rankSensitivity(ranking, groups, park, {
    samples,
    seed,
    onSample: progress.advance,
  });
  progress.done();
  return {
    /** `average-shift`: mean |shift in rank| over all parks; `rank`: the park's own rank. */
    output: park === null ? ('average-shift' as const) : ('rank' as const),
    park,
    ...about,
    factors: groups
      .map(({ kind, code, coordinates }, index) => ({
        kind,
        code,
        weights: coordinates.length,
        first: indices?.[index]?.first ?? null,
        total: indices?.[index]?.total ?? null,
      }))
      .sort((a, b) => (b.total?.value ?? 0) - (a.total?.value ?? 0)),
  };
}
