import type { DetailOf } from '../../events/contract.ts';
import type { filingContracts } from '../../events/subscriptions.ts';
import { type Pause, retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import type { CycleReads } from '../../shared/adapters/cycle-reads.ts';
import { gateIsOpen } from '../../shared/adapters/publication-gates.ts';
import type { RecordsLake } from '../../shared/adapters/records-lake.ts';
import { reportKey } from '../../shared/adapters/reports-bucket.ts';
import type { ReturnsTable } from '../../shared/adapters/returns-table.ts';
import type { UploadedVersion } from '../../shared/adapters/upload-bucket.ts';
import type { Cycle } from '../../shared/domain/cycles/cycle.ts';
import type { Hash } from '../../shared/domain/returns/audit-chain.ts';
import { withinScope } from '../../shared/domain/returns/correction-scope.ts';
import { decideVerdict } from '../../shared/domain/returns/decide-verdict.ts';
import {
  type Explanation,
  explainFindings,
  newerExplanations,
} from '../../shared/domain/returns/explanation.ts';
import { aboutOf } from '../../shared/domain/returns/explanation-band.ts';
import {
  isMinistryFiler,
  ministryFiler,
  priorsFiler,
  registerFiler,
} from '../../shared/domain/returns/filer-state.ts';
import { repeatedExplanations } from '../../shared/domain/returns/repeated-explanations.ts';
import type { Submission } from '../../shared/domain/returns/submission.ts';
import { filingActor } from '../../shared/domain/returns/transition.ts';
import type { FindingsReport, Verdict } from '../../shared/domain/rules/finding.ts';
import { withFingerprints } from '../../shared/domain/rules/report-findings.ts';
import type { CheckedFiling, CheckMinistryFile, CheckReturnFile } from './checked-filing.ts';
import { type Judged, judgedAnew, type ReportPorts } from './judge-anew.ts';
import { type KeepPorts, keepVerdict, restoreReports } from './keep-verdict.ts';

export interface ValidatePorts
  extends KeepPorts,
    ReportPorts,
    Pick<RecordsLake, 'stageRecords' | 'readEnterprises'>,
    Pick<ReturnsTable, 'readFiler' | 'readExplanations'>,
    Pick<
      CycleReads,
      | 'readCycle'
      | 'readPackPatch'
      | 'readPriors'
      | 'readFrozenPriors'
      | 'readRegister'
      | 'readOpenedRegister'
    > {
  /** @throws {VersionGoneError} when the version is not in the bucket any more. */
  readonly readVersion: (version: UploadedVersion) => Promise<Uint8Array>;
  readonly checkReturn: CheckReturnFile;
  readonly checkMinistryFile: CheckMinistryFile;
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

/** Thrown when an event tells of a submission that the table does not have: another table, or a row taken away by hand. */
export class UnknownSubmissionError extends Error {
  override readonly name = 'UnknownSubmissionError';
}

/**
 * Judges one submission: reads the uploaded version, applies the rules, and stores report, verdict, audit entry and event
 * (design rules 1 and 2). Explanations in the file are kept by fingerprint and let other submissions of the filer that
 * wait for them be judged anew, so that verdicts do not depend on the order of arrival.
 *
 * @throws {UnknownSubmissionError}
 * @throws {VersionGoneError} when the version was deleted after its receipt.
 */
export const validateReturn = async (
  received: { readonly cycle: string; readonly filer: string; readonly submissionId: string },
  ports: ValidatePorts,
): Promise<ValidateOutcome> => {
  const { cycle, filer, submissionId } = received;
  const before = await ports.readFiler(cycle, filer);
  const submission = before.submissions.find((one) => one.submissionId === submissionId);
  if (submission === undefined) {
    throw new UnknownSubmissionError(`No submission ${submissionId} of ${filer} in ${cycle}`);
  }
  if (submission.status !== 'received') return { outcome: 'done-before', submissionId };
  const checked = await check(submission, ports);
  await stage(submission, checked, ports);
  const filed = explanationsOf(submission, checked);
  const readExplanations = () => ports.readExplanations(cycle, filer);

  return retryingConflicts(async (): Promise<ValidateOutcome> => {
    const [state, definition] = await Promise.all([
      ports.readFiler(cycle, filer),
      requireCycle(cycle, ports),
    ]);
    const isPublished = definition.status === 'published';
    const known = await readExplanations();
    const all = [...known, ...filed];
    const report = withinScope(checked.report, checked.inputs, state, submission);
    const own = judgementOf(submission, checked, explainFindings(report, all));
    const others = filed.length === 0 || isPublished ? [] : await judgedAnew(state, all, ports);
    // The report of the submission itself is the one just made.
    const judged = [own, ...others.filter(({ judgement }) => judgement.submissionId !== submissionId)];
    const transition = decideVerdict(
      state,
      {
        cycle: definition,
        judgements: judged.map(({ judgement }) => judgement),
        explanations: filed,
        repeatedExplanations: repeatedExplanations(all),
      },
      { now: ports.now(), hash: ports.hash },
    );
    if (transition === null) {
      if (!isPublished) await restoreReports(judged, { ...ports, known, readExplanations });
      return { outcome: 'done-before', submissionId };
    }
    const explanations = isPublished ? [] : newerExplanations(known, filed);
    await keepVerdict(
      transition,
      { judged, explanations, contents: checked.contents },
      ports,
      // A verdict that meets a publication is decided anew, and the file is refused.
      isPublished ? [] : [gateIsOpen(cycle, filer)],
    );
    return { outcome: isPublished ? 'refused' : own.judgement.verdict, submissionId };
  }, ports.pause);
};

const requireCycle = async (cycle: string, ports: ValidatePorts): Promise<Cycle> => {
  const definition = await ports.readCycle(cycle);
  if (definition === null) throw new UnknownSubmissionError(`No cycle ${cycle}`);
  return definition;
};

const check = async (submission: Submission, ports: ValidatePorts): Promise<CheckedFiling> => {
  const { cycle: name, filer, fileName } = submission;
  const [cycle, packPatch, bytes] = await Promise.all([
    requireCycle(name, ports),
    ports.readPackPatch(name),
    ports.readVersion(submission),
  ]);
  const file = { name: fileName, bytes };
  if (isMinistryFiler(filer)) {
    const [register, openedRegister, frozenPriors] = await Promise.all([
      ports.readRegister(name),
      ports.readOpenedRegister(name),
      ports.readFrozenPriors(name),
    ]);
    const { uploadedAt } = submission;
    return ports.checkMinistryFile(file, {
      filer,
      cycle,
      uploadedAt,
      register,
      openedRegister,
      frozenPriors,
      packPatch,
    });
  }
  const frozen = await ports.readPriors(name, filer);
  const from = frozen?.from ?? null;
  return ports.checkReturn(file, {
    cycle,
    park: filer,
    frozenPriors: frozen?.inputs ?? null,
    readPriorRecords: async (codes) =>
      from === null ? null : ports.readEnterprises({ ...from, park: filer }, codes),
    packPatch,
  });
};

/** The records of a rejected file are nobody's: it can only be corrected by another. */
const stage = async (
  { cycle, filer: park, submissionId }: Submission,
  { records, report }: CheckedFiling,
  ports: ValidatePorts,
): Promise<void> => {
  if (records === null || report.verdict === 'rejected') return;
  await ports.stageRecords({ cycle, park, submissionId }, records);
};

/**
 * The explanations of the file, with the values that they explain: those of the file itself. What explains no query of
 * the file is about values that nobody can tell, and counts for nothing.
 */
const explanationsOf = (submission: Submission, checked: CheckedFiling): readonly Explanation[] => {
  const explained = new Set(checked.explanations.map(({ finding }) => finding));
  const queries = new Map(
    withFingerprints(checked.report.findings, explained)
      .filter(({ severity }) => severity === 'query')
      .map((finding) => [finding.fingerprint, finding]),
  );
  return checked.explanations.flatMap(({ finding, reason, text }): readonly Explanation[] => {
    const query = queries.get(finding);
    if (query === undefined) return [];
    const { cycle, filer, uploadedAt, order } = submission;
    return [
      {
        cycle,
        filer,
        finding,
        about: aboutOf(query),
        reason: reason.toWellFormed(),
        text: text.toWellFormed(),
        actor: filingActor(filer),
        at: uploadedAt,
        order,
      },
    ];
  });
};

const judgementOf = (submission: Submission, checked: CheckedFiling, report: FindingsReport): Judged => ({
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
  },
});
