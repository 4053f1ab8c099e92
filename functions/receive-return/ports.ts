import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoDb, s3 } from '../../shared/adapters/aws-clients.ts';
import { jitteredPause } from '../../shared/adapters/conflict-retry.ts';
import { cycleReads } from '../../shared/adapters/cycle-reads.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import { returnsTable } from '../../shared/adapters/returns-table.ts';
import { uploadBucket } from '../../shared/adapters/upload-bucket.ts';
import type { Environment } from './environment.ts';
import type { ReceivePorts } from './receive-return.ts';

/** The outside world of receive-return. */
export const receivePorts = (environment: Environment): ReceivePorts => {
  const table = dynamoDbTable(dynamoDb(), environment.TABLE_NAME);
  return {
    ...returnsTable(table),
    ...cycleReads(table),
    ...uploadBucket(s3()),
    reportsBucket: environment.REPORTS_BUCKET,
    now: () => new Date().toISOString(),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    pause: jitteredPause(Math.random, sleep),
  };
};
