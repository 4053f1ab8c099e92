import { CopyObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { AsyncBuffer } from 'hyparquet';
import type { RecordTable, RecordTableName } from '../domain/records/record-table.ts';
import type { FiledRecords } from '../domain/returns/filed-return.ts';
import { readRecordParquet, recordParquet } from './record-parquet.ts';

/** Whose records: of the submission that was judged, where others have its bytes. */
export interface RecordsOf {
  readonly cycle: string;
  readonly park: string;
  readonly submissionId: string;
}

const TABLES = ['enterprises', 'projects'] as const;

const partition = (table: RecordTableName, { cycle, park, submissionId }: RecordsOf): string =>
  `${table}/cycle=${cycle}/park=${park}/${submissionId}.parquet`;

/** `lake/enterprises/cycle=2021/park=P021/{submissionId}.parquet`: accepted records, partitioned as Athena and DuckDB read it. */
export const recordsKey = (table: RecordTableName, of: RecordsOf): string => `lake/${partition(table, of)}`;

/** The same under `pending/`, of submissions that may yet be accepted. */
export const pendingRecordsKey = (table: RecordTableName, of: RecordsOf): string =>
  `pending/${partition(table, of)}`;

/**
 * Enterprise and project records as Parquet in the reports bucket. A file is opened once, when it is judged; whether it is
 * accepted may be decided later, by an explanation. So its records are staged under `pending/` and copied to `lake/` on
 * acceptance. Everything may be done again: the same submission gives the same objects.
 */
export interface RecordsLake {
  /** Keeps the records of a submission that was judged and is not rejected. */
  readonly stageRecords: (of: RecordsOf, records: FiledRecords) => Promise<void>;
  /** Puts what was staged among the accepted records; nothing where the submission has none. */
  readonly acceptRecords: (of: RecordsOf) => Promise<void>;
  /** Accepted enterprise records, of the given fields; null where the submission has none. */
  readonly readEnterprises: (of: RecordsOf, codes: ReadonlySet<string>) => Promise<RecordTable | null>;
}

/** Up to this size an object is fetched whole, in one go with the request that tells its size. */
const WHOLE_BYTES = 1 << 20;

/** An object of which parts are read: its end comes with the first request, the rest is fetched as it is asked for. */
const openObject = async (client: S3Client, bucket: string, key: string): Promise<AsyncBuffer> => {
  const fetch = async (range: string) => {
    const { Body, ContentRange } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: key, Range: `bytes=${range}` }),
    );
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    return { bytes, total: Number(ContentRange?.split('/')[1] ?? bytes.byteLength) };
  };
  const { bytes: end, total } = await fetch(`-${WHOLE_BYTES}`);
  const endFrom = total - end.byteLength;
  return {
    byteLength: total,
    slice: async (start, to = total) => {
      if (start >= endFrom) return Uint8Array.from(end.subarray(start - endFrom, to - endFrom)).buffer;
      const { bytes } = await fetch(`${start}-${to - 1}`);
      return Uint8Array.from(bytes).buffer;
    },
  };
};

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound');

export const recordsLake = (client: S3Client, bucket: string): RecordsLake => ({
  stageRecords: async (of, records) => {
    // One after the other: each is some megabytes.
    for (const name of TABLES) {
      const table = records[name];
      if (table === null) continue;
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: pendingRecordsKey(name, of),
          Body: recordParquet(table),
          ContentType: 'application/vnd.apache.parquet',
        }),
      );
    }
  },
  acceptRecords: async (of) => {
    await Promise.all(
      TABLES.map(async (name) => {
        const source = `${bucket}/${pendingRecordsKey(name, of)}`;
        try {
          await client.send(
            new CopyObjectCommand({
              Bucket: bucket,
              Key: recordsKey(name, of),
              CopySource: source.split('/').map(encodeURIComponent).join('/'),
            }),
          );
        } catch (error) {
          if (!isAbsent(error)) throw error;
        }
      }),
    );
  },
  readEnterprises: async (of, codes) => {
    try {
      return await readRecordParquet(
        'enterprises',
        await openObject(client, bucket, recordsKey('enterprises', of)),
        codes,
      );
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  },
});
