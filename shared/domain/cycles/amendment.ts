import * as z from 'zod';
import type { ParkInputs } from '../indicators/indicator-value.ts';
import { beijingDay } from './beijing-day.ts';

/** Exact decimal text by input code; `N/A` = 不适用. */
const inputs = z.record(z.string(), z.string());

/**
 * 上年数据更正: values of last year of one park, corrected with approval. It counts in the cycle from the refresh that
 * takes it in, and nowhere else: what was published of last year stays.
 */
export const Amendment = z.strictObject({
  cycle: z.string(),
  /** Counts the amendments of the cycle. */
  number: z.int().positive(),
  park: z.string(),
  values: inputs,
  /** What counted when it was recorded; null = nothing. */
  before: z.record(z.string(), z.string().nullable()),
  reason: z.string().min(1),
  approvedBy: z.string().min(1),
  /** 批准文号. */
  document: z.string().min(1),
  /** First day on which a refresh takes it in. */
  effectiveOn: z.iso.date(),
  actor: z.string().min(1),
  at: z.iso.datetime(),
});
export type Amendment = z.infer<typeof Amendment>;

/** The amended values of last year that count in a cycle, as its last refresh left them. */
export const AmendedPriors = z.strictObject({
  cycle: z.string(),
  /** Counts the refreshes. */
  number: z.int().positive(),
  /** Numbers of the amendments that count. */
  amendments: z.array(z.int().positive()),
  /** Park id → input code → value. */
  values: z.record(z.string(), inputs),
  refreshedAt: z.iso.datetime(),
});
export type AmendedPriors = z.infer<typeof AmendedPriors>;

/** Whether a refresh at a moment takes an amendment in. */
export const isEffective = ({ effectiveOn }: Pick<Amendment, 'effectiveOn'>, now: string): boolean =>
  effectiveOn <= beijingDay(now);

/** Amendments that a refresh at a moment would take in, and that none has. */
export const waitingAmendments = (
  amendments: readonly Amendment[],
  amended: Pick<AmendedPriors, 'amendments'> | null,
  now: string,
): readonly Amendment[] => {
  const counted = new Set(amended?.amendments);
  return amendments.filter((one) => isEffective(one, now) && !counted.has(one.number));
};

/** Of several amendments of one value the one that is effective last counts, then the one recorded last. */
export const amendedValues = (
  amendments: readonly Amendment[],
): Readonly<Record<string, Readonly<Record<string, string>>>> => {
  const inOrder = amendments.toSorted(
    (a, b) =>
      (a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : 0) || a.number - b.number,
  );
  const values: Record<string, Record<string, string>> = {};
  for (const { park, values: corrected } of inOrder) values[park] = { ...values[park], ...corrected };
  return values;
};

/**
 * Last year's values of one park that count in a cycle: those published last year; without them those of the ministry's
 * file; with what was amended and taken in. Where a later file leaves the park out, what was amended with approval stays,
 * alone. null = nothing knows the park.
 */
export const priorsInForce = (
  frozen: ParkInputs | null,
  filed: ParkInputs | null,
  amended: ParkInputs | null,
): ParkInputs | null => {
  // A park without an accepted return last year has an empty record: the ministry's file may complete it.
  const base = frozen !== null && Object.keys(frozen).length > 0 ? frozen : (filed ?? frozen);
  return base === null ? amended : { ...base, ...amended };
};
