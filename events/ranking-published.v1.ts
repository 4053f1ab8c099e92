import * as z from 'zod';
import { type DetailOf, defineEvent } from './contract.ts';
import { RankingMethodology, rankingDenominator, SnapshotReference } from './members.ts';

/** The ministry has published the cycle's ranking; revision, bounds and returns are frozen. */
export const RankingPublished = defineEvent({
  detailType: 'RankingPublished.v1',
  detail: {
    revision: z.int().positive(),
    methodology: RankingMethodology,
    ...rankingDenominator,
    snapshot: SnapshotReference,
  },
});
export type RankingPublishedDetail = DetailOf<typeof RankingPublished>;
