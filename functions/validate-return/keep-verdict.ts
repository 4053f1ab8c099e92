import type { ExpertScoresRow } from '../../shared/adapters/indicator-rows.ts';
import { parkInputsKey, parkInputsParquet } from '../../shared/adapters/park-inputs-lake.ts';
import { outboxEventsOf } from '../../shared/adapters/return-outbox.ts';
import type { ReturnsTable } from '../../shared/adapters/returns-table.ts';
import { expertScoresWrite } from '../../shared/adapters/scored-returns-table.ts';
import { scoresOfInputs } from '../../shared/domain/returns/expert-scores.ts';
import { ministryFiler } from '../../shared/domain/returns/filer-state.ts';
import type { Transition } from '../../shared/domain/returns/transition.ts';
import type { FindingsReport } from '../../shared/domain/rules/finding.ts';
import type { Judged } from './judge-anew.ts';

export interface KeepPorts extends Pick<ReturnsTable, 'commit'> {
  readonly putReport: (key: string, report: FindingsReport) => Promise<void>;
  readonly putParquet: (key: string, bytes: Uint8Array) => Promise<void>;
  readonly reportsBucket: string;
}

/**
 * Stores reports and accepted inputs, then the transition that makes them count: whoever reads an event finds its report.
 * What is stored for a transition that loses its race is overwritten by the next attempt.
 */
export const keepVerdict = async (
  transition: Transition,
  judged: readonly Judged[],
  ports: KeepPorts,
): Promise<void> => {
  const changed = new Map(transition.submissions.map((submission) => [submission.submissionId, submission]));
  const stored: Promise<void>[] = [];
  for (const { judgement, report } of judged) {
    const submission = changed.get(judgement.submissionId);
    if (submission === undefined || submission.status === 'refused') continue;
    stored.push(ports.putReport(judgement.reportKey, report));
    if (submission.status === 'accepted' && submission.filer !== ministryFiler) {
      const key = parkInputsKey(submission.cycle, submission.filer, submission.submissionId);
      stored.push(ports.putParquet(key, parkInputsParquet(submission)));
    }
  }
  await Promise.all(stored);
  await ports.commit(
    transition,
    outboxEventsOf(transition, ports.reportsBucket),
    expertScoresOf(transition).map(expertScoresWrite),
  );
};

/** The row of expert scores, where this transition puts another file of the ministry in force. */
const expertScoresOf = (transition: Transition): readonly ExpertScoresRow[] => {
  const { inForce, inForceChanged, summary } = transition;
  if (summary.filer !== ministryFiler || !inForceChanged || inForce === null) return [];
  const { submissionId, sha256, inputs } = inForce.submission;
  return [
    {
      cycle: summary.cycle,
      submissionId,
      sha256,
      order: inForce.order,
      scores: scoresOfInputs(inputs) as ExpertScoresRow['scores'],
      storedAt: summary.updatedAt,
    },
  ];
};
