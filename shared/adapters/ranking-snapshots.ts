import { createHash } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import type { RankingSnapshot } from '../domain/ranking/ranking.ts';
import type { SnapshotReference } from './ranking-rows.ts';
import { textObjects } from './text-objects.ts';

/** Snapshots of revisions in the reports bucket, under keys that name their content. */
export interface RankingSnapshots {
  /** Writes the text under the key; writing the same again is harmless. */
  readonly storeSnapshot: (key: string, text: string) => Promise<void>;
  /** @throws {SnapshotAlteredError} when the object is not what the reference says. */
  readonly readSnapshot: (reference: SnapshotReference) => Promise<RankingSnapshot>;
  /** The object as it is, for verification; null where there is none. */
  readonly readSnapshotText: (key: string) => Promise<string | null>;
}

/** Thrown when a snapshot does not have the hash by which it is known: it was altered, or is gone. */
export class SnapshotAlteredError extends Error {
  override readonly name = 'SnapshotAlteredError';
}

export const sha256OfText = (text: string): string => createHash('sha256').update(text).digest('hex');

export const rankingSnapshots = (client: S3Client, bucket: string): RankingSnapshots => {
  const { readText: readSnapshotText, writeText: storeSnapshot } = textObjects(client, bucket);
  return {
    storeSnapshot,
    readSnapshotText,
    readSnapshot: async ({ key, sha256 }) => {
      const text = await readSnapshotText(key);
      if (text === null || sha256OfText(text) !== sha256) {
        throw new SnapshotAlteredError(`${key} is not the snapshot with SHA-256 ${sha256}`);
      }
      // Written by this program and vouched for by its hash.
      return JSON.parse(text) as RankingSnapshot;
    },
  };
};
