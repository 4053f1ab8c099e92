import { type Cycle, hasClosed } from './cycle.ts';
import type { CycleTransition, DoneBefore, Refused } from './decide-cycle.ts';
import { type CycleRefusal, refusals } from './refusal.ts';

/** Who acts when a cycle opens or closes by itself. */
const theClock = 'gaoxin';

/** The ministry sets other times; an absent one stays as it is. */
export interface Rescheduling {
  readonly opensAt?: string;
  /** null = open end. */
  readonly closesAt?: string | null;
  readonly reason: string;
  readonly actor: string;
}

const refused = (refusal: CycleRefusal): Refused => ({ kind: 'refused', refusal });

/**
 * Changes when a cycle opens and closes by itself. What has happened stays: an open cycle has opened, a closed one has
 * closed. Uploads that were judged early or late before stay as they were judged.
 */
export const decideRescheduling = (
  cycle: Cycle,
  { opensAt = cycle.opensAt, closesAt = cycle.closesAt, reason, actor }: Rescheduling,
  now: string,
): CycleTransition | DoneBefore | Refused => {
  if (cycle.status === 'published') return refused(refusals.cyclePublished(cycle.cycle));
  if (hasClosed(cycle)) return refused(refusals.cycleClosed(cycle.cycle));
  if (opensAt === cycle.opensAt && closesAt === cycle.closesAt) return { kind: 'done-before' };
  if (opensAt !== cycle.opensAt && cycle.status !== 'scheduled') {
    return refused(refusals.cycleOpenAlready(cycle.cycle, cycle.opensAt));
  }
  if (closesAt !== null && Date.parse(closesAt) <= Date.parse(opensAt)) {
    return refused(refusals.closesBeforeOpens(opensAt, closesAt));
  }
  if (closesAt !== null && closesAt !== cycle.closesAt && Date.parse(closesAt) <= Date.parse(now)) {
    return refused(refusals.timePassed(closesAt));
  }
  return {
    kind: 'transition',
    cycle: { ...cycle, opensAt, closesAt },
    fact: {
      at: now,
      actor,
      action: 'cycle-rescheduled',
      submissionId: null,
      reason,
      details: { opensAt, closesAt, opensAtBefore: cycle.opensAt, closesAtBefore: cycle.closesAt },
    },
  };
};

/**
 * What a cycle does by itself at a moment: opens, closes, or nothing. The state it ends in does not depend on when, or how
 * often, it is asked after the time has come: a cycle closes at its closing time, however late that is noticed.
 */
export const decideDue = (cycle: Cycle, now: string): CycleTransition | null => {
  const due = dueAt(cycle);
  if (due === null || Date.parse(due) > Date.parse(now)) return null;
  const fact = { at: now, actor: theClock, submissionId: null, reason: null, details: { due } };
  return cycle.status === 'scheduled'
    ? { kind: 'transition', cycle: { ...cycle, status: 'open' }, fact: { ...fact, action: 'cycle-opened' } }
    : {
        kind: 'transition',
        cycle: { ...cycle, status: 'closed', closedAt: due },
        fact: { ...fact, action: 'cycle-closed' },
      };
};

/** When a cycle next opens or closes by itself; null = never. */
export const dueAt = ({ status, opensAt, closesAt }: Cycle): string | null => {
  switch (status) {
    case 'scheduled':
      return opensAt;
    case 'open':
      return closesAt;
    default:
      return null;
  }
};
