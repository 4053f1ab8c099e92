import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { s3 } from '../../shared/adapters/aws-clients.ts';
import { theDeployment } from '../support/local-cloud.ts';
import { probeFunction, zippedFunction } from '../support/probe-function.ts';
import { roleOfStep } from '../support/role-of-step.ts';

const { submissionsBucket, reportsBucket, table, eventBus, outputs } = theDeployment();

/** Does one call of the SDK as whoever runs it, and answers with `done` or the name of the error. */
const source = `
  import * as s3 from '@aws-sdk/client-s3';
  import * as dynamodb from '@aws-sdk/client-dynamodb';
  import * as eventbridge from '@aws-sdk/client-eventbridge';
  import * as sqs from '@aws-sdk/client-sqs';
  import * as sns from '@aws-sdk/client-sns';
  const clients = {
    s3: [s3, new s3.S3Client({ forcePathStyle: true })],
    dynamodb: [dynamodb, new dynamodb.DynamoDBClient({})],
    eventbridge: [eventbridge, new eventbridge.EventBridgeClient({})],
    sqs: [sqs, new sqs.SQSClient({})],
    sns: [sns, new sns.SNSClient({})],
  };
  export const handler = async ({ service, command, input }) => {
    const [sdk, client] = clients[service];
    try {
      await client.send(new sdk[command + 'Command'](input));
      return 'done';
    } catch (error) {
      return error.name;
    }
  };
`;

type Call = readonly [service: string, command: string, input: Record<string, unknown>];

const get = (bucket: string, key: string): Call => ['s3', 'GetObject', { Bucket: bucket, Key: key }];
const put = (bucket: string, key: string): Call => [
  's3',
  'PutObject',
  { Bucket: bucket, Key: key, Body: '{}' },
];
const remove = (bucket: string, key: string): Call => ['s3', 'DeleteObject', { Bucket: bucket, Key: key }];
const key = { pk: { S: 'CYCLE#1999' }, sk: { S: 'PROBE' } };
const readRow: Call = ['dynamodb', 'GetItem', { TableName: table, Key: key }];
const writeRow: Call = ['dynamodb', 'PutItem', { TableName: table, Item: key }];
const deleteRow: Call = ['dynamodb', 'DeleteItem', { TableName: table, Key: key }];
const scan: Call = ['dynamodb', 'Scan', { TableName: table }];
const publish: Call = [
  'eventbridge',
  'PutEvents',
  { Entries: [{ EventBusName: eventBus, Source: 'probe', DetailType: 'Probe', Detail: '{}' }] },
];
const send = (queue: string): Call => [
  'sqs',
  'SendMessage',
  { QueueUrl: outputs[`${queue}QueueUrl`], MessageBody: '{}', DelaySeconds: 900 },
];

/** What each function reaches for in others' places; none of it must succeed. */
const refused: Record<string, readonly Call[]> = {
  ReceiveReturn: [
    get(reportsBucket, 'reports/1999/P001/S-1.json'),
    put(submissionsBucket, 'returns/1999/P001/planted.json'),
    publish,
    scan,
  ],
  ValidateReturn: [
    put(submissionsBucket, 'returns/1999/P001/planted.json'),
    get(reportsBucket, 'rankings/1999/000001-0.json'),
    put(reportsBucket, 'rankings/1999/000001-0.json'),
    remove(submissionsBucket, 'returns/1999/P001/a.json'),
    publish,
  ],
  ScoreReturn: [
    get(submissionsBucket, 'returns/1999/P001/a.json'),
    get(reportsBucket, 'reports/1999/P001/S-1.json'),
    put(reportsBucket, 'editions/planted@1.0.0-0.json'),
    deleteRow,
  ],
  RankParks: [
    get(submissionsBucket, 'returns/1999/P001/a.json'),
    put(reportsBucket, 'reports/1999/P001/S-1.json'),
    put(reportsBucket, 'lake/1999/P001/a.parquet'),
    send('ScoreReturn'),
    publish,
    scan,
  ],
  ReviewParks: [
    get(submissionsBucket, 'returns/1999/P001/a.json'),
    get(reportsBucket, 'reports/1999/P001/S-1.json'),
    put(reportsBucket, 'lake/enterprises/1999/P001/planted.parquet'),
    publish,
    scan,
  ],
  NotifyMinistry: [readRow, get(reportsBucket, 'rankings/1999/000001-0.json'), publish],
  NotifyParks: [
    readRow,
    put(reportsBucket, 'reports/1999/P001/S-1.json'),
    put(reportsBucket, 'rankings/1999/000001-0.json'),
    get(reportsBucket, 'reports/1999/P001/S-1.json'),
  ],
  AdvanceCycle: [
    get(submissionsBucket, 'returns/1999/P001/a.json'),
    put(reportsBucket, 'rankings/1999/000001-0.json'),
    publish,
    send('RankParks'),
    deleteRow,
  ],
  PublishEvents: [readRow, writeRow, get(submissionsBucket, 'returns/1999/P001/a.json'), send('RankParks')],
  RetryEvents: [readRow, writeRow, send('RankParks')],
  ManageCycle: [
    get(submissionsBucket, 'returns/1999/P001/a.json'),
    put(submissionsBucket, 'returns/1999/P001/planted.json'),
    put(reportsBucket, 'elsewhere/planted.json'),
    publish,
    deleteRow,
  ],
};

/** What each function must be able to do. */
const granted: Record<string, readonly Call[]> = {
  ReceiveReturn: [readRow, get(submissionsBucket, 'returns/1999/P001/a.json')],
  ValidateReturn: [
    put(reportsBucket, 'reports/1999/P001/probe.json'),
    put(reportsBucket, 'lake/1999/P001/probe'),
    put(reportsBucket, 'pending/1999/P001/probe'),
    get(reportsBucket, 'pending/1999/P001/probe'),
  ],
  ScoreReturn: [readRow],
  RankParks: [put(reportsBucket, 'rankings/1999/probe.json'), readRow],
  ReviewParks: [readRow, put(reportsBucket, 'reviews/1999/probe.json')],
  NotifyMinistry: [],
  NotifyParks: [put(reportsBucket, 'reports/1999/P001/rank.json')],
  AdvanceCycle: [readRow, writeRow],
  PublishEvents: [publish],
  RetryEvents: [publish],
  ManageCycle: [readRow, writeRow, put(reportsBucket, 'rankings/1999/probe.json')],
};

beforeAll(async () => {
  for (const Key of ['returns/1999/P001/a.json', 'expert-scores/1999/a.csv']) {
    await s3().send(new PutObjectCommand({ Bucket: submissionsBucket, Key, Body: '{}' }));
  }
});

describe.each(Object.keys(refused))('%s', (step) => {
  let probe: Awaited<ReturnType<typeof probeFunction>>;
  beforeAll(async () => {
    probe = await probeFunction(`gaoxin-probe-${step}`, await code, await roleOfStep(step));
  });
  afterAll(() => probe[Symbol.asyncDispose]());

  const ask = ([service, command, input]: Call) => probe.call({ service, command, input });

  test.each(refused[step] ?? [])('may not %s %s %j', async (...call) => {
    expect(await ask(call)).toMatch(/^AccessDenied/);
  });

  test.each(granted[step] ?? [])('may %s %s %j', async (...call) => {
    expect(await ask(call)).toBe('done');
  });
});

const code = zippedFunction(source);
