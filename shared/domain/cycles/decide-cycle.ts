import type { AuditFact } from '../returns/audit-chain.ts';
import type { Cycle } from './cycle.ts';
import { type CycleRefusal, refusals } from './refusal.ts';

/** A cycle as it should be from now on, and the entry for its audit chain. */
export interface CycleTransition {
  readonly kind: 'transition';
  readonly cycle: Cycle;
  readonly fact: AuditFact;
}

/** Already so: asking twice changes nothing. */
export interface DoneBefore {
  readonly kind: 'done-before';
}

export interface Refused {
  readonly kind: 'refused';
  readonly refusal: CycleRefusal;
}

const refused = (refusal: CycleRefusal): Refused => ({ kind: 'refused', refusal });

/** What stands in the table of a cycle that someone wants to open. */
export interface OpeningState {
  /** Hash of what the cycle was opened with; null = it does not exist. */
  readonly openedWith: string | null;
  /** Hash of what an opening that was begun wants to open it with; null = none was begun. */
  readonly begunWith: string | null;
}

/** Who decided it, and why; null = it goes without saying. */
export interface Decided {
  readonly actor: string;
  readonly reason: string | null;
}

/** Everything a cycle is opened with. */
export interface Opening extends Decided {
  readonly definition: Pick<
    Cycle,
    'cycle' | 'methodology' | 'rulePack' | 'opensAt' | 'closesAt' | 'late' | 'previousCycle'
  >;
  /** Hash over what was asked for. */
  readonly openedWith: string;
  readonly parks: readonly string[];
}

/**
 * A cycle opens once: at once, or later by itself where its opening time is still to come. The same opening again is done
 * before, or is finished where it was cut off; until then no other one may write its register over the first.
 */
export const decideOpening = (
  state: OpeningState,
  { definition, openedWith, parks, actor, reason }: Opening,
  now: string,
): CycleTransition | DoneBefore | Refused => {
  const { cycle, opensAt, closesAt } = definition;
  if (state.openedWith !== null) {
    return state.openedWith === openedWith ? { kind: 'done-before' } : refused(refusals.cycleExists(cycle));
  }
  if (closesAt !== null && Date.parse(closesAt) <= Date.parse(opensAt)) {
    return refused(refusals.closesBeforeOpens(opensAt, closesAt));
  }
  const twice = parks.filter((park, index) => parks.indexOf(park) < index);
  if (twice.length > 0) return refused(refusals.parkTwice(twice));
  if (state.begunWith !== null && state.begunWith !== openedWith) {
    return refused(refusals.openingUnfinished(cycle));
  }
  const { methodology, previousCycle, rulePack } = definition;
  const isDue = Date.parse(opensAt) <= Date.parse(now);
  return {
    kind: 'transition',
    cycle: {
      ...definition,
      status: isDue ? 'open' : 'scheduled',
      closedAt: null,
      publishedAt: null,
      publishedRevision: null,
    },
    fact: {
      at: now,
      actor,
      action: isDue ? 'cycle-opened' : 'cycle-scheduled',
      submissionId: null,
      reason,
      details: {
        openedWith,
        methodology: `${methodology.id}@${methodology.version}`,
        rulePack,
        register: parks.length,
        previousCycle,
        opensAt,
        closesAt,
      },
    },
  };
};

/** An open cycle closes; closing again changes nothing. One that has not opened yet is given other times instead. */
export const decideClosing = (
  cycle: Cycle,
  { actor, reason }: Decided,
  now: string,
): CycleTransition | DoneBefore | Refused => {
  if (cycle.status === 'published') return refused(refusals.cyclePublished(cycle.cycle));
  if (cycle.status === 'closed') return { kind: 'done-before' };
  if (cycle.status === 'scheduled') return refused(refusals.notOpenYet(cycle.cycle, cycle.opensAt));
  return {
    kind: 'transition',
    // Noticed after its announced end, the cycle closed then and not now.
    cycle: { ...cycle, status: 'closed', closedAt: earlier(cycle.closesAt, now) },
    fact: { at: now, actor, action: 'cycle-closed', submissionId: null, reason, details: {} },
  };
};

const earlier = (announced: string | null, now: string): string =>
  announced !== null && Date.parse(announced) < Date.parse(now) ? announced : now;

/** What a publication rests on, as it stands now. */
export interface PublicationState {
  readonly cycle: Cycle;
  /** Head of the ranking; null = nothing was ranked. */
  readonly head: {
    readonly revision: number;
    readonly hash: string;
    readonly inputHash: string;
    readonly ranked: number;
  } | null;
  /** Input hash of what is stored now. */
  readonly currentInputHash: string;
  /** Parks whose return waits for its verdict or its indicator values. */
  readonly pending: readonly string[];
  /** Parks with a return in force that nobody has signed off, where that is asked for; empty where it is not. */
  readonly unsigned: readonly string[];
}

/** Published is what is in force and nothing else: the head must be current, and nothing on its way (design rule 8). */
export const refusePublication = ({
  cycle: { cycle, status, opensAt },
  head,
  currentInputHash,
  pending,
  unsigned,
}: PublicationState): Refused | null => {
  if (status === 'published') return refused(refusals.cyclePublished(cycle));
  if (status === 'scheduled') return refused(refusals.notOpenYet(cycle, opensAt));
  if (pending.length > 0) return refused(refusals.returnsPending(pending));
  if (unsigned.length > 0) return refused(refusals.returnsUnsigned(unsigned));
  if (head === null || head.ranked === 0) return refused(refusals.nothingRanked(cycle));
  if (head.inputHash !== currentInputHash) return refused(refusals.rankingBehind(cycle));
  return null;
};

/** Publishes the head of a closed cycle. */
export const decidePublication = (
  state: PublicationState,
  { actor, reason }: Decided,
  now: string,
): CycleTransition | Refused => {
  const no = refusePublication(state);
  if (no !== null) return no;
  const { cycle, head } = state;
  // An open cycle has provisional bounds; it must be closed and ranked by its own before.
  if (head === null || cycle.status === 'open') return refused(refusals.rankingBehind(cycle.cycle));
  return {
    kind: 'transition',
    cycle: { ...cycle, status: 'published', publishedAt: now, publishedRevision: head.revision },
    fact: {
      at: now,
      actor,
      action: 'cycle-published',
      submissionId: null,
      reason,
      details: { revision: head.revision, revisionHash: head.hash, inputHash: head.inputHash },
    },
  };
};
