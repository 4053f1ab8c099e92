import type { CycleReads, FrozenPriors } from '../../shared/adapters/cycle-reads.ts';
import type { RecordsLake } from '../../shared/adapters/records-lake.ts';
import type { UploadedVersion } from '../../shared/adapters/upload-bucket.ts';
import type { Cycle } from '../../shared/domain/cycles/cycle.ts';
import { isMinistryFiler } from '../../shared/domain/returns/filer-state.ts';
import type { Submission } from '../../shared/domain/returns/submission.ts';
import type { CheckedFiling, CheckMinistryFile, CheckReturnFile } from './checked-filing.ts';

export interface CheckPorts
  extends Pick<RecordsLake, 'readEnterprises' | 'stageRecords'>,
    Pick<
      CycleReads,
      | 'readCycle'
      | 'readPackPatch'
      | 'readFrozenPriors'
      | 'readAmendments'
      | 'readRegister'
      | 'readOpenedRegister'
    > {
  /** @throws {VersionGoneError} when the version is not in the bucket any more. */
  readonly readVersion: (version: UploadedVersion) => Promise<Uint8Array>;
  readonly checkReturn: CheckReturnFile;
  readonly checkMinistryFile: CheckMinistryFile;
}

/** Thrown when an event tells of a submission that the table does not have: another table, or a row taken away by hand. */
export class UnknownSubmissionError extends Error {
  override readonly name = 'UnknownSubmissionError';
}

/** @throws {UnknownSubmissionError} */
export const requireCycle = async (cycle: string, ports: Pick<CycleReads, 'readCycle'>): Promise<Cycle> => {
  const definition = await ports.readCycle(cycle);
  if (definition === null) throw new UnknownSubmissionError(`No cycle ${cycle}`);
  return definition;
};

/**
 * Opens the file of a submission, judges it, and keeps its records until it is accepted.
 * @param frozen last year of the park; null = nothing is known of it, or it is a file of the ministry
 * @throws {VersionGoneError} when the version was deleted after its receipt.
 */
export const checkSubmission = async (
  submission: Submission,
  frozen: FrozenPriors | null,
  ports: CheckPorts,
): Promise<CheckedFiling> => {
  const checked = await check(submission, frozen, ports);
  await stage(submission, checked, ports);
  return checked;
};

const check = async (
  submission: Submission,
  frozen: FrozenPriors | null,
  ports: CheckPorts,
): Promise<CheckedFiling> => {
  const { cycle: name, filer, fileName } = submission;
  const [cycle, packPatch, bytes] = await Promise.all([
    requireCycle(name, ports),
    ports.readPackPatch(name),
    ports.readVersion(submission),
  ]);
  const file = { name: fileName, bytes };
  if (isMinistryFiler(filer)) {
    const [register, openedRegister, frozenPriors, amendments] = await Promise.all([
      ports.readRegister(name),
      ports.readOpenedRegister(name),
      ports.readFrozenPriors(name),
      ports.readAmendments(name),
    ]);
    const { uploadedAt } = submission;
    return ports.checkMinistryFile(file, {
      filer,
      cycle,
      uploadedAt,
      register,
      openedRegister,
      frozenPriors,
      amendments,
      packPatch,
    });
  }
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
  ports: CheckPorts,
): Promise<void> => {
  if (records === null || report.verdict === 'rejected') return;
  await ports.stageRecords({ cycle, park, submissionId }, records);
};
