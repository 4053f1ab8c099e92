import * as z from 'zod';
import { StoredPriorsHash } from './judged-priors.ts';

const base = {
  submissionId: z.string(),
  cycle: z.string(),
  /** Park id, or `MINISTRY` for expert scores. */
  filer: z.string(),
  bucket: z.string(),
  key: z.string(),
  versionId: z.string(),
  fileName: z.string(),
  bytes: z.int().nonnegative(),
  sha256: z.string().length(64),
  /** Completion of the upload, UTC. */
  uploadedAt: z.iso.datetime(),
  /** Total order of a filer's submissions: time | key | zero-padded sequencer | version (design rule 2). */
  order: z.string(),
  late: z.boolean(),
  receivedAt: z.iso.datetime(),
};

const judged = {
  reportKey: z.string(),
  /** Version of that object; null = the newest, of rows stored before it was kept. */
  reportVersion: z.string().nullable().default(null),
  rulePack: z.string(),
  counts: z.strictObject({ reject: z.int(), mandatory: z.int(), query: z.int(), notice: z.int() }),
  /** Findings of shadow-mode rules by rule: for the ministry only, in no report. */
  shadow: z.record(z.string(), z.int().nonnegative()),
  /** Hash of last year's values that it was judged by; null = none, or a file of the ministry. */
  priors: StoredPriorsHash,
  judgedAt: z.iso.datetime(),
};

/** Why an upload was not taken in. `cycle-closed`: of the ministry's register and last year's values only. */
export const RefusalReason = z.enum(['not-open', 'late', 'cycle-closed', 'cycle-published']);
export type RefusalReason = z.infer<typeof RefusalReason>;

/** Exact decimal text by input code; `N/A` = 不适用. */
const inputs = z.record(z.string(), z.string());

/**
 * One uploaded object version. `received` waits for its verdict; `same` has the bytes of another submission and shares
 * its verdict; `refused` was not taken in (early, late, cycle closed or published) and never had a verdict.
 */
export const Submission = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('received'), ...base }),
  z.strictObject({ status: z.literal('same'), sameAs: z.string(), ...base }),
  z.strictObject({ status: z.literal('refused'), reason: RefusalReason, ...base }),
  z.strictObject({ status: z.literal('rejected'), ...base, ...judged }),
  z.strictObject({ status: z.literal('needs-explanation'), ...base, ...judged, inputs, previous: inputs }),
  /** `inputs` and the quoted last-year column `previous` are what is scored; the file is never opened again. */
  z.strictObject({ status: z.literal('accepted'), ...base, ...judged, inputs, previous: inputs }),
]);
export type Submission = z.infer<typeof Submission>;
