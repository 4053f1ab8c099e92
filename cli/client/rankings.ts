import { dynamoDb, s3 } from '../../shared/adapters/aws-clients.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import { type RankingSnapshots, rankingSnapshots } from '../../shared/adapters/ranking-snapshots.ts';
import { type RankingsTable, rankingsTable } from '../../shared/adapters/rankings-table.ts';
import type { Deployment } from '../local/deployment.ts';

/** Reading side of the rankings of a deployment: heads and revisions from the table, snapshots from S3 by their hash. */
export type RankingsReader = Pick<RankingsTable, 'readHead' | 'readRevisions'> &
  Pick<RankingSnapshots, 'readSnapshot' | 'readSnapshotText'>;

export const rankingsOf = (deployment: Deployment): RankingsReader => ({
  ...rankingsTable(dynamoDbTable(dynamoDb(), deployment.table)),
  ...rankingSnapshots(s3(), deployment.reportsBucket),
});
