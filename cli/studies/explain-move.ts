import {
  type ExplainedMove,
  type ExplainedMoves,
  explainMoves,
  type MoveParts,
  NotRankedTwiceError,
} from '../../shared/domain/explanation/explain-moves.ts';
import { factors } from '../../shared/domain/explanation/factors.ts';
import { decimalOf } from '../../shared/domain/explanation/fraction.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { intervalsOf, type RankIntervals } from '../../shared/domain/robustness/rank-intervals.ts';
import { SnapshotLacksInputsError } from '../../shared/domain/scenarios/snapshot-under-edition.ts';
import { CannotDo, type Terminal } from '../terminal/context.ts';
import { startProgress } from '../terminal/progress.ts';
import { editionOf, loadSnapshot } from './load-snapshot.ts';
import { rankingAbout } from './studied-park.ts';

/**
 * The ranking that another one is compared with: `N` is a revision of the same cycle, `YEAR/N` or `YEAR/latest` one of
 * another cycle, anything else a snapshot file.
 * @throws {CannotDo} when there is no such ranking, or it is the very same one.
 */
export async function loadAgainst(reference: string, to: RankingSnapshot): Promise<RankingSnapshot> {
  const ofCycle = /^(\d{4})\/(latest|\d+)$/.exec(reference);
  const before = await (/^\d+$/.test(reference)
    ? loadSnapshot({ cycle: to.cycle, revision: reference })
    : ofCycle === null
      ? loadSnapshot({ snapshot: reference })
      : loadSnapshot({
          cycle: ofCycle[1] ?? '',
          ...(ofCycle[2] === 'latest' ? {} : { revision: ofCycle[2] ?? '' }),
        }));
  if (before.cycle === to.cycle && before.revision === to.revision && before.inputHash === to.inputHash) {
    throw new CannotDo({
      zh: `--against 所指就是 ${to.cycle} 年度第 ${to.revision} 次修订本身，无变动可说明。`,
      en: `--against names revision ${to.revision} of cycle ${to.cycle} itself: nothing moved.`,
    });
  }
  return before;
}

/** Two rankings and why parks moved between them. */
export interface MovesStudy {
  readonly before: RankingSnapshot;
  readonly after: RankingSnapshot;
  readonly explained: ExplainedMoves;
  /** Of the ranks after, where they rest on provisional weights. */
  readonly intervals: RankIntervals | null;
}

/**
 * Why one park, or every park that both rankings rank, moved.
 * @throws {CannotDo} when the park is not ranked in both, or an edition or the inputs are not there.
 */
export function studyMoves(
  before: RankingSnapshot,
  after: RankingSnapshot,
  park: string | undefined,
  terminal: Terminal,
): MovesStudy {
  const sides = [before, after].map((snapshot) => ({ snapshot, edition: editionOf(snapshot) }));
  const [from, to] = sides;
  if (from === undefined || to === undefined) throw new Error('two rankings have two sides');
  const both = new Set(before.result.parks.map((one) => one.park));
  const count = after.result.parks.filter((one) => both.has(one.park)).length;
  const progress =
    park === undefined
      ? startProgress(terminal, { zh: '说明位次变动', en: 'Explaining moves' }, count)
      : null;
  try {
    const explained = explainMoves(from, to, park === undefined ? undefined : [park], () =>
      progress?.advance(),
    );
    return { before, after, explained, intervals: intervalsOf(to.edition, after) };
  } catch (error) {
    throw explainedFailure(error, before, after);
  } finally {
    progress?.done();
  }
}

function explainedFailure(error: unknown, before: RankingSnapshot, after: RankingSnapshot): unknown {
  if (error instanceof NotRankedTwiceError) {
    const isIn = ({ result }: RankingSnapshot): boolean =>
      result.parks.some(({ park }) => park === error.park);
    const missing = isIn(after) ? before : after;
    return new CannotDo({
      zh: `${error.park} 在 ${missing.cycle} 年度第 ${missing.revision} 次排名中没有位次，无从比较。`,
      en: `${error.park} has no rank in revision ${missing.revision} of cycle ${missing.cycle}: there is nothing to compare.`,
    });
  }
  if (error instanceof SnapshotLacksInputsError) {
    return new CannotDo({
      zh: `两次排名的指标体系不同，而快照没有 ${error.parks.length} 个园区的填报项，无法换算。`,
      en: `The two rankings have different editions, and a snapshot does not hold the inputs of ${error.parks.length} parks.`,
    });
  }
  return error;
}

/**
 * What `--against --json` adds: `{from, to, factors, common, entered, left, moves: [{park, interval, overall, common}]}`,
 * where both are `{from, to, of: {from, to}, change, parts: {factor: {numerator, denominator, decimal}}}` and negative is upwards.
 */
export const movesDocument = ({ before, after, explained, intervals }: MovesStudy) => ({
  from: rankingAbout(before),
  to: rankingAbout(after),
  factors,
  common: explained.common.length,
  entered: explained.entered,
  left: explained.left,
  moves: explained.moves.map((move) => moveDocument(move, intervals)),
});

const moveDocument = ({ park, overall, common }: ExplainedMove, intervals: RankIntervals | null) => ({
  park,
  /** Of the rank after. */
  interval: intervals?.parks.get(park) ?? null,
  overall: partsDocument(overall),
  common: partsDocument(common),
});

const partsDocument = ({ parts, ...move }: MoveParts) => ({
  ...move,
  parts: Object.fromEntries(
    factors.map((factor) => [factor, { ...parts[factor], decimal: decimalOf(parts[factor]) }]),
  ),
});
