import { dynamoDb, s3 } from '../../shared/adapters/aws-clients.ts';
import { cyclesTable } from '../../shared/adapters/cycles-table.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import type { SnapshotReference } from '../../shared/adapters/ranking-rows.ts';
import { type RankingSnapshots, rankingSnapshots } from '../../shared/adapters/ranking-snapshots.ts';
import { type RankingsTable, rankingsTable } from '../../shared/adapters/rankings-table.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { Deployment } from '../local/deployment.ts';
import { CannotDo } from '../terminal/context.ts';

/** A revision as it stands today. */
export interface StandingRevision {
  readonly reference: SnapshotReference;
  /** Provisional unless the cycle has published this very revision. */
  readonly snapshot: RankingSnapshot;
}

/** What is read of the rankings of a deployment: heads and revisions from the table, snapshots from S3 by their hash. */
export type RankingsReader = Pick<RankingsTable, 'readHead' | 'readRevisions'> &
  Pick<RankingSnapshots, 'readSnapshot' | 'readSnapshotText'> & {
    readonly readStanding: ReadStanding;
  };

/**
 * A revision of a cycle, the latest unless `wanted` says which; null where the cycle has no ranking yet.
 * @throws {CannotDo} when there are revisions, but not this one
 */
export type ReadStanding = (cycle: string, wanted?: number) => Promise<StandingRevision | null>;

export const rankingsOf = (deployment: Deployment): RankingsReader => {
  const table = dynamoDbTable(dynamoDb(), deployment.table);
  const rankings = { ...rankingsTable(table), ...rankingSnapshots(s3(), deployment.reportsBucket) };
  return { ...rankings, readStanding: standingRevisions({ ...rankings, ...cyclesTable(table) }) };
};

interface StandingPorts {
  readonly readRevisions: (
    cycle: string,
  ) => Promise<readonly { readonly revision: number; readonly snapshot: SnapshotReference }[]>;
  readonly readPublication: (cycle: string) => Promise<{ readonly revision: number } | null>;
  readonly readSnapshot: (reference: SnapshotReference) => Promise<RankingSnapshot>;
}

/** A snapshot is written before anybody publishes it: whether it is published is the cycle's to say. */
export const standingRevisions =
  ({ readRevisions, readSnapshot, readPublication }: StandingPorts): ReadStanding =>
  async (cycle, wanted) => {
    const revisions = await readRevisions(cycle);
    const latest = revisions.at(-1);
    if (latest === undefined) return null;
    const found = wanted === undefined ? latest : revisions.find(({ revision }) => revision === wanted);
    if (found === undefined) {
      throw new CannotDo({
        zh: `${cycle} 年度没有第 ${wanted} 次修订，最新为第 ${latest.revision} 次。`,
        en: `Cycle ${cycle} has no revision ${wanted}; the latest is ${latest.revision}.`,
      });
    }
    const publication = await readPublication(cycle);
    const snapshot = await readSnapshot(found.snapshot);
    return {
      reference: found.snapshot,
      snapshot: { ...snapshot, provisional: publication?.revision !== found.revision },
    };
  };
