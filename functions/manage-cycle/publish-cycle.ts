import { RankingPublished } from '../../events/ranking-published.v1.ts';
import { retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import { cycleFiler } from '../../shared/adapters/cycle-commits.ts';
import { type CycleRow, type PublicationRow, publicationRows } from '../../shared/adapters/cycle-rows.ts';
import { cycleOf } from '../../shared/adapters/cycles-table.ts';
import { gatesShut } from '../../shared/adapters/publication-gates.ts';
import type { RankingHead, Revision, SnapshotReference } from '../../shared/adapters/ranking-rows.ts';
import { headIs } from '../../shared/adapters/rankings-table.ts';
import { tableKeys } from '../../shared/adapters/table-keys.ts';
import { type Amendment, waitingAmendments } from '../../shared/domain/cycles/amendment.ts';
import type { PublishCycle } from '../../shared/domain/cycles/command.ts';
import { type Cycle, hasClosed } from '../../shared/domain/cycles/cycle.ts';
import {
  type Decided,
  decidePublication,
  type PublicationState,
  refusePublication,
} from '../../shared/domain/cycles/decide-cycle.ts';
import { pendingReturns } from '../../shared/domain/cycles/pending-returns.ts';
import { needsClosedBounds } from '../../shared/domain/cycles/ranking-state.ts';
import { type CycleRefusal, refusals } from '../../shared/domain/cycles/refusal.ts';
import { unsignedParks } from '../../shared/domain/cycles/unsigned-parks.ts';
import type { RegisteredPark } from '../../shared/domain/ranking/ranking.ts';
import type { ReturnSummary } from '../../shared/domain/returns/filer-state.ts';
import { reviseRanking } from '../rank-parks/revise-ranking.ts';
import { closeCycle } from './close-cycle.ts';
import type { ManagePorts } from './manage-ports.ts';

export interface CycleIsPublished {
  readonly ok: true;
  readonly cycle: Cycle;
  readonly revision: number;
  readonly register: number;
  readonly exempt: number;
  readonly ranked: number;
  readonly coverage: number;
  readonly snapshot: SnapshotReference;
  /** Parks with a return in force that nobody has signed off. */
  readonly unsigned: readonly string[];
  /** Parks whose return was reopened and has no accepted correction: published with its old values. */
  readonly uncorrected: readonly string[];
  /** Numbers of the amendments of last year's values that were effective and that no refresh had taken in. */
  readonly amendmentsNotTakenIn: readonly number[];
}

/**
 * Publishes the ranking of a cycle (design rule 8): refused unless the head rests on exactly what is in force and nothing
 * is on its way. An open cycle is closed, and one that lacks its final bounds is ranked by them, before the head is
 * frozen together with the end of every audit chain.
 *
 * Returns that nobody has signed off are named in the answer; they hold the publication up only where the ministry asks for
 * that: a missing signature says nothing against the data. So are reopened returns without an accepted correction, and
 * amendments of last year that no refresh took in: whether they count here is the ministry's to say, and from now on they
 * cannot.
 *
 * A return scored between the last look and the commit is not in the published revision: making every scoring transact
 * on the cycle's row would be the hot item of rule 7. It stays accepted and unranked, and later uploads are refused.
 */
export const publishCycle = async (
  { cycle, actor, reason, requireSignOff }: PublishCycle,
  ports: ManagePorts,
): Promise<CycleIsPublished | CycleRefusal> =>
  retryingConflicts(async (): Promise<CycleIsPublished | CycleRefusal> => {
    const first = await observe(cycle, ports, requireSignOff);
    if (first === null) return refusals.unknownCycle(cycle);
    const no = refusePublication(first.state);
    if (no !== null) return no.refusal;
    if (!first.isFinal) {
      const closed = await closeCycle({ cycle, actor, reason }, ports);
      if (!closed.ok) return closed;
      await reviseRanking(ports, cycle, first.head);
    }
    const last = first.isFinal ? first : await observe(cycle, ports, requireSignOff);
    return last === null ? refusals.unknownCycle(cycle) : freeze(last, { actor, reason }, ports);
  }, ports.pause);

interface Observation {
  readonly row: CycleRow;
  readonly head: RankingHead | null;
  readonly revision: Revision | undefined;
  readonly register: readonly RegisteredPark[];
  readonly returns: readonly ReturnSummary[];
  readonly waiting: readonly Amendment[];
  readonly state: PublicationState;
  /** The cycle is closed and ranked by its own bounds. */
  readonly isFinal: boolean;
}

const observe = async (
  cycle: string,
  ports: ManagePorts,
  requireSignOff: boolean,
): Promise<Observation | null> => {
  const row = await ports.readCycleRow(cycle);
  if (row === null) return null;
  // The head first: whatever is read after it may be newer, and then the hashes differ.
  const head = await ports.readHead(cycle);
  const [returns, revisions, ranking] = await Promise.all([
    ports.readReturns(cycle),
    ports.readRevisions(cycle),
    ports.readRankingState(cycle),
  ]);
  const revision = revisions.find((one) => one.revision === head?.revision);
  const isFinal = hasClosed(row) && !needsClosedBounds(ranking);
  // Before the final bounds are known, the head is compared by those that it could have.
  const comparable = isFinal ? ranking : { ...ranking, cycle: { ...ranking.cycle, status: 'open' as const } };
  const core = await ports.coreOf(ranking.cycle.methodology);
  const [priors, amendments, amended] = await Promise.all([
    ports.readAllPriors(cycle),
    ports.readAmendments(cycle),
    ports.readAmendedPriors(cycle),
  ]);
  return {
    row,
    head,
    revision,
    register: ranking.register,
    returns,
    waiting: waitingAmendments(amendments, amended, ports.now().toISOString()),
    isFinal,
    state: {
      cycle: cycleOf(row),
      head:
        head === null
          ? null
          : {
              revision: head.revision,
              hash: head.hash,
              inputHash: head.inputHash,
              ranked: revision?.ranked ?? 0,
            },
      currentInputHash: core.inputHash(core.inputOf(comparable)),
      pending: pendingReturns(returns, ranking.indicators, priors, ports.sha256),
      unsigned: requireSignOff ? unsignedParks(returns, ranking.register) : [],
    },
  };
};

const freeze = async (
  { row, head, revision, register: ofCycle, returns, waiting, state }: Observation,
  decided: Decided,
  ports: ManagePorts,
): Promise<CycleIsPublished | CycleRefusal> => {
  const { cycle } = row;
  const now = ports.now().toISOString();
  const decision = decidePublication(state, decided, now);
  if (decision.kind === 'refused') return decision.refusal;
  if (head === null || revision === undefined) return refusals.nothingRanked(cycle);
  const { weights } = await ports.coreOf(row.methodology);
  const { register, exempt, ranked, coverage, indicators, snapshot } = revision;
  const standing = { register, exempt, ranked, coverage, snapshot };
  const publication: PublicationRow = {
    cycle,
    revision: head.revision,
    revisionHash: head.hash,
    snapshot,
    publishedAt: now,
    actor: decided.actor,
    auditHeads: auditHeads(row, returns),
  };
  await ports.commitCycle({
    before: row,
    openedWith: row.openedWith,
    transition: decision,
    event: RankingPublished.event(
      {
        cycle,
        occurredAt: now,
        revision: head.revision,
        methodology: { ...row.methodology, weights },
        ...standing,
        indicators,
      },
      'published',
    ),
    alongside: [
      { check: tableKeys.rankingHead(cycle), when: headIs(head.version) },
      { put: publicationRows.rowOf(tableKeys.publication(cycle), publication), when: { is: 'absent' } },
      ...gatesShut(cycle, now),
    ],
  });
  return {
    ok: true,
    cycle: decision.cycle,
    revision: head.revision,
    ...standing,
    unsigned: unsignedParks(returns, ofCycle),
    uncorrected: returns
      .filter(({ status }) => status === 'reopened')
      .map(({ filer }) => filer)
      .toSorted(),
    amendmentsNotTakenIn: waiting.map(({ number }) => number),
  };
};

/** The end of every audit chain of the cycle, its own among them. */
const auditHeads = (row: CycleRow, returns: readonly ReturnSummary[]): PublicationRow['auditHeads'] =>
  Object.fromEntries(
    [...returns.map(({ filer, audit }) => [filer, audit] as const), [cycleFiler, row.audit] as const].flatMap(
      ([filer, { sequence, hash }]) => (hash === null ? [] : [[filer, { sequence, hash }]]),
    ),
  );
