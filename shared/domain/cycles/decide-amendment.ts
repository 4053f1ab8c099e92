import type { ParkInputs } from '../indicators/indicator-value.ts';
import {
  type AmendedPriors,
  type Amendment,
  amendedValues,
  isEffective,
  waitingAmendments,
} from './amendment.ts';
import type { Cycle } from './cycle.ts';
import type { CycleTransition, DoneBefore, Refused } from './decide-cycle.ts';
import { type CycleRefusal, refusals } from './refusal.ts';

/** What the ministry wants to correct of last year. */
export type AmendmentAsked = Pick<
  Amendment,
  'park' | 'values' | 'reason' | 'approvedBy' | 'document' | 'effectiveOn' | 'actor'
>;

/** Together with the cycle's audit entry an amendment is recorded. */
export interface AmendmentRecorded extends CycleTransition {
  readonly amendment: Amendment;
}

/** Together with the cycle's audit entry amended values count. */
export interface PriorsRefreshedTransition extends CycleTransition {
  readonly amended: AmendedPriors;
  /** Parks whose values of last year change. */
  readonly parks: readonly string[];
}

/** All amended values that count stand in one row of at most 400 KB; a value takes some 60 bytes. */
const mostValues = 5000;

const refused = (refusal: CycleRefusal): Refused => ({ kind: 'refused', refusal });

const isValue = (text: string): boolean => text === 'N/A' || /^-?\d{1,30}(\.\d{1,30})?$/.test(text);

/**
 * Records an amendment of last year's values. Where no accepted values of last year count for the park, but those of its
 * own return, there is nothing to amend. The very same amendment again is done before.
 */
export const decideAmendment = (
  state: {
    readonly cycle: Cycle;
    readonly amendments: readonly Amendment[];
    /** Last year's values of the park that count now; null = those of its own return. */
    readonly priors: ParkInputs | null;
    /** Codes of the inputs that parks file. */
    readonly codes: ReadonlySet<string>;
  },
  asked: AmendmentAsked,
  now: string,
): AmendmentRecorded | (DoneBefore & { readonly amendment: Amendment }) | Refused => {
  const { cycle, amendments, priors, codes } = state;
  if (cycle.status === 'published') return refused(refusals.cyclePublished(cycle.cycle));
  const unknown = Object.keys(asked.values).filter((code) => !codes.has(code));
  if (unknown.length > 0) return refused(refusals.unknownInput(unknown));
  const wrong = Object.entries(asked.values).find(([, value]) => !isValue(value));
  if (wrong !== undefined) return refused(refusals.notANumber(...wrong));
  if (priors === null) return refused(refusals.noFrozenPriors(cycle.cycle, asked.park));
  const before = amendments.find((one) => isSameAmendment(one, asked));
  if (before !== undefined) return { kind: 'done-before', amendment: before };
  const amendment: Amendment = {
    ...asked,
    cycle: cycle.cycle,
    number: Math.max(0, ...amendments.map(({ number }) => number)) + 1,
    before: Object.fromEntries(Object.keys(asked.values).map((code) => [code, priors[code] ?? null])),
    at: now,
  };
  const { number, park, reason, approvedBy, document, effectiveOn, actor, values } = amendment;
  return {
    kind: 'transition',
    amendment,
    cycle,
    fact: {
      at: now,
      actor,
      action: 'prior-amended',
      submissionId: null,
      reason,
      details: {
        number,
        park,
        approvedBy,
        document,
        effectiveOn,
        ...Object.fromEntries(Object.entries(values).map(([code, value]) => [`value:${code}`, value])),
      },
    },
  };
};

const isSameAmendment = (one: Amendment, asked: AmendmentAsked): boolean =>
  one.park === asked.park &&
  one.reason === asked.reason &&
  one.approvedBy === asked.approvedBy &&
  one.document === asked.document &&
  one.effectiveOn === asked.effectiveOn &&
  textOf(one.values) === textOf(asked.values);

const textOf = (values: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Takes every amendment that is effective into the cycle's values of last year (design rule 9). */
export const decideRefresh = (
  state: {
    readonly cycle: Cycle;
    readonly amendments: readonly Amendment[];
    readonly amended: AmendedPriors | null;
  },
  { reason, actor }: { readonly reason: string; readonly actor: string },
  now: string,
): PriorsRefreshedTransition | Refused => {
  const { cycle, amendments, amended } = state;
  if (cycle.status === 'published') return refused(refusals.cyclePublished(cycle.cycle));
  const effective = amendments.filter((one) => isEffective(one, now));
  const news = waitingAmendments(amendments, amended, now);
  if (news.length === 0) return refused(refusals.nothingToRefresh(cycle.cycle));
  const values = amendedValues(effective);
  if (Object.values(values).reduce((sum, ofPark) => sum + Object.keys(ofPark).length, 0) > mostValues) {
    return refused(refusals.tooManyAmendments(mostValues));
  }
  const number = (amended?.number ?? 0) + 1;
  const numbers = effective.map((one) => one.number).toSorted((a, b) => a - b);
  const parks = [...new Set(news.map(({ park }) => park))].toSorted();
  return {
    kind: 'transition',
    amended: {
      cycle: cycle.cycle,
      number,
      amendments: numbers,
      values: Object.fromEntries(Object.entries(values).map(([park, ofPark]) => [park, { ...ofPark }])),
      refreshedAt: now,
    },
    parks,
    cycle,
    fact: {
      at: now,
      actor,
      action: 'priors-refreshed',
      submissionId: null,
      reason,
      details: { number, amendments: numbers.join(' '), parks: parks.join(' ') },
    },
  };
};
