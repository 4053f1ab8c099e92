import type { OutboxEvent } from '../../events/contract.ts';
import type { AuditEntry } from '../domain/returns/audit-chain.ts';
import type { Explanation } from '../domain/returns/explanation.ts';
import type { FilerState, ReturnSummary } from '../domain/returns/filer-state.ts';
import type { Transition } from '../domain/returns/transition.ts';
import {
  auditRows,
  explanationRows,
  returnRows,
  submissionRows,
  type UnroutedUpload,
  unroutedRows,
} from './filer-rows.ts';
import { outboxWrite } from './outbox-row.ts';
import type { Table, TableWrite } from './table.ts';
import { tableKeys } from './table-keys.ts';

/** Access patterns of the returns of one cycle. */
export interface ReturnsTable {
  /** What is known of a filer: its row and all its submissions, fit to decide on and to commit with `commit`. */
  readonly readFiler: (cycle: string, filer: string) => Promise<FilerState>;
  readonly readExplanations: (cycle: string, filer: string) => Promise<readonly Explanation[]>;
  readonly readAudit: (cycle: string, filer: string) => Promise<readonly AuditEntry[]>;
  /** Where every return of a cycle stands, by filer; filers who have not filed have none. */
  readonly readReturns: (cycle: string) => Promise<readonly ReturnSummary[]>;
  /**
   * Writes a transition with its audit entries and events in one transaction.
   * @param alongside rows of other access patterns that change with it.
   * @throws {ConflictError} when the return changed since it was read: read it and decide anew.
   */
  readonly commit: (
    transition: Transition,
    events: readonly OutboxEvent[],
    alongside?: readonly TableWrite[],
  ) => Promise<'written' | 'done-before'>;
  readonly recordUnrouted: (upload: UnroutedUpload) => Promise<void>;
  readonly readUnrouted: () => Promise<readonly UnroutedUpload[]>;
}

const partOf = (cycle: string, filer: string, kind: 'submission' | 'explanation' | 'audit') => {
  const first = {
    submission: tableKeys.submission(cycle, filer, ''),
    explanation: tableKeys.explanation(cycle, filer, ''),
    audit: { ...tableKeys.auditEntry(cycle, filer, 0), sk: 'AUDIT#' },
  }[kind];
  return [first.pk, first.sk] as const;
};

/** Condition part of a transaction: the return is still as it was read. */
export const returnUnchanged = (summary: ReturnSummary): TableWrite => ({
  check: tableKeys.return(summary.cycle, summary.filer),
  when: { is: 'equal', attribute: 'version', value: summary.version },
});

const transitionWrites = (transition: Transition): readonly TableWrite[] => {
  const { summary, expectedVersion } = transition;
  const { cycle, filer } = summary;
  return [
    {
      put: returnRows.rowOf(tableKeys.return(cycle, filer), summary),
      when:
        expectedVersion === 0
          ? { is: 'absent' }
          : { is: 'equal', attribute: 'version', value: expectedVersion },
    },
    { put: returnRows.rowOf(tableKeys.returnOverview(cycle, filer), summary) },
    ...transition.submissions.map((submission) => ({
      put: submissionRows.rowOf(tableKeys.submission(cycle, filer, submission.order), submission),
    })),
    ...transition.explanations.map((explanation) => ({
      put: explanationRows.rowOf(tableKeys.explanation(cycle, filer, explanation.finding), explanation),
    })),
    ...transition.audit.map(
      (entry): TableWrite => ({
        put: auditRows.rowOf(tableKeys.auditEntry(cycle, filer, entry.sequence), entry),
        when: { is: 'absent' },
      }),
    ),
  ];
};

export const returnsTable = (table: Table): ReturnsTable => ({
  readFiler: async (cycle, filer) => {
    // The row first: submissions that appear after it belong to a later version, and the commit will then refuse.
    const row = await table.read(tableKeys.return(cycle, filer));
    const submissions = await table.readPartition(...partOf(cycle, filer, 'submission'));
    return {
      cycle,
      filer,
      summary: row === undefined ? null : returnRows.read(row),
      submissions: submissions.map((submission) => submissionRows.read(submission)),
    };
  },
  readExplanations: async (cycle, filer) =>
    (await table.readPartition(...partOf(cycle, filer, 'explanation'))).map((row) =>
      explanationRows.read(row),
    ),
  readAudit: async (cycle, filer) =>
    (await table.readPartition(...partOf(cycle, filer, 'audit'))).map((row) => auditRows.read(row)),
  readReturns: async (cycle) =>
    (await table.readPartition(tableKeys.returnOverview(cycle, '').pk)).map((row) => returnRows.read(row)),
  commit: (transition, events, alongside = []) =>
    table.write([...transitionWrites(transition), ...alongside, ...events.map(outboxWrite)]),
  recordUnrouted: async (upload) => {
    await table.write([{ put: unroutedRows.rowOf(tableKeys.unrouted(upload.order), upload) }]);
  },
  readUnrouted: async () =>
    (await table.readPartition(tableKeys.unrouted('').pk)).map((row) => unroutedRows.read(row)),
});
