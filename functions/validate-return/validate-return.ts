import type { DetailOf } from '../../events/contract.ts';
import type { filingContracts } from '../../events/subscriptions.ts';
import { type Pause, retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import type { CycleReads } from '../../shared/adapters/cycle-reads.ts';
import { gateIsOpen } from '../../shared/adapters/publication-gates.ts';
import { reportKey } from '../../shared/adapters/reports-bucket.ts';
import type { ReturnsTable } from '../../shared/adapters/returns-table.ts';
import type { Hash } from '../../shared/domain/returns/audit-chain.ts';
import { withinScope } from '../../shared/domain/returns/correction-scope.ts';
import { decideVerdict } from '../../shared/domain/returns/decide-verdict.ts';
import { explainFindings, newerExplanations } from '../../shared/domain/returns/explanation.ts';
import {
  isMinistryFiler,
  ministryFiler,
  priorsFiler,
  registerFiler,
} from '../../shared/domain/returns/filer-state.ts';
import { isOutdated, priorsHash } from '../../shared/domain/returns/judged-priors.ts';
import { repeatedExplanations } from '../../shared/domain/returns/repeated-explanations.ts';
import type { Submission } from '../../shared/domain/returns/submission.ts';
import type { FindingsReport, Verdict } from '../../shared/domain/rules/finding.ts';
import {
  type CheckPorts,
  checkSubmission,
  requireCycle,
  UnknownSubmissionError,
} from './check-submission.ts';
import type { CheckedFiling } from './checked-filing.ts';
import { filedExplanations } from './filed-explanations.ts';
import { type Judged, judgedAnew, type ReportPorts } from './judge-anew.ts';
import { type KeepPorts, keepVerdict, restoreReports } from './keep-verdict.ts';

export interface ValidatePorts
  extends KeepPorts,
    ReportPorts,
    CheckPorts,
    Pick<ReturnsTable, 'readFiler' | 'readExplanations'>,
    Pick<CycleReads, 'readPriors'> {
  readonly now: () => string;
  readonly hash: Hash;
  readonly pause: Pause;
}

export type ValidateOutcome = {
  readonly outcome: Verdict | 'refused' | 'done-before';
  readonly submissionId: string;
};

/** Whose submission an event tells of. */
export const filerOf = (received: DetailOf<(typeof filingContracts)[number]>): string => {
  switch (received.filing) {
    case 'register':
      return registerFiler;
    case 'priors':
      return priorsFiler;
    case 'expert-scores':
      return ministryFiler;
    case 'return':
      return received.park ?? ministryFiler;
  }
};

interface Received {
  readonly cycle: string;
  readonly filer: string;
  readonly submissionId: string;
}

/**
 * Judges one submission: reads the uploaded version, applies the rules, and stores report, verdict, audit entry and event
 * (design rules 1 and 2). Explanations in the file are kept by fingerprint and let other submissions of the filer that
 * wait for them be judged anew, so that verdicts do not depend on the order of arrival. One that was not accepted is
 * judged anew where other values of last year count now.
 *
 * @throws {UnknownSubmissionError}
 * @throws {VersionGoneError} when the version was deleted after its receipt.
 */
export const validateReturn = async (received: Received, ports: ValidatePorts): Promise<ValidateOutcome> => {
  let last: ValidateOutcome | null = null;
  for (;;) {
    const next = await judgeOnce(received, ports);
    if (next.outcome === 'done-before') return last ?? next;
    // Last year's values are no part of the transaction: that row would be one for all parks. Whoever judged by values that
    // were replaced meanwhile sees it in the next round, or comes before those who ask for verdicts by the new ones.
    last = next;
  }
};

const judgeOnce = async (
  { cycle, filer, submissionId }: Received,
  ports: ValidatePorts,
): Promise<ValidateOutcome> => {
  const [before, frozen] = await Promise.all([
    ports.readFiler(cycle, filer),
    isMinistryFiler(filer) ? null : ports.readPriors(cycle, filer),
  ]);
  const submission = before.submissions.find((one) => one.submissionId === submissionId);
  if (submission === undefined) {
    throw new UnknownSubmissionError(`No submission ${submissionId} of ${filer} in ${cycle}`);
  }
  const priors = priorsHash(frozen?.inputs ?? null, ports.hash);
  if (submission.status !== 'received' && !isOutdated(submission, priors)) {
    return { outcome: 'done-before', submissionId };
  }
  const checked = await checkSubmission(submission, frozen, ports);
  const filed = filedExplanations(submission, checked);

  return retryingConflicts(async (): Promise<ValidateOutcome> => {
    const [state, definition] = await Promise.all([
      ports.readFiler(cycle, filer),
      requireCycle(cycle, ports),
    ]);
    const isPublished = definition.status === 'published';
    const standing = state.submissions.find((one) => one.submissionId === submissionId);
    const known = await ports.readExplanations(cycle, filer);
    const all = [...known, ...filed];
    const news = newerExplanations(known, filed);
    const report = withinScope(checked.report, checked.inputs, state, submission);
    const own = judgementOf(submission, checked, priors, explainFindings(report, all));
    const others = filed.length === 0 || isPublished ? [] : await judgedAnew(state, all, ports);
    // The report of the submission itself is the one just made.
    const judged = [own, ...others.filter(({ judgement }) => judgement.submissionId !== submissionId)];
    const transition = decideVerdict(
      state,
      {
        cycle: definition,
        judgements: judged.map(({ judgement }) => judgement),
        // With its first verdict a file's explanations have their audit entry.
        explanations: standing?.status === 'received' ? filed : news,
        repeatedExplanations: repeatedExplanations(all),
      },
      { now: ports.now(), hash: ports.hash },
    );
    if (transition === null) {
      if (!isPublished) await restoreReports(judged, state, ports);
      return { outcome: 'done-before', submissionId };
    }
    await keepVerdict(
      transition,
      {
        judged,
        standing: state.submissions,
        explanations: isPublished ? [] : news,
        contents: checked.contents,
      },
      ports,
      // A verdict that meets a publication is decided anew, and the file is refused.
      isPublished ? [] : [gateIsOpen(cycle, filer)],
    );
    return { outcome: isPublished ? 'refused' : own.judgement.verdict, submissionId };
  }, ports.pause);
};

const judgementOf = (
  submission: Submission,
  checked: CheckedFiling,
  priors: string | null,
  report: FindingsReport,
): Judged => ({
  report,
  mayHaveRecords: checked.records !== null,
  judgement: {
    submissionId: submission.submissionId,
    verdict: report.verdict,
    reportKey: reportKey(submission.cycle, submission.filer, submission.submissionId),
    rulePack: report.rulePack,
    counts: report.counts,
    inputs: checked.inputs,
    previous: checked.previous,
    shadow: checked.shadow,
    priors,
  },
});
