import type { Cycle } from '../cycles/cycle.ts';
import type { FilerState, Reopening, Withdrawal } from './filer-state.ts';
import { foldSubmissions, isReopened } from './fold-submissions.ts';
import { type Circumstances, type Transition, transition } from './transition.ts';

/** The ministry acts on one return. */
export type MinistryAct =
  | {
      readonly kind: 'reopen';
      readonly reason: string;
      readonly actor: string;
      /** By when the correction is due; null = until publication. */
      readonly deadline: string | null;
      /** Codes of the park inputs that may change; null = all. */
      readonly scope: readonly string[] | null;
    }
  | { readonly kind: 'withdraw'; readonly reason: string; readonly actor: string };

export type MinistryActDecision =
  | { readonly kind: 'transition'; readonly transition: Transition }
  /** Already so: asking twice changes nothing. */
  | { readonly kind: 'done-before' }
  | {
      readonly kind: 'impossible';
      readonly because: 'cycle-published' | 'nothing-in-force' | 'deadline-passed';
    };

/**
 * Reopens (退回) or withdraws the return in force. A reopened return stays ranked with its old values, marked, until other
 * bytes are accepted; a withdrawn one is ranked no more until something uploaded later is accepted (design rule 10).
 */
export const decideMinistryAct = (
  state: FilerState,
  { cycle, act }: { readonly cycle: Pick<Cycle, 'status'>; readonly act: MinistryAct },
  circumstances: Circumstances,
): MinistryActDecision => {
  if (cycle.status === 'published') return { kind: 'impossible', because: 'cycle-published' };
  const { now } = circumstances;
  const { reopening: reopenedBefore = null, withdrawal: withdrawnBefore = null } = state.summary ?? {};
  const { inForce } = foldSubmissions(state.submissions, withdrawnBefore);
  if (inForce === null) {
    const isDone = act.kind === 'withdraw' && state.summary?.status === 'withdrawn';
    return isDone ? { kind: 'done-before' } : { kind: 'impossible', because: 'nothing-in-force' };
  }
  const { submissionId, sha256 } = inForce.submission;
  const { reason, actor } = act;
  const fact = { at: now, actor, submissionId, reason };
  if (act.kind === 'withdraw') {
    const withdrawal: Withdrawal = { submissionId, reason, actor, at: now };
    const facts = [{ ...fact, action: 'withdrawn' as const, details: { sha256 } }];
    const events = (_: unknown, sequence: number) =>
      [{ kind: 'withdrawn', park: state.filer, withdrawal, sequence }] as const;
    return {
      kind: 'transition',
      transition: transition(state, { withdrawal, facts, events }, circumstances),
    };
  }
  const scope = act.scope === null ? null : [...new Set(act.scope)].toSorted();
  const acts = { reopening: reopenedBefore, withdrawal: withdrawnBefore };
  if (isReopened(acts, inForce) && isSameReopening(reopenedBefore, act.deadline, scope)) {
    return { kind: 'done-before' };
  }
  // No correction could answer to it in time.
  if (act.deadline !== null && Date.parse(act.deadline) <= Date.parse(now)) {
    return { kind: 'impossible', because: 'deadline-passed' };
  }
  const reopening: Reopening = {
    submissionId,
    sha256,
    reason,
    actor,
    at: now,
    deadline: act.deadline,
    scope,
  };
  const details = { sha256, deadline: act.deadline, scope: scope?.join(' ') ?? null };
  const facts = [{ ...fact, action: 'reopened' as const, details }];
  const events = (_: unknown, sequence: number) =>
    [{ kind: 'reopened', park: state.filer, reopening, sequence }] as const;
  return { kind: 'transition', transition: transition(state, { reopening, facts, events }, circumstances) };
};

const isSameReopening = (
  before: Reopening | null,
  deadline: string | null,
  scope: readonly string[] | null,
): boolean =>
  before !== null &&
  before.deadline === deadline &&
  (before.scope?.join(' ') ?? null) === (scope?.join(' ') ?? null);
