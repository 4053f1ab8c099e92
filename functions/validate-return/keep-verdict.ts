import type { ExpertScoresRow } from '../../shared/adapters/indicator-rows.ts';
import {
  type MinistryFiles,
  priorsInForceWrite,
  registerInForceWrite,
} from '../../shared/adapters/ministry-files.ts';
import { parkInputsKey, parkInputsParquet } from '../../shared/adapters/park-inputs-lake.ts';
import type { RecordsLake } from '../../shared/adapters/records-lake.ts';
import { outboxEventsOf } from '../../shared/adapters/return-outbox.ts';
import type { ReturnsTable } from '../../shared/adapters/returns-table.ts';
import { expertScoresWrite } from '../../shared/adapters/scored-returns-table.ts';
import type { TableWrite } from '../../shared/adapters/table.ts';
import { ConflictError } from '../../shared/adapters/table-errors.ts';
import { scoresOfInputs } from '../../shared/domain/returns/expert-scores.ts';
import type { Explanation } from '../../shared/domain/returns/explanation.ts';
import {
  isMinistryFiler,
  ministryFiler,
  priorsFiler,
  registerFiler,
} from '../../shared/domain/returns/filer-state.ts';
import type { Transition } from '../../shared/domain/returns/transition.ts';
import type { FindingsReport } from '../../shared/domain/rules/finding.ts';
import type { CheckedFiling } from './checked-filing.ts';
import type { Judged } from './judge-anew.ts';

export interface KeepPorts
  extends Pick<ReturnsTable, 'commit' | 'writeExplanations'>,
    Pick<RecordsLake, 'acceptRecords'>,
    MinistryFiles {
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
 * @param contents of a file of the ministry: stored before it can be in force.
 * @param alongside rows that change with the transition, in the same transaction.
 */
export const keepVerdict = async (
  transition: Transition,
  {
    judged,
    explanations,
    contents,
  }: {
    readonly judged: readonly Judged[];
    readonly explanations: readonly Explanation[];
    readonly contents?: CheckedFiling['contents'];
  },
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
    if (submission?.status === 'accepted' && !isMinistryFiler(submission.filer)) {
      const { cycle, filer: park, submissionId } = submission;
      stored.push(ports.putParquet(parkInputsKey(cycle, park, submissionId), parkInputsParquet(submission)));
      if (mayHaveRecords) stored.push(ports.acceptRecords({ cycle, park, submissionId }));
    }
  }
  for (const { status, cycle, submissionId } of transition.submissions) {
    if (status !== 'accepted' || contents === undefined) continue;
    stored.push(
      'register' in contents
        ? ports.writeRegisterVersion(cycle, submissionId, contents.register)
        : ports.writePriorsVersion(cycle, submissionId, contents.priors),
    );
  }
  await Promise.all(stored);
  await ports.commit(transition, outboxEventsOf(transition, ports.reportsBucket), [
    ...inForceWrites(transition),
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

/** The row that says what is in force, where this transition puts another file of the ministry in force. */
const inForceWrites = (transition: Transition): readonly TableWrite[] => {
  const { inForce, submissions, summary } = transition;
  const isNews = submissions.some(({ submissionId }) => submissionId === inForce?.submission.submissionId);
  if (!isNews || inForce === null) return [];
  const { cycle, filer, updatedAt: storedAt } = summary;
  const { submissionId, sha256, inputs } = inForce.submission;
  const file = { cycle, submissionId, sha256, order: inForce.order, storedAt };
  switch (filer) {
    case ministryFiler:
      return [expertScoresWrite({ ...file, scores: scoresOfInputs(inputs) as ExpertScoresRow['scores'] })];
    case registerFiler:
      return [registerInForceWrite(file)];
    case priorsFiler:
      return [priorsInForceWrite(file)];
    default:
      return [];
  }
};
