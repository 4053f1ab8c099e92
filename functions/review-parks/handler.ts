import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { reviewContracts } from '../../events/subscriptions.ts';
import { dynamoDb, s3 } from '../../shared/adapters/aws-clients.ts';
import { jitteredPause } from '../../shared/adapters/conflict-retry.ts';
import { cycleReads } from '../../shared/adapters/cycle-reads.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import { recordsLake } from '../../shared/adapters/records-lake.ts';
import { reviews } from '../../shared/adapters/reviews.ts';
import { scoredReturnsTable } from '../../shared/adapters/scored-returns-table.ts';
import { textObjects } from '../../shared/adapters/text-objects.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { queuedBatchHandler } from '../../shared/lambda/queued-batch-handler.ts';
import { Environment } from './environment.ts';
import { type ReviewPorts, reviewParks } from './review-parks.ts';

const { TABLE_NAME, REPORTS_BUCKET } = readEnvironment(Environment);
const table = dynamoDbTable(dynamoDb(), TABLE_NAME);
const ports: ReviewPorts = {
  ...cycleReads(table),
  ...scoredReturnsTable(table),
  ...recordsLake(s3(), REPORTS_BUCKET),
  ...reviews(table, textObjects(s3(), REPORTS_BUCKET)),
  rulePackOf: loadRulePack,
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  now: () => new Date().toISOString(),
  pause: jitteredPause(Math.random, sleep),
};

export const handler = queuedBatchHandler({
  contracts: reviewContracts,
  handle: (events, { logger }) =>
    reviewParks(
      events.map(({ messageId: id, event: { detail } }) => ({
        id,
        cycle: detail.cycle,
        park: 'park' in detail ? detail.park : null,
      })),
      ports,
      logger,
    ),
});
