import * as z from 'zod';
import { rowCodec } from './row-codec.ts';

const sha256 = z.string().length(64);
const snapshot = z.strictObject({ key: z.string(), sha256 });

/** Where the snapshot of a revision lies in the reports bucket, and what it must hash to. */
export const SnapshotReference = snapshot;
export type SnapshotReference = z.infer<typeof SnapshotReference>;

/**
 * A later ranking is asked for (`tableKeys.rankingWake`): the queue message `by` has put a message back for `at`, or is
 * about to. `-` = nothing is asked for. A row of its own, so that asking never disturbs a commit to the head.
 */
export const Wake = z.strictObject({ at: z.iso.datetime(), by: z.string() });
export type Wake = z.infer<typeof Wake>;

/** What a revision holds, by identity: enough to see whether a message is news, and what caused the next revision. */
export const RankingContents = z.strictObject({
  /**
   * Park → what was stored for it; `mark` stands for its place in the order of submissions and
   * the values of last year that it was scored by. Withdrawn returns are named
   * too: that a park is absent must not pass for "the withdrawal is taken into account".
   */
  returns: z.record(
    z.string(),
    z.strictObject({
      submissionId: z.string(),
      mark: z.string(),
      reopened: z.boolean(),
      withdrawn: z.boolean(),
    }),
  ),
  expertScores: z.strictObject({ submissionId: z.string(), mark: z.string() }).nullable(),
  methodology: z.string(),
  registerHash: sha256,
  /** The file that the register comes from; null = the opening. */
  registerFile: z.strictObject({ submissionId: z.string(), mark: z.string() }).nullable(),
  bounds: z.enum(['population', 'previous-cycle', 'closed']),
});
export type RankingContents = z.infer<typeof RankingContents>;

/**
 * Head of a cycle's ranking (`tableKeys.rankingHead`). Its optimistic lock is `version`, which rises with every write:
 * with each revision, and when the same values came to rest on other submissions.
 */
export const RankingHead = z.strictObject({
  cycle: z.string(),
  version: z.int().positive(),
  revision: z.int().positive(),
  /** Hash of the revision row: the end of the chain. */
  hash: sha256,
  inputHash: sha256,
  committedAt: z.iso.datetime(),
  snapshot,
  /** The last revision that the ministry was told of. */
  announced: z.strictObject({ revision: z.int().positive(), snapshot }).nullable(),
  contents: RankingContents,
});
export type RankingHead = z.infer<typeof RankingHead>;

/** One revision of a cycle's ranking, immutable (`tableKeys.revision`). `hash` covers every other member. */
export const Revision = z.strictObject({
  cycle: z.string(),
  revision: z.int().positive(),
  previousHash: sha256.nullable(),
  inputHash: sha256,
  committedAt: z.iso.datetime(),
  snapshot,
  cause: z.strictObject({ kind: z.string(), submissions: z.array(z.string()) }),
  announced: z.boolean(),
  register: z.int(),
  exempt: z.int(),
  ranked: z.int(),
  coverage: z.number(),
  indicators: z.strictObject({ in: z.int(), of: z.int() }),
  hash: sha256,
});
export type Revision = z.infer<typeof Revision>;

export const wakeRows = rowCodec('wake', Wake);
export const rankingHeadRows = rowCodec('ranking head', RankingHead);
export const revisionRows = rowCodec('revision', Revision);
