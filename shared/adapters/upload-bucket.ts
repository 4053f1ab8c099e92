import { createHash } from 'node:crypto';
import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';

/** One version of one uploaded object. */
export interface UploadedVersion {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
}

/** Thrown when a version is not in the bucket (any more). S3 reads are consistent, so waiting does not bring it back. */
export class VersionGoneError extends Error {
  override readonly name = 'VersionGoneError';
}

/** Errors by which S3 says that there is no such content: never written, deleted for good, or a delete marker. */
const goneErrors = new Set([
  'NoSuchKey',
  'NoSuchVersion',
  'NotFound',
  'MethodNotAllowed',
  'InvalidVersionId',
]);

/**
 * The version that an event without a version id tells of: of those with its ETag the newest that was there when the
 * upload was complete. Other versions with the same ETag hold the same bytes under the same key.
 */
export const chooseVersion = (
  versions: readonly { readonly versionId: string; readonly lastModified: Date }[],
  uploadedAt: string,
): string | null => {
  // S3 keeps whole seconds in some places and milliseconds in others.
  const until = Math.floor(Date.parse(uploadedAt) / 1000) * 1000 + 999;
  const byAge = versions.toSorted((a, b) => b.lastModified.getTime() - a.lastModified.getTime());
  const complete = byAge.filter(({ lastModified }) => lastModified.getTime() <= Date.parse(uploadedAt));
  const sameSecond = byAge.filter(({ lastModified }) => lastModified.getTime() <= until);
  return (complete[0] ?? sameSecond.at(-1) ?? byAge.at(-1))?.versionId ?? null;
};

const translated = (error: unknown, { key, versionId }: UploadedVersion): unknown =>
  error instanceof Error && goneErrors.has(error.name)
    ? new VersionGoneError(`No version ${versionId} of ${key}`, { cause: error })
    : error;

/** The bucket that parks and the ministry upload to; never written by us. */
export const uploadBucket = (client: S3Client) => {
  const open = async (version: UploadedVersion) => {
    const { bucket, key, versionId } = version;
    try {
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }),
      );
      if (Body === undefined) throw new VersionGoneError(`Version ${versionId} of ${key} has no content`);
      return Body;
    } catch (error) {
      throw translated(error, version);
    }
  };
  return {
    /** Version id of the object with that ETag, or null where there is none (any more). */
    findVersion: async (upload: {
      readonly bucket: string;
      readonly key: string;
      readonly etag: string;
      readonly uploadedAt: string;
    }): Promise<string | null> => {
      const found: { versionId: string; lastModified: Date }[] = [];
      let from: { KeyMarker?: string; VersionIdMarker?: string } | null = {};
      while (from !== null) {
        const page: ListObjectVersionsCommandOutput = await client.send(
          new ListObjectVersionsCommand({ Bucket: upload.bucket, Prefix: upload.key, ...from }),
        );
        for (const { Key, VersionId, ETag, LastModified } of page.Versions ?? []) {
          if (Key !== upload.key || ETag?.replaceAll('"', '') !== upload.etag) continue;
          if (VersionId !== undefined) {
            found.push({ versionId: VersionId, lastModified: LastModified ?? new Date(0) });
          }
        }
        from =
          page.IsTruncated === true && page.NextKeyMarker !== undefined
            ? {
                KeyMarker: page.NextKeyMarker,
                ...(page.NextVersionIdMarker === undefined
                  ? {}
                  : { VersionIdMarker: page.NextVersionIdMarker }),
              }
            : null;
      }
      return chooseVersion(found, upload.uploadedAt);
    },
    /**
     * Size and SHA-256 of a version's bytes, without holding them.
     * @throws {VersionGoneError}
     */
    digest: async (version: UploadedVersion): Promise<{ bytes: number; sha256: string }> => {
      const hash = createHash('sha256');
      let bytes = 0;
      const body = await open(version);
      for await (const chunk of body as AsyncIterable<Uint8Array>) {
        hash.update(chunk);
        bytes += chunk.byteLength;
      }
      return { bytes, sha256: hash.digest('hex') };
    },
    /**
     * The bytes of a version.
     * @throws {VersionGoneError}
     */
    readVersion: async (version: UploadedVersion): Promise<Uint8Array> =>
      (await open(version)).transformToByteArray(),
  };
};
