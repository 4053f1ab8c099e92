import type { ExpertScoresRow } from '../../shared/adapters/indicator-rows.ts';
import {
  type MinistryFiles,
  priorsInForceWrite,
  registerInForceWrite,
} from '../../shared/adapters/ministry-files.ts';
import { parkInputsKey, parkInputsParquet } from '../../shared/adapters/park-inputs-lake.ts';
import type { RecordsLake } from '../../shared/adapters/records-lake.ts';
import type { ReportPlace } from '../../shared/adapters/reports-bucket.ts';
import { outboxEventsOf } from '../../shared/adapters/return-outbox.ts';
import type { ReturnsTable } from '../../shared/adapters/returns-table.ts';
import { expertScoresWrite } from '../../shared/adapters/scored-returns-table.ts';
import type { TableWrite } from '../../shared/adapters/table.ts';
import { ConflictError } from '../../shared/adapters/table-errors.ts';
import { scoresOfInputs } from '../../shared/domain/returns/expert-scores.ts';
import type { Explanation } from '../../shared/domain/returns/explanation.ts';
import {
  type FilerState,
  isMinistryFiler,
  ministryFiler,
  priorsFiler,
  registerFiler,
} from '../../shared/domain/returns/filer-state.ts';
import { byOrder } from '../../shared/domain/returns/fold-submissions.ts';
import type { Submission } from '../../shared/domain/returns/submission.ts';
import type { Transition } from '../../shared/domain/returns/transition.ts';
import type { FindingsReport } from '../../shared/domain/rules/finding.ts';
import type { CheckedFiling } from './checked-filing.ts';
import type { Judged } from './judge-anew.ts';

export interface KeepPorts
  extends Pick<ReturnsTable, 'commit' | 'writeExplanations' | 'readFiler'>,
    Pick<RecordsLake, 'acceptRecords'>,
    MinistryFiles {
  readonly putReport: (key: string, report: FindingsReport) => Promise<string | null>;
  readonly restoreReport: (place: ReportPlace) => Promise<void>;
  readonly putParquet: (key: string, bytes: Uint8Array) => Promise<void>;
  readonly reportsBucket: string;
}

/**
 * Stores explanations, reports, accepted inputs and records, then the transition that makes them count: whoever reads an event
 * finds its report. Each verdict names the version of its report, so that what is stored for a transition that loses its
 * race is nobody's. Explanations go first.
 *
 * @param standing submissions as they were decided on: one that keeps its verdict may get another report, with more marks.
 * @param explanations of a file, those that are new.
 * @param contents of a file of the ministry: stored before it can be in force.
 * @param alongside rows that change with the transition, in the same transaction.
 */
export const keepVerdict = async (
  transition: Transition,
  {
    judged,
    standing,
    explanations,
    contents,
  }: {
    readonly judged: readonly Judged[];
    readonly standing: readonly Submission[];
    readonly explanations: readonly Explanation[];
    readonly contents?: CheckedFiling['contents'];
  },
  ports: KeepPorts,
  alongside: readonly TableWrite[] = [],
): Promise<void> => {
  await ports.writeExplanations(explanations);
  const rows = new Map(transition.submissions.map((submission) => [submission.submissionId, submission]));
  for (const row of markedAnew(judged, standing)) {
    if (!rows.has(row.submissionId)) rows.set(row.submissionId, row);
  }
  const stored: Promise<void>[] = [];
  for (const { judgement, report, mayHaveRecords } of judged) {
    const submission = rows.get(judgement.submissionId);
    if (submission === undefined || !('reportKey' in submission)) continue;
    stored.push(
      ports.putReport(judgement.reportKey, report).then((reportVersion) => {
        rows.set(submission.submissionId, { ...submission, reportVersion });
      }),
    );
    if (submission.status === 'accepted' && !isMinistryFiler(submission.filer)) {
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
  const kept = { ...transition, submissions: [...rows.values()] };
  await ports.commit(kept, outboxEventsOf(transition, ports.reportsBucket), [
    ...inForceWrites(transition),
    ...alongside,
  ]);
};

/** Rows of these in one transaction, which takes a hundred writes: who filed that often reads the marks of the last ones. */
const markedTogether = 30;

/** The last submissions whose verdict stays and whose report may have other marks: it says what the row says. */
const markedAnew = (judged: readonly Judged[], standing: readonly Submission[]): readonly Submission[] => {
  const judgements = new Map(judged.map(({ judgement }) => [judgement.submissionId, judgement]));
  return standing
    .filter((row) => {
      const { verdict, priors } = judgements.get(row.submissionId) ?? {};
      return row.status === verdict && row.status !== 'accepted' && row.priors === priors;
    })
    .toSorted(byOrder)
    .slice(-markedTogether);
};

/**
 * Makes the reports of verdicts that were recorded before the newest versions of their keys again: this step, or a slower
 * repetition of it, may have stored others for a transition that lost its race.
 * @throws {ConflictError} when a verdict changed meanwhile: read and judge anew.
 */
export const restoreReports = async (
  judged: readonly Judged[],
  { cycle, filer, summary, submissions }: FilerState,
  ports: Pick<KeepPorts, 'restoreReport' | 'readFiler'>,
): Promise<void> => {
  const ids = new Set(judged.map(({ judgement }) => judgement.submissionId));
  const rows = submissions.filter(({ submissionId }) => ids.has(submissionId));
  await Promise.all(
    rows.map(async (row) => {
      if ('reportKey' in row) await ports.restoreReport(row);
    }),
  );
  const now = await ports.readFiler(cycle, filer);
  if (now.summary?.version !== summary?.version) throw new ConflictError('Judged meanwhile');
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
