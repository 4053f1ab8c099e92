import { createHash } from 'node:crypto';
import { dataYear } from '../../shared/domain/cycles/data-year.ts';
import type { DefectKind } from './defect.ts';
import { defectKinds } from './defect-kinds.ts';
import {
  makeEnterprises,
  recordAddress,
  type SampleEnterprises,
  withEnterpriseTotals,
  writtenRecords,
} from './enterprise-return.ts';
import type { SampleRecords } from './enterprises.ts';
import { type FileFormat, type FileVariant, fileNameFor, variantFor } from './file-variants.ts';
import { type Manifest, type ManifestDefect, syntheticNotice } from './manifest.ts';
import { type Population, population, type SamplePark } from './population.ts';
import { seededStreams } from './random.ts';
import { cleanDraft } from './return-draft.ts';
import { addressOf, writeDraft } from './return-files.ts';
import { type SeededReturn, seedDefects } from './seed-defects.ts';

export interface SampleOptions {
  readonly register: readonly SamplePark[];
  readonly cycle: string;
  readonly parks: number;
  /** Enterprise records of each park; with any, the defects are in them and not in the park inputs. */
  readonly enterprises?: number;
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
  /** Records by park, made when they are written: hundreds of parks would not fit the memory. */
  readonly enterprisesOf: (park: string) => { clean: SampleRecords; written: SampleEnterprises } | null;
  /** The format of a park's file. */
  readonly variantOf: (park: string) => FileVariant;
  readonly fileNameOf: (park: string) => string;
}

/** Throws RangeError where parks or defects are more than there is room for. */
export function makeSample(options: SampleOptions): Sample {
  const { cycle, format, enterprises = 0 } = options;
  const randomOf = seededStreams(options.seed);
  const made = population({ ...options, randomOf });
  const placeOf = new Map(made.returns.map(({ park }, place) => [park.id, place]));
  const variantOf = (park: string): FileVariant => variantFor(placeOf.get(park) ?? 0, format);
  const seeded = seedDefects({
    returns: made.returns,
    defects: enterprises > 0 ? 0 : options.defects,
    formatOf: (park) => variantOf(park).format,
  });
  const enterprisesOf: Sample['enterprisesOf'] = (park) => {
    const place = placeOf.get(park);
    if (enterprises === 0 || place === undefined) return null;
    const parks = made.returns.length;
    const defects =
      Math.floor(((place + 1) * options.defects) / parks) - Math.floor((place * options.defects) / parks);
    const random = randomOf(`enterprises/${park}/${cycle}`);
    return makeEnterprises(
      Number(park.slice(1)),
      { enterprises, defects, dataYear: dataYear(cycle) },
      random,
    );
  };
  if (enterprises > 0 && options.defects > enterprises * made.returns.length) {
    throw new RangeError(`no room for ${options.defects} defects`);
  }
  return {
    population: made,
    seeded,
    enterprisesOf,
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
    const records = sample.enterprisesOf(park);
    const draft = records === null ? one.draft : cleanDraft(withEnterpriseTotals(one.filed, records.clean));
    const bytes = await writeDraft(draft, variant, records === null ? null : writtenRecords(records.written));
    await write({ path: file, bytes });
    files.push({
      file,
      park,
      format: variant.format,
      encoding: variant.format === 'csv' ? variant.csv.encoding : null,
      delimiter: variant.format === 'csv' ? variant.csv.delimiter : null,
      sha256: sha256(bytes),
      defects: one.defects.length + (records?.written.defects.length ?? 0),
    });
    for (const defect of records?.written.defects ?? []) {
      defects.push({
        file,
        park,
        kind: defect.kind,
        ...recordAddress(defect, variant),
        raw: String(defect.content),
        rules: defect.rules,
        needsPriors: false,
        what: defect.what,
      });
    }
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
