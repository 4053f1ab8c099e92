import type { Cycle } from '../cycles/cycle.ts';
import { canonicalJson } from '../ranking/input-hash.ts';
import type { AuditFact, Hash } from './audit-chain.ts';
import type { Explanation } from './explanation.ts';
import type { FilerState } from './filer-state.ts';
import type { InForce, JudgedSubmission } from './fold-submissions.ts';
import { isOutdated } from './judged-priors.ts';
import type { RepeatedExplanation } from './repeated-explanations.ts';
import type { ReturnEvent } from './return-event.ts';
import type { Submission } from './submission.ts';
import { type Circumstances, type Transition, transition } from './transition.ts';

/** Outcome of checking one submission. */
export interface Judgement {
  readonly submissionId: string;
  readonly verdict: JudgedSubmission['status'];
  readonly reportKey: string;
  readonly rulePack: string;
  readonly counts: JudgedSubmission['counts'];
  /** Exact decimal text by input code; `N/A` = 不适用. Expert scores: by `park/indicator`. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Last year's column as filed. */
  readonly previous: Readonly<Record<string, string>>;
  /** Findings of shadow-mode rules by rule, for the ministry only. */
  readonly shadow: Readonly<Record<string, number>>;
  /** Hash of last year's values that it rests on; null = none, or a file of the ministry. */
  readonly priors: string | null;
}

/**
 * Whether a judgement says something new: of a submission that waits for its verdict or, with another outcome, for
 * explanations; or of one that is not accepted, by other values of last year.
 */
const isNews = (submission: Submission, { verdict, priors }: Judgement): boolean =>
  submission.status === 'received' ||
  isOutdated(submission, priors) ||
  (submission.status === 'needs-explanation' && submission.status !== verdict);

const baseOf = (submission: Submission) => {
  const { submissionId, cycle, filer, bucket, key, versionId, fileName, bytes, sha256 } = submission;
  const { uploadedAt, order, late, receivedAt } = submission;
  return {
    submissionId,
    cycle,
    filer,
    bucket,
    key,
    versionId,
    fileName,
    bytes,
    sha256,
    uploadedAt,
    order,
    late,
    receivedAt,
  };
};

const judge = (submission: Submission, judgement: Judgement, now: string): Submission => {
  const { verdict, reportKey, rulePack, counts, inputs, previous, shadow, priors } = judgement;
  const judged = {
    ...baseOf(submission),
    reportKey,
    // Told by the bucket, once the report is stored.
    reportVersion: null,
    rulePack,
    counts: { ...counts },
    shadow: { ...shadow },
    priors,
    judgedAt: now,
  };
  return verdict === 'rejected'
    ? { status: verdict, ...judged }
    : { status: verdict, ...judged, inputs: { ...inputs }, previous: { ...previous } };
};

const verdictFact = (submission: Submission, wasOutdated: boolean, now: string): AuditFact => {
  const common = { at: now, actor: 'gaoxin', submissionId: submission.submissionId };
  if (submission.status === 'refused') {
    return {
      ...common,
      action: 'refused',
      reason: submission.reason,
      details: { sha256: submission.sha256 },
    };
  }
  const judged = submission as JudgedSubmission;
  return {
    ...common,
    action: judged.status,
    reason: wasOutdated ? 'priors-changed' : null,
    details: {
      sha256: judged.sha256,
      rulePack: judged.rulePack,
      reportKey: judged.reportKey,
      ...judged.counts,
    },
  };
};

/**
 * The entry for explanations: each of its own where it was given by command, one for all that came in a file, with the
 * hash of their list. A file may explain thousands, and a transaction takes a hundred writes.
 */
const explainedFacts = (
  explanations: readonly Explanation[],
  changed: readonly Submission[],
  { now, hash }: Circumstances,
): readonly AuditFact[] => {
  const explained = { at: now, action: 'explained' as const };
  const byCommand = explanations
    .filter(({ order }) => order === null)
    .map(({ actor, reason, finding, text, at }) => ({
      ...explained,
      actor,
      submissionId: null,
      reason,
      details: { finding, text, givenAt: at },
    }));
  const inFiles = changed.flatMap(({ submissionId, order }): readonly AuditFact[] => {
    const given = explanations.filter((explanation) => explanation.order === order);
    const [first] = given;
    if (first === undefined) return [];
    const details = { findings: given.length, sha256: listHash(given, hash), givenAt: first.at };
    return [{ ...explained, actor: first.actor, submissionId, reason: null, details }];
  });
  return [...byCommand, ...inFiles];
};

const listHash = (explanations: readonly Explanation[], hash: Hash): string =>
  hash(
    canonicalJson(
      explanations.map(({ finding, about, reason, text }) => ({
        finding,
        about,
        reason,
        text,
      })),
    ),
  );

const eventOf = (
  submission: Submission,
  inForce: InForce | null,
  sequence: number | null,
): ReturnEvent | null => {
  switch (submission.status) {
    case 'refused':
      return { kind: 'refused', submission };
    case 'rejected':
    case 'needs-explanation':
      return { kind: 'judged', submission, sequence };
    case 'accepted':
      return {
        kind: 'accepted',
        submission,
        inForce: inForce?.submission.submissionId === submission.submissionId,
      };
    default:
      return null;
  }
};

/**
 * Records verdicts, and explanations that came with them: of a submission just checked, and of others of the filer that
 * an explanation lets be judged anew. An accepted one stays accepted; a rejected one is judged anew only when last year's
 * values have changed. In a published cycle a
 * submission that still waits is refused: published ranks stay. Explanations of a file count with its own verdict.
 *
 * @returns null when there is nothing to record: the step was done before.
 */
export const decideVerdict = (
  state: FilerState,
  command: {
    readonly cycle: Pick<Cycle, 'status'>;
    readonly judgements: readonly Judgement[];
    readonly explanations: readonly Explanation[];
    /** Of everything known with these; absent = as before. */
    readonly repeatedExplanations?: readonly RepeatedExplanation[];
  },
  circumstances: Circumstances,
): Transition | null => {
  const { now } = circumstances;
  const changed: Submission[] = [];
  const outdated = new Set<string>();
  for (const judgement of command.judgements) {
    const submission = state.submissions.find(({ submissionId }) => submissionId === judgement.submissionId);
    if (submission === undefined || !isNews(submission, judgement)) continue;
    if (command.cycle.status !== 'published') {
      if (isOutdated(submission, judgement.priors)) outdated.add(submission.submissionId);
      changed.push(judge(submission, judgement, now));
    } else if (submission.status === 'received') {
      changed.push({ ...baseOf(submission), status: 'refused', reason: 'cycle-published' });
    }
  }
  const isPublished = command.cycle.status === 'published';
  const explained = isPublished ? [] : explainedFacts(command.explanations, changed, circumstances);
  if (changed.length === 0 && explained.length === 0) return null;
  return transition(
    state,
    {
      submissions: changed,
      ...(command.repeatedExplanations === undefined || isPublished
        ? {}
        : { repeatedExplanations: command.repeatedExplanations }),
      facts: [...explained, ...changed.map((one) => verdictFact(one, outdated.has(one.submissionId), now))],
      events: (inForce, sequence) =>
        changed
          .map((one) => eventOf(one, inForce, outdated.has(one.submissionId) ? sequence : null))
          .filter((event) => event !== null),
    },
    circumstances,
  );
};
