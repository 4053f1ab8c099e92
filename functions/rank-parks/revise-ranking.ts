import { announceRanking } from '../../events/announce-ranking.ts';
import type { OutboxEvent } from '../../events/contract.ts';
import type { RankingHead, Revision, SnapshotReference } from '../../shared/adapters/ranking-rows.ts';
import type { RankingCore } from '../../shared/domain/cycles/ranking-core.ts';
import {
  type Bounds,
  basisOf,
  needsClosedBounds,
  type RankingState,
} from '../../shared/domain/cycles/ranking-state.ts';
import { revisionHash } from '../../shared/domain/cycles/revision-chain.ts';
import { compareRankings, isMovement } from '../../shared/domain/ranking/compare-rankings.ts';
import { canonicalJson } from '../../shared/domain/ranking/input-hash.ts';
import type { RankingInput, RankingResult, RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { causeOf, contentsOf } from './ranking-cause.ts';
import type { RevisionPorts } from './ranking-ports.ts';

export type RevisionOutcome = 'ranked' | 'unchanged' | 'published';

/**
 * Reads everything scored so far, ranks it and, where its input differs from the head's, writes the next revision: the
 * snapshot first, then head, revision, bounds and event in one transaction. A crash between the two leaves an object
 * that nothing refers to.
 *
 * @param head as read before this call; the commit is refused when it is no longer the head.
 * @throws {ConflictError} when another revision was committed or the cycle was published meanwhile.
 */
export const reviseRanking = async (
  ports: RevisionPorts,
  cycle: string,
  head: RankingHead | null,
): Promise<RevisionOutcome> => {
  const state = await ports.readRankingState(cycle);
  if (state.cycle.status === 'published') return 'published';
  const core = await ports.coreOf(state.cycle.methodology);
  const { input, result, closedBounds } = rankState(core, state);
  const inputHash = core.inputHash(input);
  const contents = contentsOf(state, input, ports.sha256(canonicalJson(input.register)), ports.sha256);
  if (head?.inputHash === inputHash) {
    // The same values may rest on other submissions (A, B, A). Whoever read the values between the two must lose its
    // lock now, or it would commit what is no longer so, and nobody would come to mend it.
    if (canonicalJson(contents) !== canonicalJson(head.contents)) {
      await ports.commitContents({ ...head, version: head.version + 1, contents });
    }
    return 'unchanged';
  }

  const announced = head?.announced ?? null;
  const previous = announced === null ? null : await ports.readSnapshot(announced.snapshot);
  const revision = (head?.revision ?? 0) + 1;
  const committedAt = ports.now().toISOString();
  const snapshot: RankingSnapshot = {
    format: 'gaoxin-ranking@1',
    cycle,
    revision,
    previousRevision: announced?.revision ?? null,
    previousHash: head?.hash ?? null,
    occurredAt: committedAt,
    provisional: true,
    methodology: { ...state.cycle.methodology, weights: core.weights },
    cause: causeOf(head, contents),
    inputHash,
    input,
    result,
    basis: basisOf(state),
    change: compareRankings(previous?.result ?? null, result),
  };
  const text = canonicalJson(snapshot);
  const reference = snapshotReference(cycle, revision, ports.sha256(text));
  await ports.storeSnapshot(reference.key, text);

  const announce = isMovement(snapshot.change);
  const row = revisionOf(snapshot, reference, announce, ports.sha256);
  await ports.commitRevision({
    cycleStatus: state.cycle.status,
    revision: row,
    head: {
      cycle,
      version: (head?.version ?? 0) + 1,
      revision,
      hash: row.hash,
      inputHash,
      committedAt,
      snapshot: reference,
      announced: announce ? { revision, snapshot: reference } : announced,
      contents,
    },
    closedBounds,
    event: announce ? announcementOf(snapshot, reference) : null,
  });
  return 'ranked';
};

/**
 * Ranks a state. The first ranking after the close computes the bounds from its own population and ranks by them as
 * frozen ones, so that the next ranking, which reads them, has the very same input.
 */
const rankState = (
  core: RankingCore,
  state: RankingState,
): { input: RankingInput; result: RankingResult; closedBounds: Bounds | null } => {
  const input = core.inputOf(state);
  const result = core.rank(input);
  // Without a ranked park there is no population to take bounds from; a late return may still make one.
  if (!needsClosedBounds(state) || result.ranked === 0) return { input, result, closedBounds: null };
  const closedBounds = result.bounds.values;
  const closed: RankingInput = { ...input, frozenBounds: { source: 'closed', bounds: closedBounds } };
  return { input: closed, result: core.rank(closed), closedBounds };
};

const snapshotReference = (cycle: string, revision: number, sha256: string): SnapshotReference => ({
  key: `rankings/${cycle}/${String(revision).padStart(6, '0')}-${sha256.slice(0, 12)}.json`,
  sha256,
});

const revisionOf = (
  snapshot: RankingSnapshot,
  reference: SnapshotReference,
  announced: boolean,
  sha256: (text: string) => string,
): Revision => {
  const { result, cause } = snapshot;
  const open = {
    cycle: snapshot.cycle,
    revision: snapshot.revision,
    previousHash: snapshot.previousHash,
    inputHash: snapshot.inputHash,
    committedAt: snapshot.occurredAt,
    snapshot: reference,
    cause: { kind: cause.kind, submissions: [...cause.submissions] },
    announced,
    register: result.register,
    exempt: result.exempt,
    ranked: result.ranked,
    coverage: result.coverage,
    indicators: { in: result.indicators.in, of: result.indicators.of },
  };
  return { ...open, hash: revisionHash(open, sha256) };
};

/** The event that tells of a revision. */
const announcementOf = (snapshot: RankingSnapshot, reference: SnapshotReference): OutboxEvent => {
  const { cycle, occurredAt, revision, previousRevision, provisional, methodology, cause, change } = snapshot;
  const { register, exempt, ranked, coverage, indicative, indicators } = snapshot.result;
  return announceRanking({
    cycle,
    occurredAt,
    revision,
    previousRevision,
    provisional,
    methodology,
    register,
    exempt,
    ranked,
    coverage,
    indicative,
    indicators: { in: indicators.in, of: indicators.of },
    cause,
    ...change,
    snapshot: reference,
  });
};
