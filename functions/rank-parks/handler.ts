import { setTimeout as sleep } from 'node:timers/promises';
import { rankingContracts } from '../../events/subscriptions.ts';
import { dynamoDb, s3, sqs } from '../../shared/adapters/aws-clients.ts';
import { jitteredPause } from '../../shared/adapters/conflict-retry.ts';
import { cyclesTable } from '../../shared/adapters/cycles-table.ts';
import { sendDelayedTo } from '../../shared/adapters/delayed-messages.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import { editions } from '../../shared/adapters/editions.ts';
import { rankingSnapshots, sha256OfText } from '../../shared/adapters/ranking-snapshots.ts';
import { rankingStateTable } from '../../shared/adapters/ranking-state-table.ts';
import { rankingsTable } from '../../shared/adapters/rankings-table.ts';
import { textObjects } from '../../shared/adapters/text-objects.ts';
import { rankingCores } from '../../shared/domain/cycles/ranking-core.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { queuedBatchHandler } from '../../shared/lambda/queued-batch-handler.ts';
import { Environment } from './environment.ts';
import { rankParks } from './rank-parks.ts';
import { RankingDue } from './ranking-due.ts';
import { rankingMessageOf } from './ranking-message.ts';
import type { RankingPorts } from './ranking-ports.ts';

const { TABLE_NAME, REPORTS_BUCKET, RANKING_QUEUE_URL } = readEnvironment(Environment);
const table = dynamoDbTable(dynamoDb(), TABLE_NAME);
const sendDelayed = sendDelayedTo(sqs(), RANKING_QUEUE_URL);
const ports: RankingPorts = {
  ...cyclesTable(table),
  ...rankingsTable(table),
  ...rankingStateTable(table),
  ...rankingSnapshots(s3(), REPORTS_BUCKET),
  coreOf: rankingCores(sha256OfText, editions(table, textObjects(s3(), REPORTS_BUCKET)).readEdition),
  sha256: sha256OfText,
  now: () => new Date(),
  pause: jitteredPause(Math.random, sleep),
  sendDue: (cycle, delaySeconds) => sendDelayed(RankingDue.bodyOf({ cycle }), delaySeconds),
};

export const handler = queuedBatchHandler({
  contracts: [...rankingContracts, RankingDue],
  handle: (events, { logger }) => rankParks(ports, events.map(rankingMessageOf), logger),
});
