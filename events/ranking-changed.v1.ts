import * as z from 'zod';
import { type DetailOf, defineEvent } from './contract.ts';
import {
  ParkId,
  RankingMethodology,
  rankingDenominator,
  SnapshotReference,
  SubmissionId,
} from './members.ts';

const Rank = z.int().positive();

/**
 * An overall or dimension rank moved, or a park entered or left. `previousRevision` is the last announced one.
 * When all movements would pass the bus's size limit, the lists are cut, `complete` is false and `counts` tells their
 * true lengths; the snapshot always has all.
 */
export const RankingChanged = defineEvent({
  detailType: 'RankingChanged.v1',
  detail: {
    revision: z.int().positive(),
    /** null = nothing was announced before. */
    previousRevision: z.int().positive().nullable(),
    provisional: z.boolean(),
    methodology: RankingMethodology,
    ...rankingDenominator,
    /** Coverage below 0.8. */
    indicative: z.boolean(),
    cause: z.strictObject({
      kind: z.enum([
        'returns-accepted',
        'return-reopened',
        'return-withdrawn',
        'expert-scores',
        'register',
        'methodology',
        'bounds',
        'priors',
      ]),
      submissions: z.array(SubmissionId),
    }),
    movements: z.array(
      z.strictObject({
        park: ParkId,
        from: Rank,
        to: Rank,
        /** By dimension code; only dimensions whose rank moved. */
        dimensions: z.record(z.string(), z.strictObject({ from: Rank, to: Rank })),
      }),
    ),
    entered: z.array(ParkId),
    left: z.array(ParkId),
    snapshot: SnapshotReference,
    complete: z.literal(false).optional(),
    counts: z
      .strictObject({
        movements: z.int().nonnegative(),
        entered: z.int().nonnegative(),
        left: z.int().nonnegative(),
        submissions: z.int().nonnegative(),
      })
      .optional(),
  },
});
export type RankingChangedDetail = DetailOf<typeof RankingChanged>;
