import type { Cycle } from '../cycles/cycle.ts';
import type { FilerState, SignOff } from './filer-state.ts';
import { foldSubmissions, isReopened } from './fold-submissions.ts';
import { type Circumstances, type Transition, transition } from './transition.ts';

/** A park's officials confirm (数据确认) the return in force. */
export interface SignOffAct {
  readonly signatories: SignOff['signatories'];
  readonly actor: string;
  /** The submission that they mean, or one with its bytes; null = whichever is in force. */
  readonly submissionId: string | null;
  /** The findings report of the submission in force as it is stored. */
  readonly report: SignOff['report'];
}

export type SignOffDecision =
  | { readonly kind: 'transition'; readonly transition: Transition; readonly signOff: SignOff }
  /** Already so: signing twice changes nothing. */
  | { readonly kind: 'done-before'; readonly signOff: SignOff }
  | {
      readonly kind: 'impossible';
      readonly because: 'cycle-published' | 'nothing-in-force' | 'reopened' | 'other-in-force';
    };

/**
 * Signs the return in force off: binds the SHA-256 of its file and of its findings report, and the rule pack by which it
 * was judged. It counts until other bytes are accepted or the ministry reopens the return.
 */
export const decideSignOff = (
  state: FilerState,
  { cycle, act }: { readonly cycle: Pick<Cycle, 'status'>; readonly act: SignOffAct },
  circumstances: Circumstances,
): SignOffDecision => {
  if (cycle.status === 'published') return { kind: 'impossible', because: 'cycle-published' };
  const { summary } = state;
  const { inForce } = foldSubmissions(state.submissions, summary?.withdrawal ?? null);
  if (summary === null || inForce === null) return { kind: 'impossible', because: 'nothing-in-force' };
  if (isReopened(summary, inForce)) return { kind: 'impossible', because: 'reopened' };
  const { submissionId, sha256, rulePack } = inForce.submission;
  // A repetition of the same bytes has a receipt, and an id, of its own.
  const meant = state.submissions.find((one) => one.submissionId === act.submissionId);
  if (act.submissionId !== null && meant?.sha256 !== sha256) {
    return { kind: 'impossible', because: 'other-in-force' };
  }
  const { signatories, actor, report } = act;
  const before = summary.isSignedOff ? summary.signOff : null;
  if (before !== null && isSameSignOff(before, act)) return { kind: 'done-before', signOff: before };
  const signOff: SignOff = {
    submissionId,
    order: inForce.order,
    sha256,
    report,
    rulePack,
    signatories,
    actor,
    at: circumstances.now,
  };
  const fact = {
    at: circumstances.now,
    actor,
    action: 'signed-off' as const,
    submissionId,
    reason: null,
    details: { sha256, reportSha256: report.sha256, rulePack, ...signatories },
  };
  return {
    kind: 'transition',
    signOff,
    transition: transition(
      state,
      {
        signOff,
        facts: [fact],
        events: (_, sequence) => [{ kind: 'signed-off', park: state.filer, signOff, sequence }],
      },
      circumstances,
    ),
  };
};

const isSameSignOff = (before: SignOff, { signatories, report }: SignOffAct): boolean =>
  before.report.sha256 === report.sha256 &&
  before.signatories.unitHead === signatories.unitHead &&
  before.signatories.statisticsHead === signatories.statisticsHead &&
  before.signatories.preparedBy === signatories.preparedBy;
