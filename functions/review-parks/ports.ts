import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type * as z from 'zod';
import { dynamoDb, s3 } from '../../shared/adapters/aws-clients.ts';
import { jitteredPause } from '../../shared/adapters/conflict-retry.ts';
import { cycleReads } from '../../shared/adapters/cycle-reads.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import { recordsLake } from '../../shared/adapters/records-lake.ts';
import { reviews } from '../../shared/adapters/reviews.ts';
import { scoredReturnsTable } from '../../shared/adapters/scored-returns-table.ts';
import { textObjects } from '../../shared/adapters/text-objects.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';
import type { Environment } from './environment.ts';
import type { ReviewPorts } from './review-parks.ts';

/** The outside world of review-parks. */
export const reviewPorts = ({ TABLE_NAME, REPORTS_BUCKET }: z.infer<typeof Environment>): ReviewPorts => {
  const table = dynamoDbTable(dynamoDb(), TABLE_NAME);
  return {
    ...cycleReads(table),
    ...scoredReturnsTable(table),
    ...recordsLake(s3(), REPORTS_BUCKET),
    ...reviews(table, textObjects(s3(), REPORTS_BUCKET)),
    rulePackOf: loadRulePack,
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    now: () => new Date().toISOString(),
    pause: jitteredPause(Math.random, sleep),
  };
};
