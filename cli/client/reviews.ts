import { dynamoDb, s3 } from '../../shared/adapters/aws-clients.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import { sha256OfText } from '../../shared/adapters/ranking-snapshots.ts';
import type { ReviewHead } from '../../shared/adapters/review-rows.ts';
import { type Reviews, reviews } from '../../shared/adapters/reviews.ts';
import { scoredReturnsTable } from '../../shared/adapters/scored-returns-table.ts';
import { textObjects } from '../../shared/adapters/text-objects.ts';
import { holdsReturn } from '../../shared/domain/cycles/stored-return.ts';
import type { Deployment } from '../local/deployment.ts';

/** Reading side of the review lists of a deployment. */
export type ReviewsReader = Pick<Reviews, 'readReviewHead' | 'readReviewList'> & {
  /** Parks whose return changed since the list was made: it is about to be made anew. */
  readonly readPendingParks: (cycle: string, head: ReviewHead | null) => Promise<readonly string[]>;
};

export const reviewsOf = (deployment: Deployment): ReviewsReader => {
  const table = dynamoDbTable(dynamoDb(), deployment.table);
  const { readScored } = scoredReturnsTable(table);
  return {
    ...reviews(table, textObjects(s3(), deployment.reportsBucket)),
    readPendingParks: async (cycle, head) =>
      (await readScored(cycle)).indicators
        .filter((row) => head === null || !holdsReturn(head, row.park, row, sha256OfText))
        .map(({ park }) => park),
  };
};
