import * as z from 'zod';
import type { ParkInputs } from '../indicators/indicator-value.ts';
import { canonicalJson } from '../ranking/input-hash.ts';
import type { Hash } from './audit-chain.ts';
import type { JudgedSubmission } from './fold-submissions.ts';
import type { Submission } from './submission.ts';

/**
 * What tells a park's values of last year from others: a hash of the values themselves, so that no clocks are compared and
 * a change of other parks' values is none. null = none are known but those in the return itself.
 */
export const priorsHash = (priors: ParkInputs | null, hash: Hash): string | null =>
  priors === null ? null : hash(canonicalJson(priors));

/**
 * In place of the hash, in rows stored before it was kept: judged by values unknown. No hash is equal to it, so that such a
 * verdict is given anew whenever last year's values change or the bytes are filed again.
 */
export const UNKNOWN_PRIORS = 'unknown';

/** A stored `priorsHash`; rows that lack it were stored before it was kept. */
export const StoredPriorsHash = z
  .union([z.string().length(64), z.literal(UNKNOWN_PRIORS)])
  .nullable()
  .default(UNKNOWN_PRIORS);

type Unaccepted = Extract<JudgedSubmission, { status: 'rejected' | 'needs-explanation' }>;

/** Submissions whose verdict may be another one now: not accepted, and judged by other values of last year than count now. */
export const outdatedAmong = (
  submissions: readonly Submission[],
  priors: string | null,
): readonly Unaccepted[] =>
  submissions.filter(
    (submission): submission is Unaccepted =>
      (submission.status === 'rejected' || submission.status === 'needs-explanation') &&
      submission.priors !== priors,
  );

/** Whether a submission is one of `outdatedAmong`. */
export const isOutdated = (submission: Submission, priors: string | null): boolean =>
  outdatedAmong([submission], priors).length > 0;
