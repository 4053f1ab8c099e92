import * as z from 'zod';
import { RankingContents, SnapshotReference } from './ranking-rows.ts';
import { rowCodec } from './row-codec.ts';

/**
 * Head of a cycle's review list (`tableKeys.reviewHead`): where the list lies and what it rests on. The list itself, which
 * names enterprises, is in the reports bucket under a key that names its content.
 */
export const ReviewHead = z.strictObject({
  cycle: z.string(),
  /** Optimistic lock: rises by one with every list. */
  version: z.int().positive(),
  list: SnapshotReference,
  /** What was stored for each park when the list was made. */
  returns: RankingContents.shape.returns,
  /** The ministry's file that the register came from; null = the opening. */
  registerFile: RankingContents.shape.registerFile.default(null),
  /** Entries by rule. */
  counts: z.record(z.string(), z.int().positive()),
  reviewedAt: z.iso.datetime(),
});
export type ReviewHead = z.infer<typeof ReviewHead>;

export const reviewHeadRows = rowCodec('review head', ReviewHead);
