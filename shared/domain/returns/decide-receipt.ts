import type { Cycle } from '../cycles/cycle.ts';
import {
  type FilerState,
  isMinistryFiler,
  priorsFiler,
  type Reopening,
  registerFiler,
} from './filer-state.ts';
import { foldSubmissions, type JudgedSubmission, judgedBearer } from './fold-submissions.ts';
import { isOutdated } from './judged-priors.ts';
import type { ReturnEvent } from './return-event.ts';
import type { Submission } from './submission.ts';
import { type Circumstances, filingActor, type Transition, transition } from './transition.ts';

/** What is known of an uploaded object version before anything of it is read as a return. */
export type Upload = Pick<
  Submission,
  'submissionId' | 'bucket' | 'key' | 'versionId' | 'fileName' | 'bytes' | 'sha256' | 'uploadedAt' | 'order'
>;

/** One upload, and the cycle as it is when its receipt is written. */
export interface Receipt {
  readonly cycle: Cycle;
  readonly upload: Upload;
  /** Hash of the park's values of last year that count now; null = none. */
  readonly priors?: string | null;
}

export type ReceiptDecision =
  | { readonly kind: 'known'; readonly submission: Submission }
  | { readonly kind: 'transition'; readonly submission: Submission; readonly transition: Transition };

/** When the cycle stopped taking returns in: its announced end, or the ministry's closing if that came first. */
const closingTime = (cycle: Cycle): number =>
  Math.min(
    ...[cycle.closesAt, cycle.closedAt].map((at) =>
      at === null ? Number.POSITIVE_INFINITY : Date.parse(at),
    ),
  );

/** S3 tells the completion of an upload in whole seconds: it may be any moment of that second. */
const isBefore = (uploadedAt: string, moment: string): boolean =>
  Date.parse(uploadedAt) < Math.floor(Date.parse(moment) / 1000) * 1000;

/** Whether an upload answers to a reopening: it was complete after it. */
export const answersReopening = (reopening: Reopening | null, uploadedAt: string): reopening is Reopening =>
  reopening !== null && !isBefore(uploadedAt, reopening.at);

/**
 * Lateness is judged by the completion of the upload, never by when it was noticed. A reopening gives the return a
 * deadline of its own, in place of the cycle's end. The ministry's own filings are never late.
 */
export const isLate = (
  cycle: Cycle,
  filer: string,
  reopening: Reopening | null,
  uploadedAt: string,
): boolean => {
  if (isMinistryFiler(filer)) return false;
  if (!answersReopening(reopening, uploadedAt)) return Date.parse(uploadedAt) > closingTime(cycle);
  return reopening.deadline !== null && Date.parse(uploadedAt) > Date.parse(reopening.deadline);
};

/** Whether a park's upload was complete before the cycle takes returns. The ministry prepares a cycle before it opens. */
const isEarly = (cycle: Cycle, filer: string, uploadedAt: string): boolean =>
  !isMinistryFiler(filer) && isBefore(uploadedAt, cycle.opensAt);

/** The register and last year's values decide who is ranked by what: they stay as they were when the cycle closed. */
const isOfOpenCycle = (filer: string): boolean => filer === registerFiler || filer === priorsFiler;

/** What verdicts on a park's return rest on besides its file. */
interface Grounds {
  readonly rulePack: string;
  /** Hash of the park's values of last year that count now; null = none. */
  readonly priors: string | null;
}

/**
 * Whether bytes that were not accepted may fare otherwise now: the rules were patched, last year's values changed, or the
 * ministry reopened or withdrew the return since. Filing them again is how a park asks for the new verdict. A file of the
 * ministry rests on its other files, and is judged again whenever it comes again.
 */
const mayFareOtherwise = (
  judged: JudgedSubmission,
  { filer, summary }: FilerState,
  { uploadedAt }: Upload,
  { rulePack, priors }: Grounds,
): boolean => {
  if (judged.status === 'accepted') return false;
  if (isMinistryFiler(filer) || judged.rulePack !== rulePack) return true;
  if (isOutdated(judged, priors)) return true;
  return [summary?.reopening, summary?.withdrawal].some(
    (act) => act != null && isBefore(judged.uploadedAt, act.at) && !isBefore(uploadedAt, act.at),
  );
};

/**
 * The submission that `upload` repeats: the current one, if its bytes are the same. Where taking it as a repetition
 * would put other bytes in force without a verdict of its own (a withdrawn return filed again), it is none. Nor where the
 * bytes were not accepted and may fare otherwise now. Nor for a register, which says who is in it on the day of its upload.
 */
const repeated = (
  state: FilerState,
  upload: Upload,
  row: Extract<Submission, { status: 'received' }>,
  grounds: Grounds,
) => {
  const withdrawal = state.summary?.withdrawal ?? null;
  const { current, inForce } = foldSubmissions(state.submissions, withdrawal);
  if (current === null || current.submission.sha256 !== upload.sha256) return null;
  if (state.filer === registerFiler) return null;
  const byId = new Map(state.submissions.map((submission) => [submission.submissionId, submission]));
  const judged = judgedBearer(current.submission, byId);
  if (judged !== null && mayFareOtherwise(judged, state, upload, grounds)) return null;
  const same: Submission = {
    ...row,
    status: 'same',
    sameAs:
      current.submission.status === 'same' ? current.submission.sameAs : current.submission.submissionId,
  };
  const after = foldSubmissions([...state.submissions, same], withdrawal).inForce;
  return after?.submission.sha256 === inForce?.submission.sha256 ? same : null;
};

const classify = (state: FilerState, { cycle, upload, priors = null }: Receipt, now: string): Submission => {
  const late = isLate(cycle, state.filer, state.summary?.reopening ?? null, upload.uploadedAt);
  const base = { ...upload, cycle: state.cycle, filer: state.filer, late, receivedAt: now };
  if (cycle.status === 'published') return { ...base, status: 'refused', reason: 'cycle-published' };
  if (isOfOpenCycle(state.filer) && Date.parse(upload.uploadedAt) > closingTime(cycle)) {
    return { ...base, status: 'refused', reason: 'cycle-closed' };
  }
  if (isEarly(cycle, state.filer, upload.uploadedAt))
    return { ...base, status: 'refused', reason: 'not-open' };
  if (late && cycle.late === 'refuse') return { ...base, status: 'refused', reason: 'late' };
  const received = { ...base, status: 'received' as const };
  return repeated(state, upload, received, { rulePack: cycle.rulePack, priors }) ?? received;
};

const eventsOf = (submission: Submission): readonly ReturnEvent[] => {
  if (submission.status === 'received') return [{ kind: 'received', submission }];
  return submission.status === 'refused' ? [{ kind: 'refused', submission }] : [];
};

/**
 * Takes one uploaded version in: received, a repetition of the current submission, or refused with its reason.
 * Receiving the same version again changes nothing.
 */
export const decideReceipt = (
  state: FilerState,
  receipt: Receipt,
  circumstances: Circumstances,
): ReceiptDecision => {
  const { submissionId } = receipt.upload;
  const known = state.submissions.find((submission) => submission.submissionId === submissionId);
  if (known !== undefined) return { kind: 'known', submission: known };
  const submission = classify(state, receipt, circumstances.now);
  const action =
    submission.status === 'same' ? 'repeated' : submission.status === 'refused' ? 'refused' : 'received';
  return {
    kind: 'transition',
    submission,
    transition: transition(
      state,
      {
        submissions: [submission],
        facts: [
          {
            at: circumstances.now,
            actor: filingActor(state.filer),
            action,
            submissionId: submission.submissionId,
            reason: submission.status === 'refused' ? submission.reason : null,
            details: {
              fileName: submission.fileName,
              sha256: submission.sha256,
              bytes: submission.bytes,
              uploadedAt: submission.uploadedAt,
              late: submission.late,
              ...(submission.status === 'same' ? { sameAs: submission.sameAs } : {}),
            },
          },
        ],
        events: () => eventsOf(submission),
      },
      circumstances,
    ),
  };
};
