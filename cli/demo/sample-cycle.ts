import { shippedRegister } from '../../shared/domain/ranking/register.ts';
import { uploadMinistryFile } from '../client/upload.ts';
import type { ReturnDraft } from '../sample/return-draft.ts';
import { writeDraft } from '../sample/return-files.ts';
import { expertScoresFile, expertScoresName, makeSample, type Sample } from '../sample/sample-files.ts';
import type { FileToSubmit, Stage } from './filing.ts';

const seed = 'demo';

/** The whole register in one cycle; the same files every time. */
export const sampleOf = (cycle: string, defects: number): Sample => {
  const register = shippedRegister();
  return makeSample({ register, parks: register.length, cycle, defects, seed });
};

/** One return as a file; `note` tells later versions apart by name. */
export async function fileOf(
  sample: Sample,
  park: string,
  draft: ReturnDraft,
  note = '',
): Promise<FileToSubmit> {
  const name = sample.fileNameOf(park);
  const dot = name.lastIndexOf('.');
  return {
    park,
    fileName: note === '' ? name : `${name.slice(0, dot)}-${note}${name.slice(dot)}`,
    body: await writeDraft(draft, sample.variantOf(park)),
  };
}

/** Every return of a sample, mistakes and all. */
export const filesOf = (sample: Sample): Promise<FileToSubmit[]> =>
  Promise.all(sample.seeded.map(({ filed, draft }) => fileOf(sample, filed.park.id, draft)));

/** The ministry's own file. */
export async function fileScores(stage: Stage, { population }: Sample): Promise<void> {
  await uploadMinistryFile(stage.deployment, 'expert-scores', {
    cycle: population.cycle,
    fileName: expertScoresName(population.cycle),
    body: expertScoresFile(population.expertScores),
  });
}
