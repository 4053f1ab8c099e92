import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { FindingsReport } from '../domain/rules/finding.ts';
import { jsonPieces } from './report-writers/json-pieces.ts';

/** `reports/{cycle}/{filer}/{submissionId}.json`. */
export const reportKey = (cycle: string, filer: string, submissionId: string): string =>
  `reports/${cycle}/${filer}/${submissionId}.json`;

/** Findings reports and the lake, in the reports bucket. Writing the same again is harmless. */
export const reportsBucket = (client: S3Client, bucket: string) => ({
  putReport: async (key: string, report: FindingsReport): Promise<void> => {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: Buffer.concat(Array.from(jsonPieces(report), (piece) => Buffer.from(piece))),
        ContentType: 'application/json',
      }),
    );
  },
  /** A report that this pipeline wrote. */
  readReport: async (key: string): Promise<FindingsReport> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    // Written by `putReport` only, from a value of this very type.
    return JSON.parse((await Body?.transformToString()) ?? 'null') as FindingsReport;
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
