import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoDb, s3 } from '../../shared/adapters/aws-clients.ts';
import { jitteredPause } from '../../shared/adapters/conflict-retry.ts';
import { cycleReads } from '../../shared/adapters/cycle-reads.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import { editions } from '../../shared/adapters/editions.ts';
import { type ReturnsTable, returnsTable } from '../../shared/adapters/returns-table.ts';
import { scoredReturnsTable } from '../../shared/adapters/scored-returns-table.ts';
import { textObjects } from '../../shared/adapters/text-objects.ts';
import type { Environment } from './environment.ts';
import { indicatorsOf } from './indicators-of.ts';
import type { ScorePorts } from './score-return.ts';

/** The outside world of score-return. */
export const scorePorts = (environment: Environment): ScorePorts & Pick<ReturnsTable, 'readReturns'> => {
  const table = dynamoDbTable(dynamoDb(), environment.TABLE_NAME);
  return {
    ...returnsTable(table),
    ...cycleReads(table),
    ...scoredReturnsTable(table),
    computeIndicators: indicatorsOf(
      editions(table, textObjects(s3(), environment.REPORTS_BUCKET)).readEdition,
    ),
    now: () => new Date().toISOString(),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    pause: jitteredPause(Math.random, sleep),
  };
};
