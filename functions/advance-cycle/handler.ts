import { setTimeout as sleep } from 'node:timers/promises';
import { cycleTimesContracts } from '../../events/subscriptions.ts';
import { dynamoDb, scheduler } from '../../shared/adapters/aws-clients.ts';
import { jitteredPause } from '../../shared/adapters/conflict-retry.ts';
import { cycleCommits } from '../../shared/adapters/cycle-commits.ts';
import { cycleSchedules } from '../../shared/adapters/cycle-schedules.ts';
import { cyclesTable } from '../../shared/adapters/cycles-table.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import { sha256OfText } from '../../shared/adapters/ranking-snapshots.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { queuedEventHandler } from '../../shared/lambda/queued-event-handler.ts';
import { type AdvancePorts, advanceCycle } from './advance-cycle.ts';
import { CycleTimeDue } from './cycle-time-due.ts';
import { Environment } from './environment.ts';

const { TABLE_NAME, TIMES_QUEUE_ARN, SCHEDULE_ROLE_ARN } = readEnvironment(Environment);
const table = dynamoDbTable(dynamoDb(), TABLE_NAME);
const ports: AdvancePorts = {
  ...cyclesTable(table),
  ...cycleCommits(table, sha256OfText),
  ...cycleSchedules(scheduler(), {
    roleArn: SCHEDULE_ROLE_ARN,
    queueArn: TIMES_QUEUE_ARN,
    bodyOf: (cycle) => CycleTimeDue.bodyOf({ cycle }),
  }),
  now: () => new Date(),
  pause: jitteredPause(Math.random, sleep),
};

export const handler = queuedEventHandler({
  contracts: [...cycleTimesContracts, CycleTimeDue],
  handle: async ({ detail: { cycle } }, { logger }) => {
    const { done, next } = await advanceCycle(cycle, ports);
    logger.info('cycle advanced', { cycle, done, next });
  },
});
