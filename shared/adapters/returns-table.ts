import type { OutboxEvent } from '../../events/contract.ts';
import type { AuditEntry } from '../domain/returns/audit-chain.ts';
import { type Explanation, position } from '../domain/returns/explanation.ts';
import type { FilerState, ReturnSummary } from '../domain/returns/filer-state.ts';
import type { Transition } from '../domain/returns/transition.ts';
import { explainedValuesId } from '../domain/rules/explained-values.ts';
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
  /**
   * Writes the explanations of a file, never an earlier one over a later one of the same finding and values. They may be
   * many more than a transaction takes, so they go before the transition that they come with, which the queue repeats
   * until it is done: until then they are only known early, and writing them again is harmless.
   * @throws {ConflictError} when a later one was written meanwhile.
   */
  readonly writeExplanations: (explanations: readonly Explanation[]) => Promise<void>;
  /** Hands an event that tells of no transition to the publisher; one that is there already was handed over before. */
  readonly announce: (event: OutboxEvent) => Promise<'written' | 'done-before'>;
  readonly recordUnrouted: (upload: UnroutedUpload) => Promise<void>;
  readonly readUnrouted: () => Promise<readonly UnroutedUpload[]>;
}

const partOf = (cycle: string, filer: string, kind: 'submission' | 'explanation' | 'audit') => {
  const first = {
    submission: tableKeys.submission(cycle, filer, ''),
    explanation: { ...tableKeys.explanation(cycle, filer, '', ''), sk: 'EXPLANATION#' },
    audit: { ...tableKeys.auditEntry(cycle, filer, 0), sk: 'AUDIT#' },
  }[kind];
  return [first.pk, first.sk] as const;
};

/** Condition part of a transaction: the return is still as it was read. */
export const returnUnchanged = (summary: ReturnSummary): TableWrite => ({
  check: tableKeys.return(summary.cycle, summary.filer),
  when: { is: 'equal', attribute: 'version', value: summary.version },
});

/** Explanations in one transaction: a text has up to 32,767 characters of three bytes, a transaction takes 4 MB. */
const explanationsTogether = 25;

/** Part of a transaction: an explanation; never an earlier one over a later one of the same finding and values. */
export const explanationWrite = (explanation: Explanation): TableWrite => {
  const { cycle, filer, finding, about } = explanation;
  const value = position(explanation);
  return {
    put: explanationRows.rowOf(tableKeys.explanation(cycle, filer, finding, explainedValuesId(about)), {
      ...explanation,
      position: value,
    }),
    when: { is: 'absent-or-at-most', attribute: 'position', value },
  };
};

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
    (await table.readPartition(...partOf(cycle, filer, 'explanation'))).map((row) => {
      const { position: _, ...explanation } = explanationRows.read(row);
      return explanation;
    }),
  readAudit: async (cycle, filer) =>
    (await table.readPartition(...partOf(cycle, filer, 'audit'))).map((row) => auditRows.read(row)),
  readReturns: async (cycle) =>
    (await table.readPartition(tableKeys.returnOverview(cycle, '').pk)).map((row) => returnRows.read(row)),
  commit: (transition, events, alongside = []) =>
    table.write([...transitionWrites(transition), ...alongside, ...events.map(outboxWrite)]),
  writeExplanations: async (explanations) => {
    for (let from = 0; from < explanations.length; from += explanationsTogether) {
      await table.write(explanations.slice(from, from + explanationsTogether).map(explanationWrite));
    }
  },
  announce: (event) => table.write([outboxWrite(event)]),
  recordUnrouted: async (upload) => {
    await table.write([{ put: unroutedRows.rowOf(tableKeys.unrouted(upload.order), upload) }]);
  },
  readUnrouted: async () =>
    (await table.readPartition(tableKeys.unrouted('').pk)).map((row) => unroutedRows.read(row)),
});
