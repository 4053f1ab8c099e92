import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { FindingsReport } from '../domain/rules/finding.ts';
import { gatheredText } from './report-writers/gathered-text.ts';
import { jsonPieces } from './report-writers/json-pieces.ts';
import { parseStoredReport } from './stored-report.ts';

/** Bytes of one part of a report, and parts on their way at a time: all that is in memory of it. */
const PARTS = { partSize: 8 * 1024 * 1024, queueSize: 2 };

/** `reports/{cycle}/{filer}/{submissionId}.json`. */
export const reportKey = (cycle: string, filer: string, submissionId: string): string =>
  `reports/${cycle}/${filer}/${submissionId}.json`;

/** Findings reports and the lake, in the reports bucket. Writing the same again is harmless. */
export const reportsBucket = (client: S3Client, bucket: string) => ({
  /** The bytes of JSON.stringify(report), made and sent part by part: with 600,000 findings they are 150 MB. */
  putReport: async (key: string, report: FindingsReport): Promise<void> => {
    await new Upload({
      client,
      params: {
        Bucket: bucket,
        Key: key,
        Body: Readable.from(gatheredText(jsonPieces(report, 0))),
        ContentType: 'application/json',
      },
      ...PARTS,
    }).done();
  },
  /** A report that this pipeline wrote. */
  readReport: async (key: string): Promise<FindingsReport> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    // Written by `putReport` only, from a value of this very type.
    return parseStoredReport((await Body?.transformToByteArray()) ?? new Uint8Array());
  },
  /** Lower-case hex SHA-256 of a report's bytes. */
  digestReport: async (key: string): Promise<string> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (Body === undefined) throw new Error(`No report ${key}`);
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
