import type { ExpertScoresRow } from '../../shared/adapters/indicator-rows.ts';
import { parkInputsKey, parkInputsParquet } from '../../shared/adapters/park-inputs-lake.ts';
import type { RecordsLake } from '../../shared/adapters/records-lake.ts';
import { outboxEventsOf } from '../../shared/adapters/return-outbox.ts';
import type { ReturnsTable } from '../../shared/adapters/returns-table.ts';
import { expertScoresWrite } from '../../shared/adapters/scored-returns-table.ts';
import type { TableWrite } from '../../shared/adapters/table.ts';
import { ConflictError } from '../../shared/adapters/table-errors.ts';
import { scoresOfInputs } from '../../shared/domain/returns/expert-scores.ts';
import type { Explanation } from '../../shared/domain/returns/explanation.ts';
import { ministryFiler } from '../../shared/domain/returns/filer-state.ts';
import type { Transition } from '../../shared/domain/returns/transition.ts';
import type { FindingsReport } from '../../shared/domain/rules/finding.ts';
import type { Judged } from './judge-anew.ts';

export interface KeepPorts
  extends Pick<ReturnsTable, 'commit' | 'writeExplanations'>,
    Pick<RecordsLake, 'acceptRecords'> {
  readonly putReport: (key: string, report: FindingsReport) => Promise<void>;
  readonly putParquet: (key: string, bytes: Uint8Array) => Promise<void>;
  readonly reportsBucket: string;
}

/**
 * Stores explanations, reports, accepted inputs and records, then the transition that makes them count: whoever reads an event
 * finds its report. What is stored for a transition that loses its race is overwritten by the next attempt. Explanations
 * go first, so that whoever stores a report can tell whether it rests on all of them.
 *
 * @param explanations of a file, those that are new.
 * @param alongside rows that change with the transition, in the same transaction.
 */
export const keepVerdict = async (
  transition: Transition,
  {
    judged,
    explanations,
  }: { readonly judged: readonly Judged[]; readonly explanations: readonly Explanation[] },
  ports: KeepPorts,
  alongside: readonly TableWrite[] = [],
): Promise<void> => {
  await ports.writeExplanations(explanations);
  const changed = new Map(transition.submissions.map((submission) => [submission.submissionId, submission]));
  const stored: Promise<void>[] = [];
  for (const { judgement, report, mayHaveRecords } of judged) {
    const submission = changed.get(judgement.submissionId);
    if (submission?.status === 'refused') continue;
    stored.push(ports.putReport(judgement.reportKey, report));
    if (submission?.status === 'accepted' && submission.filer !== ministryFiler) {
      const { cycle, filer: park, submissionId } = submission;
      stored.push(ports.putParquet(parkInputsKey(cycle, park, submissionId), parkInputsParquet(submission)));
      if (mayHaveRecords) stored.push(ports.acceptRecords({ cycle, park, submissionId }));
    }
  }
  await Promise.all(stored);
  await ports.commit(transition, outboxEventsOf(transition, ports.reportsBucket), [
    ...expertScoresOf(transition).map(expertScoresWrite),
    ...alongside,
  ]);
};

/**
 * Stores the reports of verdicts that were recorded before. A slower repetition of a step may have stored one that rests
 * on fewer explanations, so this is done until none came between reading them and storing.
 * @throws {ConflictError} when one did: read and judge anew.
 */
export const restoreReports = async (
  judged: readonly Judged[],
  {
    known,
    readExplanations,
    putReport,
  }: Pick<KeepPorts, 'putReport'> & {
    readonly known: readonly Explanation[];
    readonly readExplanations: () => Promise<readonly Explanation[]>;
  },
): Promise<void> => {
  await Promise.all(judged.map(({ judgement, report }) => putReport(judgement.reportKey, report)));
  if ((await readExplanations()).length !== known.length) throw new ConflictError('Explained meanwhile');
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
