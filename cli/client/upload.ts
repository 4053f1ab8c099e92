import { createHash } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { s3 } from '../../shared/adapters/aws-clients.ts';
import { type MinistryPrefix, ministryUploadKey, returnUploadKey } from '../../shared/adapters/upload-key.ts';
import type { Deployment } from '../local/deployment.ts';

/** What was put, as the caller can prove it later. */
export interface UploadedFile {
  readonly bucket: string;
  readonly key: string;
  /** Null where the bucket does not say. */
  readonly versionId: string | null;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Puts one file under a key of the submissions bucket; S3 refuses it where the bytes arrive damaged. */
async function put(deployment: Deployment, key: string, body: Uint8Array): Promise<UploadedFile> {
  const digest = createHash('sha256').update(body);
  const sha256 = digest.copy().digest('hex');
  const { VersionId } = await s3().send(
    new PutObjectCommand({
      Bucket: deployment.submissionsBucket,
      Key: key,
      Body: body,
      ChecksumSHA256: digest.digest('base64'),
    }),
  );
  return {
    bucket: deployment.submissionsBucket,
    key,
    versionId: VersionId ?? null,
    bytes: body.byteLength,
    sha256,
  };
}

/** Uploads a park's return to `returns/{cycle}/{park}/{file name}`; the pipeline takes it from there. */
export const uploadReturn = (
  deployment: Deployment,
  filing: {
    readonly cycle: string;
    readonly park: string;
    readonly fileName: string;
    readonly body: Uint8Array;
  },
): Promise<UploadedFile> =>
  put(deployment, returnUploadKey(filing.cycle, filing.park, filing.fileName), filing.body);

/** Uploads a file of the ministry: expert scores, a register or last year's values. */
export const uploadMinistryFile = (
  deployment: Deployment,
  prefix: MinistryPrefix,
  filing: { readonly cycle: string; readonly fileName: string; readonly body: Uint8Array },
): Promise<UploadedFile> =>
  put(deployment, ministryUploadKey(prefix, filing.cycle, filing.fileName), filing.body);
