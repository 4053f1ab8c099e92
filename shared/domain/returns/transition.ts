import { type AuditEntry, type AuditFact, appendAudit, emptyAuditHead, type Hash } from './audit-chain.ts';
import {
  type FilerState,
  isMinistryFiler,
  type Reopening,
  type ReturnSummary,
  type SignOff,
  type Withdrawal,
} from './filer-state.ts';
import { foldSubmissions, type InForce, lastJudged, summarise } from './fold-submissions.ts';
import type { RepeatedExplanation } from './repeated-explanations.ts';
import type { ReturnEvent } from './return-event.ts';
import type { Submission } from './submission.ts';

/** What one step changes, to be written in one transaction (design rule 1). */
export interface Transition {
  /** Version that the return's row must still have; 0 = there must be no row. */
  readonly expectedVersion: number;
  readonly summary: ReturnSummary;
  /** Rows that are new or have a new state. */
  readonly submissions: readonly Submission[];
  readonly audit: readonly AuditEntry[];
  readonly events: readonly ReturnEvent[];
  readonly inForce: InForce | null;
  /** Other bytes are in force than before, or none any more. */
  readonly inForceChanged: boolean;
}

/** Time and hash, passed in. */
export interface Circumstances {
  /** ISO 8601 UTC. */
  readonly now: string;
  readonly hash: Hash;
}

interface Changes {
  readonly submissions?: readonly Submission[];
  /** Counted anew; absent = as before. */
  readonly repeatedExplanations?: readonly RepeatedExplanation[];
  readonly reopening?: Reopening;
  readonly withdrawal?: Withdrawal;
  readonly signOff?: SignOff;
  readonly facts: readonly AuditFact[];
  /** Told what is in force after the change. */
  readonly events: (inForce: InForce | null, auditSequence: number) => readonly ReturnEvent[];
}

/** `park:P021`, or `ministry` for its own files: who files. */
export const filingActor = (filer: string): string => (isMinistryFiler(filer) ? 'ministry' : `park:${filer}`);

/** Rows of `before` with those of `changed` put in their place or added. */
const withChanged = (
  before: readonly Submission[],
  changed: readonly Submission[],
): readonly Submission[] => {
  const byId = new Map(before.map((submission) => [submission.submissionId, submission]));
  for (const submission of changed) byId.set(submission.submissionId, submission);
  return [...byId.values()];
};

const supersededFact = (before: InForce | null, after: InForce | null, now: string): readonly AuditFact[] =>
  before === null || after === null || before.submission.submissionId === after.submission.submissionId
    ? []
    : [
        {
          at: now,
          actor: 'gaoxin',
          action: 'superseded',
          submissionId: before.submission.submissionId,
          reason: null,
          details: { by: after.submission.submissionId },
        },
      ];

/** Applies changes to a filer's state: folds anew, chains the audit entries, raises the version by one. */
export const transition = (state: FilerState, changes: Changes, { now, hash }: Circumstances): Transition => {
  const { cycle, filer, summary } = state;
  const before = foldSubmissions(state.submissions, summary?.withdrawal ?? null).inForce;
  const submissions = withChanged(state.submissions, changes.submissions ?? []);
  const reopening = changes.reopening ?? summary?.reopening ?? null;
  const withdrawal = changes.withdrawal ?? summary?.withdrawal ?? null;
  const signOff = changes.signOff ?? summary?.signOff ?? null;
  const { inForce } = foldSubmissions(submissions, withdrawal);
  const audit = appendAudit(
    state,
    summary?.audit ?? emptyAuditHead,
    [...changes.facts, ...supersededFact(before, inForce, now)],
    hash,
  );
  const expectedVersion = summary?.version ?? 0;
  return {
    expectedVersion,
    summary: {
      cycle,
      filer,
      version: expectedVersion + 1,
      ...summarise(submissions, reopening, withdrawal, signOff),
      reopening,
      withdrawal,
      signOff,
      review: {
        shadow: lastJudged(submissions)?.shadow ?? {},
        repeatedExplanations: [
          ...(changes.repeatedExplanations ?? summary?.review.repeatedExplanations ?? []),
        ],
      },
      audit: audit.head,
      updatedAt: now,
    },
    submissions: changes.submissions ?? [],
    audit: audit.entries,
    events: changes.events(inForce, audit.head.sequence),
    inForce,
    inForceChanged: before?.submission.sha256 !== inForce?.submission.sha256,
  };
};
