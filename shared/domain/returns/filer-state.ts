import * as z from 'zod';
import { StoredPriorsHash } from './judged-priors.ts';
import { RepeatedExplanation } from './repeated-explanations.ts';
import type { Submission } from './submission.ts';

/** Filer of the expert scores. */
export const ministryFiler = 'MINISTRY';
/** Filer of the register of parks. */
export const registerFiler = 'REGISTER';
/** Filer of last year's accepted values. */
export const priorsFiler = 'PRIORS';

/** The ministry's files, by their prefix in the bucket; each kind is filed under a filer of its own. */
export const ministryFilers = {
  'expert-scores': ministryFiler,
  registers: registerFiler,
  priors: priorsFiler,
} as const;

const ofMinistry: ReadonlySet<string> = new Set(Object.values(ministryFilers));

/** Whether a filer is the ministry; every other filer is a park id. */
export const isMinistryFiler = (filer: string): boolean => ofMinistry.has(filer);

/** The ministry opened the return for correction. It ends when a file with other bytes is in force. */
export const Reopening = z.strictObject({
  submissionId: z.string(),
  /** Bytes that were in force: filing the same bytes again is not a correction. */
  sha256: z.string().length(64),
  reason: z.string().min(1),
  actor: z.string().min(1),
  at: z.iso.datetime(),
  /** From `at` on it stands in place of the cycle's closing time for this return; null = until publication. */
  deadline: z.iso.datetime().nullable(),
  /** Codes of the park inputs that may differ from those of `submissionId`; null = all of them. */
  scope: z.array(z.string()).nullable(),
});
export type Reopening = z.infer<typeof Reopening>;

/** The ministry took the return out of force: nothing uploaded until `at` can be in force any more. */
export const Withdrawal = z.strictObject({
  submissionId: z.string(),
  reason: z.string().min(1),
  actor: z.string().min(1),
  at: z.iso.datetime(),
});
export type Withdrawal = z.infer<typeof Withdrawal>;

/** 数据确认: the park's officials vouch for the file that is in force, as it was judged. */
export const SignOff = z.strictObject({
  submissionId: z.string(),
  /** Order of the submission in force when it was signed. */
  order: z.string(),
  /** Of the file. */
  sha256: z.string().length(64),
  /** Findings report, and the SHA-256 of its bytes. */
  report: z.strictObject({ key: z.string(), sha256: z.string().length(64) }),
  rulePack: z.string(),
  signatories: z.strictObject({
    /** 单位负责人. */
    unitHead: z.string().min(1),
    /** 统计负责人. */
    statisticsHead: z.string().min(1),
    /** 填表人. */
    preparedBy: z.string().min(1).nullable(),
  }),
  actor: z.string().min(1),
  at: z.iso.datetime(),
});
export type SignOff = z.infer<typeof SignOff>;

/** Last entry of an audit chain; `sequence` 0 and `hash` null before the first. */
export const AuditHead = z.strictObject({
  sequence: z.int().nonnegative(),
  hash: z.string().length(64).nullable(),
});
export type AuditHead = z.infer<typeof AuditHead>;

export const ReturnStatus = z.enum([
  'received',
  'refused',
  'rejected',
  'needs-explanation',
  'accepted',
  'reopened',
  'withdrawn',
]);
export type ReturnStatus = z.infer<typeof ReturnStatus>;

/** What a reviewer of the ministry sees of a return and the park does not. */
export const Review = z.strictObject({
  /** Findings of shadow-mode rules in the highest-ordered submission that has a verdict, by rule. */
  shadow: z.record(z.string(), z.int().nonnegative()),
  repeatedExplanations: z.array(RepeatedExplanation),
});
export type Review = z.infer<typeof Review>;

/**
 * Where one return (年报) stands: one row per filer and cycle, written with every transition. All of it but the
 * ministry's acts and the audit head is derived from the submissions (see `foldSubmissions`).
 * `locked` is not among the states: a return is locked when its cycle is published.
 */
export const ReturnSummary = z.strictObject({
  cycle: z.string(),
  filer: z.string(),
  /** Optimistic lock: rises by one with every transition. */
  version: z.int().nonnegative(),
  status: ReturnStatus,
  /** Highest-ordered submission that was taken in, with the state of its verdict. */
  current: z
    .strictObject({
      submissionId: z.string(),
      order: z.string(),
      sha256: z.string().length(64),
      fileName: z.string(),
      uploadedAt: z.iso.datetime(),
      late: z.boolean(),
      verdict: z.enum(['pending', 'rejected', 'needs-explanation', 'accepted']),
      /** Hash of last year's values that the verdict rests on; null = none, or no verdict yet. */
      priors: StoredPriorsHash,
    })
    .nullable(),
  /** Highest-ordered accepted submission. `submissionId` is the one that was judged, `order` the highest with its bytes. */
  inForce: z
    .strictObject({ submissionId: z.string(), order: z.string(), sha256: z.string().length(64) })
    .nullable(),
  /** Taken in or refused. */
  submissions: z.int().nonnegative(),
  reopening: Reopening.nullable(),
  withdrawal: Withdrawal.nullable(),
  /** The last one that was given, whether it still counts or not. */
  signOff: SignOff.nullable(),
  /** `signOff` is about what is in force, and nothing else was accepted since. */
  isSignedOff: z.boolean(),
  review: Review,
  audit: AuditHead,
  updatedAt: z.iso.datetime(),
});
export type ReturnSummary = z.infer<typeof ReturnSummary>;

/** Everything known of one filer in one cycle; `summary` is null before the first upload. */
export interface FilerState {
  readonly cycle: string;
  readonly filer: string;
  readonly summary: ReturnSummary | null;
  /** In any order. */
  readonly submissions: readonly Submission[];
}
