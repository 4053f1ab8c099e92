import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoDb, s3 } from '../../shared/adapters/aws-clients.ts';
import { jitteredPause } from '../../shared/adapters/conflict-retry.ts';
import { cycleReads } from '../../shared/adapters/cycle-reads.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import { ministryFiles } from '../../shared/adapters/ministry-files.ts';
import { recordsLake } from '../../shared/adapters/records-lake.ts';
import { reportsBucket } from '../../shared/adapters/reports-bucket.ts';
import { returnsTable } from '../../shared/adapters/returns-table.ts';
import { uploadBucket } from '../../shared/adapters/upload-bucket.ts';
import { checkFiledReturn } from './check-filed-return.ts';
import { checkMinistryFile } from './check-ministry-file.ts';
import type { Environment } from './environment.ts';
import type { RecallPorts } from './recall-verdicts.ts';
import type { ValidatePorts } from './validate-return.ts';

/** The outside world of validate-return. */
export const validatePorts = (environment: Environment): ValidatePorts & RecallPorts => {
  const table = dynamoDbTable(dynamoDb(), environment.TABLE_NAME);
  return {
    ...returnsTable(table),
    ...cycleReads(table),
    ...ministryFiles(table),
    ...uploadBucket(s3()),
    ...reportsBucket(s3(), environment.REPORTS_BUCKET),
    ...recordsLake(s3(), environment.REPORTS_BUCKET),
    reportsBucket: environment.REPORTS_BUCKET,
    checkReturn: checkFiledReturn,
    checkMinistryFile,
    now: () => new Date().toISOString(),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    pause: jitteredPause(Math.random, sleep),
  };
};
