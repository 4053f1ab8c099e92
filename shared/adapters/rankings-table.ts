import type { OutboxEvent } from '../../events/contract.ts';
import type { Cycle } from '../domain/cycles/cycle.ts';
import type { Bounds } from '../domain/cycles/ranking-state.ts';
import { boundsRows } from './cycle-rows.ts';
import { outboxWrite } from './outbox-row.ts';
import {
  type RankingHead,
  type Revision,
  rankingHeadRows,
  revisionRows,
  type Wake,
  wakeRows,
} from './ranking-rows.ts';
import type { Condition, Table, TableWrite } from './table.ts';
import { ConflictError } from './table-errors.ts';
import { tableKeys } from './table-keys.ts';

/** A revision with everything that becomes true together with it. */
export interface RevisionCommit {
  /** Status of the cycle that was ranked: a cycle that was closed or published meanwhile refuses the commit. */
  readonly cycleStatus: Cycle['status'];
  readonly revision: Revision;
  /** The head after the commit. */
  readonly head: RankingHead;
  /** Bounds of the closed cycle, when this ranking computed them; null otherwise. */
  readonly closedBounds: Bounds | null;
  /** RankingChanged, where ranks moved against the last announced revision. */
  readonly event: OutboxEvent | null;
}

/** Head, revisions and wake of a cycle's ranking. */
export interface RankingsTable {
  readonly readHead: (cycle: string) => Promise<RankingHead | null>;
  /** All revisions of a cycle, rising. */
  readonly readRevisions: (cycle: string) => Promise<readonly Revision[]>;
  /**
   * Writes revision, head, bounds and event in one transaction, provided that the head still has the version before
   * and the cycle is as it was ranked.
   * @throws {ConflictError} when either is no longer so: nothing was written.
   */
  readonly commitRevision: (commit: RevisionCommit) => Promise<void>;
  /**
   * Writes a head of the same revision that rests on other submissions.
   * @throws {ConflictError} when the head is no longer that of the version before.
   */
  readonly commitContents: (head: RankingHead) => Promise<void>;
  /** The later ranking that is asked for; null where none is. */
  readonly readWake: (cycle: string) => Promise<Wake | null>;
  /**
   * Asks for a later ranking, provided that what is asked for is still `seen`.
   * @throws {ConflictError} when somebody was faster.
   */
  readonly claimWake: (cycle: string, seen: Wake | null, wake: Wake) => Promise<void>;
  /** From here on nothing is asked for, whoever asked. */
  readonly clearWake: (cycle: string, now: string) => Promise<void>;
}

/** Condition part of a transaction: the cycle has the status that it was read with. */
export const cycleUnchanged = ({ cycle, status }: Pick<Cycle, 'cycle' | 'status'>): TableWrite => ({
  check: tableKeys.cycle(cycle),
  when: cycleIs(status),
});

/** Condition that the head still has the given version; 0 = there is no head yet. */
export const headIs = (version: number): Condition =>
  version === 0 ? { is: 'absent' } : { is: 'equal', attribute: 'version', value: version };

/** Condition that the cycle still has the given status. */
export const cycleIs = (status: Cycle['status']): Condition => ({
  is: 'equal',
  attribute: 'status',
  value: status,
});

const commitWrites = (commit: RevisionCommit): readonly TableWrite[] => {
  const { cycle, version, revision, committedAt } = commit.head;
  return [
    cycleUnchanged({ cycle, status: commit.cycleStatus }),
    {
      put: rankingHeadRows.rowOf(tableKeys.rankingHead(cycle), commit.head),
      when: headIs(version - 1),
    },
    {
      put: revisionRows.rowOf(tableKeys.revision(cycle, revision), commit.revision),
      when: { is: 'absent' },
    },
    ...(commit.closedBounds === null
      ? []
      : [
          {
            put: boundsRows.rowOf(tableKeys.bounds(cycle, 'closed'), {
              cycle,
              source: 'closed',
              bounds: commit.closedBounds,
              frozenAt: committedAt,
            }),
            when: { is: 'absent' as const },
          },
        ]),
    ...(commit.event === null ? [] : [outboxWrite(commit.event)]),
  ];
};

export const rankingsTable = (table: Table): RankingsTable => ({
  readHead: async (cycle) => {
    const row = await table.read(tableKeys.rankingHead(cycle));
    return row === undefined ? null : rankingHeadRows.read(row);
  },
  readRevisions: async (cycle) =>
    (await table.readPartition(tableKeys.revision(cycle, 0).pk)).map((row) => revisionRows.read(row)),
  commitRevision: async (commit) => {
    const outcome = await table.write(commitWrites(commit));
    // The event cannot be there without the revision; were it so, nothing would have been written.
    if (outcome !== 'written')
      throw new ConflictError(`Revision ${commit.head.revision} was announced before`);
  },
  commitContents: async (head) => {
    await table.write([
      {
        put: rankingHeadRows.rowOf(tableKeys.rankingHead(head.cycle), head),
        when: headIs(head.version - 1),
      },
    ]);
  },
  readWake: async (cycle) => {
    const row = await table.read(tableKeys.rankingWake(cycle));
    const wake = row === undefined ? null : wakeRows.read(row);
    return wake === null || wake.by === nobody ? null : wake;
  },
  claimWake: async (cycle, seen, wake) => {
    await table.write([
      {
        put: wakeRows.rowOf(tableKeys.rankingWake(cycle), wake),
        // An absent row and one that says "nobody" mean the same; the latter sorts below every message id.
        when:
          seen === null
            ? { is: 'absent-or-at-most', attribute: 'by', value: nobody }
            : { is: 'equal', attribute: 'by', value: seen.by },
      },
    ]);
  },
  clearWake: async (cycle, now) => {
    await table.write([{ put: wakeRows.rowOf(tableKeys.rankingWake(cycle), { by: nobody, at: now }) }]);
  },
});

/** `by` of a row on which nothing is asked for. */
const nobody = '-';
