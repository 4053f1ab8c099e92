import * as z from 'zod';
import { type EventPattern, InvalidEventError, type ReadableContract } from './contract.ts';

/** What is read of any event that EventBridge delivers, whoever sent it; the other members are kept for its contract. */
export const EventEnvelope = z.looseObject({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.unknown(),
});
export type EventEnvelope = z.infer<typeof EventEnvelope>;

/** An object version that was written to S3, with plain (not URL-encoded) key. */
export interface UploadedObject {
  /** Completion of the upload, ISO 8601 UTC with milliseconds, so that texts compare like times. */
  readonly uploadedAt: string;
  readonly bucket: string;
  readonly key: string;
  readonly bytes: number;
  /** Without quotation marks. */
  readonly etag: string;
  /** null where the event lacks it. */
  readonly versionId: string | null;
  /** Hexadecimal; orders writes of the same key once padded to one length. */
  readonly sequencer: string;
}

const ObjectCreatedEnvelope = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.literal('Object Created'),
  time: z.iso.datetime({ offset: true }),
  detail: z.object({
    bucket: z.object({ name: z.string().min(1) }),
    object: z.object({
      key: z.string().min(1),
      size: z.int().nonnegative(),
      etag: z.string().min(1),
      'version-id': z.string().min(1).nullish(),
      sequencer: z.string().min(1),
    }),
  }),
});

/**
 * S3's own event, on the default bus. Only the members used are read, since AWS may add others at any time.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export const ObjectCreated: ReadableContract<'Object Created', UploadedObject> & {
  /** Every object of the bucket, so that a misplaced one is recorded as unrouted instead of vanishing. */
  readonly pattern: (bucketName: string) => EventPattern;
} = {
  detailType: 'Object Created',
  pattern: (bucketName) => ({
    source: ['aws.s3'],
    detailType: ['Object Created'],
    detail: { bucket: { name: [bucketName] } },
  }),
  parse: (envelope) => {
    const read = ObjectCreatedEnvelope.safeParse(envelope);
    if (!read.success) {
      throw new InvalidEventError('Object Created', z.prettifyError(read.error), { cause: read.error });
    }
    const { bucket, object } = read.data.detail;
    return {
      uploadedAt: new Date(read.data.time).toISOString(),
      bucket: bucket.name,
      key: object.key,
      bytes: object.size,
      etag: object.etag.replaceAll('"', ''),
      versionId: object['version-id'] ?? null,
      sequencer: object.sequencer,
    };
  },
};
