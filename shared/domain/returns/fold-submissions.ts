import type { Reopening, ReturnStatus, ReturnSummary, SignOff, Withdrawal } from './filer-state.ts';
import type { Submission } from './submission.ts';

/** A submission that has its own verdict. */
export type JudgedSubmission = Extract<Submission, { status: 'rejected' | 'needs-explanation' | 'accepted' }>;
export type AcceptedSubmission = Extract<Submission, { status: 'accepted' }>;

/** `pending`: waits for its verdict. */
export type Standing = 'pending' | JudgedSubmission['status'];

export interface InForce {
  /** The accepted row whose values are scored. */
  readonly submission: AcceptedSubmission;
  /** Order of the highest row with this verdict: that of `submission`, or of a later one with the same bytes. */
  readonly order: string;
}

/** What follows from the submissions of one filer, whatever the order in which they became known. */
export interface Fold {
  /** Highest-ordered submission that was taken in; null where all were refused. */
  readonly current: {
    readonly submission: Submission;
    readonly standing: Standing;
    /** Last year's values that its verdict rests on; null = none, or no verdict yet. */
    readonly priors: string | null;
  } | null;
  readonly inForce: InForce | null;
}

/** Compares by the total order of a filer's submissions, by code unit: the same on every machine. */
export const byOrder = (left: Submission, right: Submission): number =>
  left.order < right.order ? -1 : left.order > right.order ? 1 : 0;

/** The row whose verdict counts for `submission`: itself, or the one whose bytes it repeats. */
const verdictBearer = (
  submission: Submission,
  byId: ReadonlyMap<string, Submission>,
): Submission | undefined => (submission.status === 'same' ? byId.get(submission.sameAs) : submission);

/** As `verdictBearer`, where it has its verdict; null while that is pending, and for what was refused. */
export const judgedBearer = (
  submission: Submission,
  byId: ReadonlyMap<string, Submission>,
): JudgedSubmission | null => {
  const bearer = verdictBearer(submission, byId);
  return bearer?.status === 'rejected' ||
    bearer?.status === 'needs-explanation' ||
    bearer?.status === 'accepted'
    ? bearer
    : null;
};

/**
 * Folds the submissions of one filer (design rule 2): in force is the highest-ordered one whose verdict is `accepted`,
 * where a row with the bytes of another shares the other's verdict. A pure function of the set of rows, so that every
 * order of delivery ends in the same state.
 *
 * @param withdrawal nothing uploaded until its time can be in force.
 */
export const foldSubmissions = (
  submissions: readonly Submission[],
  withdrawal: Withdrawal | null = null,
): Fold => {
  const byId = new Map(submissions.map((submission) => [submission.submissionId, submission]));
  let current: Fold['current'] = null;
  let inForce: InForce | null = null;
  for (const submission of submissions.toSorted(byOrder)) {
    if (submission.status === 'refused') continue;
    const judged = judgedBearer(submission, byId);
    current = { submission, standing: judged?.status ?? 'pending', priors: judged?.priors ?? null };
    const withdrawn = withdrawal !== null && Date.parse(submission.uploadedAt) <= Date.parse(withdrawal.at);
    if (judged?.status === 'accepted' && !withdrawn)
      inForce = { submission: judged, order: submission.order };
  }
  return { current, inForce };
};

/** The highest-ordered submission that has a verdict of its own, whatever it is; null before the first verdict. */
export const lastJudged = (submissions: readonly Submission[]): JudgedSubmission | null => {
  const byId = new Map(submissions.map((submission) => [submission.submissionId, submission]));
  const judged = submissions
    .toSorted(byOrder)
    .map((submission) => judgedBearer(submission, byId))
    .filter((bearer) => bearer !== null);
  return judged.at(-1) ?? null;
};

/** The ministry's acts on a return that still stand beside its submissions. */
type Acts = Pick<ReturnSummary, 'reopening' | 'withdrawal'>;

/** Whether the ministry withdrew the return after it had reopened it: there is nothing left to correct. */
export const isReopeningWithdrawn = ({ reopening, withdrawal }: Acts): boolean =>
  reopening !== null && withdrawal !== null && Date.parse(withdrawal.at) >= Date.parse(reopening.at);

/** Whether the return is open for correction and still ranked with the values that it was reopened with (rule 10). */
export const isReopened = (acts: Acts, inForce: InForce | null): boolean =>
  acts.reopening !== null &&
  inForce !== null &&
  inForce.submission.sha256 === acts.reopening.sha256 &&
  !isReopeningWithdrawn(acts);

/**
 * Whether a sign-off counts: the bytes that were signed are in force, the return is not reopened, and no other bytes were
 * accepted after them. After the files A, B, A a sign-off of the first A does not come back.
 */
const isSignedOff = (
  submissions: readonly Submission[],
  inForce: InForce | null,
  acts: Acts,
  signOff: SignOff | null,
): boolean => {
  if (signOff === null || inForce?.submission.sha256 !== signOff.sha256) return false;
  if (isReopened(acts, inForce)) return false;
  const byId = new Map(submissions.map((submission) => [submission.submissionId, submission]));
  return submissions.every(
    (submission) =>
      submission.order <= signOff.order ||
      submission.sha256 === signOff.sha256 ||
      judgedBearer(submission, byId)?.status !== 'accepted',
  );
};

const statusOf = (fold: Fold, acts: Acts): ReturnStatus => {
  const { withdrawal } = acts;
  if (isReopened(acts, fold.inForce)) return 'reopened';
  if (fold.inForce !== null) return 'accepted';
  if (fold.current === null) return 'refused';
  const { submission, standing } = fold.current;
  if (withdrawal !== null && Date.parse(submission.uploadedAt) <= Date.parse(withdrawal.at))
    return 'withdrawn';
  return standing === 'pending' ? 'received' : standing;
};

/** The derived members of a return's row. */
export const summarise = (
  submissions: readonly Submission[],
  reopening: Reopening | null,
  withdrawal: Withdrawal | null,
  signOff: SignOff | null,
): Pick<ReturnSummary, 'status' | 'current' | 'inForce' | 'isSignedOff' | 'submissions'> => {
  const fold = foldSubmissions(submissions, withdrawal);
  const { current, inForce } = fold;
  return {
    status: statusOf(fold, { reopening, withdrawal }),
    current:
      current === null
        ? null
        : {
            submissionId: current.submission.submissionId,
            order: current.submission.order,
            sha256: current.submission.sha256,
            fileName: current.submission.fileName,
            uploadedAt: current.submission.uploadedAt,
            late: current.submission.late,
            verdict: current.standing,
            priors: current.priors,
          },
    inForce:
      inForce === null
        ? null
        : {
            submissionId: inForce.submission.submissionId,
            order: inForce.order,
            sha256: inForce.submission.sha256,
          },
    isSignedOff: isSignedOff(submissions, inForce, { reopening, withdrawal }, signOff),
    submissions: submissions.length,
  };
};
