import { createHash } from 'node:crypto';
import type { DefectKind } from './defect.ts';
import { defectKinds } from './defect-kinds.ts';
import { type FileFormat, type FileVariant, fileNameFor, variantFor } from './file-variants.ts';
import { type Manifest, type ManifestDefect, syntheticNotice } from './manifest.ts';
import { type Population, population, type SamplePark } from './population.ts';
import { seededStreams } from './random.ts';
import { addressOf, writeDraft } from './return-files.ts';
import { type SeededReturn, seedDefects } from './seed-defects.ts';

export interface SampleOptions {
  readonly register: readonly SamplePark[];
  readonly cycle: string;
  readonly parks: number;
  readonly defects: number;
  readonly seed: string;
  /** All files in this format; absent: mixed, as parks file them. */
  readonly format?: FileFormat | undefined;
}

export interface SampleFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A synthetic cycle before it is written anywhere. */
export interface Sample {
  readonly population: Population;
  readonly seeded: readonly SeededReturn[];
  /** The format of a park's file. */
  readonly variantOf: (park: string) => FileVariant;
  readonly fileNameOf: (park: string) => string;
}

/** Throws RangeError where parks or defects are more than there is room for. */
export function makeSample(options: SampleOptions): Sample {
  const { cycle, format } = options;
  const made = population({ ...options, randomOf: seededStreams(options.seed) });
  const placeOf = new Map(made.returns.map(({ park }, place) => [park.id, place]));
  const variantOf = (park: string): FileVariant => variantFor(placeOf.get(park) ?? 0, format);
  const seeded = seedDefects({
    returns: made.returns,
    defects: options.defects,
    formatOf: (park) => variantOf(park).format,
  });
  return {
    population: made,
    seeded,
    variantOf,
    fileNameOf: (park) => fileNameFor(park, cycle, placeOf.get(park) ?? 0, variantOf(park)),
  };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const kindOf = new Map<string, DefectKind>(defectKinds.map((kind) => [kind.kind, kind]));

/** The ministry's file: `park,indicator,score`, one row per score. */
export const expertScoresFile = (scores: Population['expertScores']): Uint8Array =>
  new TextEncoder().encode(
    `park,indicator,score\r\n${scores.map(({ park, indicator, score }) => `${park},${indicator},${score}\r\n`).join('')}`,
  );

export const expertScoresName = (cycle: string): string => `${cycle}专家评分-合成数据.csv`;

/** Writes every file of a sample through `write`, one at a time, and returns the manifest, which is not written. */
export async function writeSample(
  sample: Sample,
  seed: string,
  write: (file: SampleFile) => Promise<void>,
): Promise<Manifest> {
  const { cycle, expertScores } = sample.population;
  const files: Manifest['files'][number][] = [];
  const defects: ManifestDefect[] = [];
  for (const one of sample.seeded) {
    const park = one.filed.park.id;
    const variant = sample.variantOf(park);
    const name = sample.fileNameOf(park);
    const file = `returns/${cycle}/${park}/${name}`;
    const bytes = await writeDraft(one.draft, variant);
    await write({ path: file, bytes });
    files.push({
      file,
      park,
      format: variant.format,
      encoding: variant.format === 'csv' ? variant.csv.encoding : null,
      delimiter: variant.format === 'csv' ? variant.csv.delimiter : null,
      sha256: sha256(bytes),
      defects: one.defects.length,
    });
    for (const defect of one.defects) {
      const kind = kindOf.get(defect.kind);
      defects.push({
        file,
        park,
        kind: defect.kind,
        ...addressOf(one.draft, defect.place, variant, name),
        raw: 'text' in defect.content ? defect.content.text : '',
        rules: defect.breaks,
        needsPriors: kind?.needsPriors ?? false,
        what: kind?.what ?? { zh: defect.kind, en: defect.kind },
      });
    }
  }
  const scores = {
    path: `expert-scores/${cycle}/${expertScoresName(cycle)}`,
    bytes: expertScoresFile(expertScores),
  };
  await write(scores);
  return {
    format: 'gaoxin-sample@1',
    synthetic: true,
    notice: syntheticNotice,
    cycle,
    seed,
    parks: files.length,
    files,
    expertScores: { file: scores.path, sha256: sha256(scores.bytes) },
    defects,
  };
}
