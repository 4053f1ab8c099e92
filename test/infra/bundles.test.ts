import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bundleFunctions, functionNames } from '../../infra/function-code.ts';

const directory = mkdtempSync(join(tmpdir(), 'gaoxin-bundles-'));

beforeAll(async () => {
  await bundleFunctions(directory);
  const environment = {
    AWS_REGION: 'eu-west-1',
    TABLE_NAME: 'table',
    SUBMISSIONS_BUCKET: 'submissions',
    REPORTS_BUCKET: 'reports',
    EVENT_BUS_NAME: 'gaoxin',
    RANKING_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/ranking',
    OUTBOX_RETRY_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/retry',
    TIMES_QUEUE_ARN: 'arn:aws:sqs:eu-west-1:123456789012:times',
    SCHEDULE_ROLE_ARN: 'arn:aws:iam::123456789012:role/schedules',
    MINISTRY_TOPIC_ARN: 'arn:aws:sns:eu-west-1:123456789012:ministry',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true, force: true });
});

test.each([...functionNames])('the bundle of %s can be imported and has a handler', async (name) => {
  const bundle: unknown = await import(pathToFileURL(join(directory, name, 'index.mjs')).href);
  expect(bundle).toHaveProperty('handler', expect.any(Function));
});
