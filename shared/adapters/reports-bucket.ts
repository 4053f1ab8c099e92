import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { JudgedSubmission } from '../domain/returns/fold-submissions.ts';
import type { FindingsReport } from '../domain/rules/finding.ts';
import { gatheredText } from './report-writers/gathered-text.ts';
import { jsonPieces } from './report-writers/json-pieces.ts';
import { parseStoredReport } from './stored-report.ts';

/** Bytes of one part of a report, and parts on their way at a time: all that is in memory of it. */
const PARTS = { partSize: 8 * 1024 * 1024, queueSize: 2 };

/** `reports/{cycle}/{filer}/{submissionId}.json`. */
export const reportKey = (cycle: string, filer: string, submissionId: string): string =>
  `reports/${cycle}/${filer}/${submissionId}.json`;

/**
 * Where the report of a verdict is. The key is that of the submission, whatever its verdicts; the version is the report of
 * this one, also where a step that lost its race has stored another. null = the newest version.
 */
export type ReportPlace = Pick<JudgedSubmission, 'reportKey' | 'reportVersion'>;

const placeOf = ({ reportKey, reportVersion }: ReportPlace) => ({
  Key: reportKey,
  ...(reportVersion === null ? {} : { VersionId: reportVersion }),
});

/** Findings reports and the lake, in the reports bucket. Writing the same again is harmless. */
export const reportsBucket = (client: S3Client, bucket: string) => ({
  /**
   * The bytes of JSON.stringify(report), made and sent part by part: with 600,000 findings they are 150 MB.
   * @returns the version of the object; null where the bucket keeps none
   */
  putReport: async (key: string, report: FindingsReport): Promise<string | null> => {
    const { VersionId } = await new Upload({
      client,
      params: {
        Bucket: bucket,
        Key: key,
        Body: Readable.from(gatheredText(jsonPieces(report, 0))),
        ContentType: 'application/json',
      },
      ...PARTS,
    }).done();
    return VersionId ?? null;
  },
  /** Makes the report of a verdict the newest version of its key again, for those who know the key alone. */
  restoreReport: async (place: ReportPlace): Promise<void> => {
    const { reportKey: Key, reportVersion } = place;
    if (reportVersion === null) return;
    const newest = await client.send(new HeadObjectCommand({ Bucket: bucket, Key }));
    if (newest.VersionId === reportVersion) return;
    const source = `${bucket}/${Key.split('/').map(encodeURIComponent).join('/')}?versionId=${reportVersion}`;
    await client.send(new CopyObjectCommand({ Bucket: bucket, Key, CopySource: source }));
  },
  /** A report that this pipeline wrote. */
  readReport: async (place: ReportPlace): Promise<FindingsReport> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, ...placeOf(place) }));
    // Written by `putReport` only, from a value of this very type.
    return parseStoredReport((await Body?.transformToByteArray()) ?? new Uint8Array());
  },
  /** Lower-case hex SHA-256 of a report's bytes. */
  digestReport: async (place: ReportPlace): Promise<string> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, ...placeOf(place) }));
    if (Body === undefined) throw new Error(`No report ${place.reportKey}`);
    return createHash('sha256')
      .update(await Body.transformToByteArray())
      .digest('hex');
  },
  putParquet: async (key: string, bytes: Uint8Array): Promise<void> => {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: bytes,
        ContentType: 'application/vnd.apache.parquet',
      }),
    );
  },
});
