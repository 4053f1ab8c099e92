import type { PriorsRow } from '../../shared/adapters/cycle-rows.ts';
import type { SnapshotReference } from '../../shared/adapters/ranking-rows.ts';
import type { Bounds } from '../../shared/domain/cycles/ranking-state.ts';
import type { ManagePorts } from './manage-ports.ts';

/** The published cycle whose values are last year's. */
export interface PreviousCycle {
  readonly cycle: string;
  readonly revision: number;
  readonly snapshot: SnapshotReference;
  readonly bounds: Bounds | null;
}

/** How far back a published cycle is looked for: cycles are yearly, and one that skipped a decade is no last year. */
const yearsBack = 10;

/** Parks whose submissions are read at once. */
const readTogether = 16;

/** Thrown when a published snapshot names a submission that the table does not have. */
export class SubmissionMissingError extends Error {
  override readonly name = 'SubmissionMissingError';
}

/** The latest published cycle before `cycle`; null where there is none. */
export const findPreviousCycle = async (
  cycle: string,
  ports: Pick<ManagePorts, 'readPublication' | 'readBounds'>,
): Promise<PreviousCycle | null> => {
  for (let year = Number(cycle) - 1; year >= Number(cycle) - yearsBack; year -= 1) {
    const candidate = String(year);
    const publication = await ports.readPublication(candidate);
    if (publication === null) continue;
    const { revision, snapshot } = publication;
    return { cycle: candidate, revision, snapshot, bounds: await ports.readBounds(candidate, 'closed') };
  }
  return null;
};

/**
 * Last year's values of every park of the previous register, from the submissions that the published revision rests on
 * (design rule 9). Later corrections of last year are amendments of this cycle. A park without a ranked return has an empty record.
 *
 * @throws {SubmissionMissingError}
 * @throws {SnapshotAlteredError}
 */
export const priorsOf = async (
  cycle: string,
  previous: PreviousCycle,
  ports: Pick<ManagePorts, 'readSnapshot' | 'readFiler'>,
): Promise<readonly PriorsRow[]> => {
  const { input } = await ports.readSnapshot(previous.snapshot);
  const ranked = new Map(input.returns.map(({ park, submissionId }) => [park, submissionId]));
  const rowOf = async (park: string): Promise<PriorsRow> => {
    const fromSubmission = ranked.get(park) ?? null;
    const inputs = fromSubmission === null ? {} : await inputsOf(previous.cycle, park, fromSubmission, ports);
    return {
      cycle,
      park,
      fromCycle: previous.cycle,
      fromRevision: previous.revision,
      fromSubmission,
      inputs: { ...inputs },
    };
  };
  const parks = input.register.map(({ id }) => id);
  const rows: PriorsRow[] = [];
  for (let from = 0; from < parks.length; from += readTogether) {
    rows.push(...(await Promise.all(parks.slice(from, from + readTogether).map(rowOf))));
  }
  return rows;
};

const inputsOf = async (
  cycle: string,
  park: string,
  submissionId: string,
  ports: Pick<ManagePorts, 'readFiler'>,
): Promise<Readonly<Record<string, string>>> => {
  const { submissions } = await ports.readFiler(cycle, park);
  const submission = submissions.find((one) => one.submissionId === submissionId);
  if (submission?.status !== 'accepted') {
    throw new SubmissionMissingError(`${submissionId} of ${park} in ${cycle} is ranked but not accepted`);
  }
  return submission.inputs;
};
