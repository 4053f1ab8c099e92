import { setTimeout as sleep } from 'node:timers/promises';
import type * as z from 'zod';
import { dynamoDb, s3 } from '../../shared/adapters/aws-clients.ts';
import { jitteredPause } from '../../shared/adapters/conflict-retry.ts';
import { cycleCommits } from '../../shared/adapters/cycle-commits.ts';
import { cyclesTable } from '../../shared/adapters/cycles-table.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import { editions } from '../../shared/adapters/editions.ts';
import { ministryFiles } from '../../shared/adapters/ministry-files.ts';
import { rankingSnapshots, sha256OfText } from '../../shared/adapters/ranking-snapshots.ts';
import { rankingStateTable } from '../../shared/adapters/ranking-state-table.ts';
import { rankingsTable } from '../../shared/adapters/rankings-table.ts';
import { recordsLake } from '../../shared/adapters/records-lake.ts';
import { reportsBucket } from '../../shared/adapters/reports-bucket.ts';
import { returnsTable } from '../../shared/adapters/returns-table.ts';
import { scoredReturnsTable } from '../../shared/adapters/scored-returns-table.ts';
import { textObjects } from '../../shared/adapters/text-objects.ts';
import { rankingCores } from '../../shared/domain/cycles/ranking-core.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';
import type { Environment } from './environment.ts';
import type { ManagePorts } from './manage-ports.ts';

/** The outside world of manage-cycle. */
export const managePorts = ({ TABLE_NAME, REPORTS_BUCKET }: z.infer<typeof Environment>): ManagePorts => {
  const table = dynamoDbTable(dynamoDb(), TABLE_NAME);
  const methodologies = editions(table, textObjects(s3(), REPORTS_BUCKET));
  return {
    ...cyclesTable(table),
    ...cycleCommits(table, sha256OfText),
    ...ministryFiles(table),
    ...returnsTable(table),
    ...rankingsTable(table),
    ...rankingStateTable(table),
    ...scoredReturnsTable(table),
    ...rankingSnapshots(s3(), REPORTS_BUCKET),
    ...reportsBucket(s3(), REPORTS_BUCKET),
    ...recordsLake(s3(), REPORTS_BUCKET),
    reportsBucket: REPORTS_BUCKET,
    ...methodologies,
    coreOf: rankingCores(sha256OfText, methodologies.readEdition),
    rulePackOf: (cycle) => loadRulePack(cycle).id,
    shippedPack: loadRulePack,
    sha256: sha256OfText,
    now: () => new Date(),
    pause: jitteredPause(Math.random, sleep),
  };
};
