import {
  DeleteFunctionConcurrencyCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { UploadedFile } from '../../cli/client/upload.ts';
import { dynamoDb } from '../../shared/adapters/aws-clients.ts';
import { OutboxRow } from '../../shared/adapters/outbox-row.ts';
import { cloudCycle, freeYear, patience } from '../support/cloud-cycle.ts';
import { denial } from '../support/denial.ts';
import { eventually } from '../support/eventually.ts';
import { type Listener, listenTo } from '../support/listener-queue.ts';
import { theDeployment } from '../support/local-cloud.ts';
import { impatientQueue, queueDepth, redrive } from '../support/queues.ts';
import { functionOfStep } from '../support/role-of-step.ts';

const deployment = theDeployment();
const { eventBus, outputs, table } = deployment;
const retryQueue = outputs.RetryEventsQueueUrl ?? '';
const retryDeadLetters = outputs.RetryEventsDeadLetterQueueUrl ?? '';
const lambda = new LambdaClient({});
const publisher = await functionOfStep('PublishEvents');
const cycle = await freeYear(deployment);
const cloud = cloudCycle(deployment, cycle, 3);

/** Ids of the events that steps have written to the outbox for this cycle. */
const writtenIds = async (): Promise<Set<string>> => {
  const ids = new Set<string>();
  const pages = paginateScan(
    { client: dynamoDb() },
    {
      TableName: table,
      FilterExpression: 'begins_with(pk, :outbox) AND #cycle = :cycle',
      ExpressionAttributeNames: { '#cycle': 'cycle' },
      ExpressionAttributeValues: { ':outbox': 'OUTBOX#', ':cycle': cycle },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) for (const item of Items) ids.add(OutboxRow.parse(item).eventId);
  return ids;
};

let listener: Listener;
const heard = new Set<string>();
const heardIds = async (): Promise<Set<string>> => {
  for (const body of await listener.take()) heard.add(JSON.parse(body).detail.eventId);
  return heard;
};

/** The return is received, and that is all: nobody has been told. */
const stuck = (park: string): Promise<void> =>
  eventually(
    async () => {
      const { summary } = await cloud.returns.readFiler(cycle, park);
      expect(summary?.status).toBe('received');
    },
    { within: patience },
  );

/** The publisher may not be invoked, until disposed. */
const stoppedPublisher = async (): Promise<AsyncDisposable> => {
  const FunctionName = publisher;
  await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
  return {
    [Symbol.asyncDispose]: async () => {
      await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    },
  };
};

/** The stream has tried to hand over records and has not got rid of them. */
const publishingFails = async (): Promise<void> => {
  const { EventSourceMappings: [mapping] = [] } = await lambda.send(
    new ListEventSourceMappingsCommand({ FunctionName: publisher }),
  );
  expect(mapping?.LastProcessingResult).toMatch(/^(FAILED|PROBLEM)/);
};

beforeAll(async () => {
  listener = await listenTo(
    'gaoxin-test-outbox',
    { source: ['gaoxin'], detail: { cycle: [cycle] } },
    eventBus,
  );
  await cloud.open();
});
afterAll(() => listener[Symbol.asyncDispose]());

describe.runIf(inject('ownsCloud'))('nothing of the outbox is lost', () => {
  test('when the bus refuses for longer than the retries last: dead letters, redriven', async () => {
    await using _ = await impatientQueue(retryQueue, 1);
    const uploadWhileRefused = async (): Promise<UploadedFile> => {
      await using _refusing = await denial('no-bus', ['PublishEvents', 'RetryEvents'], {
        actions: ['events:PutEvents'],
        resources: ['*'],
      });
      const uploaded = await cloud.file('P001', { figures: 0 });
      await eventually(async () => expect(await queueDepth(retryDeadLetters)).toBeGreaterThan(0), {
        within: patience,
      });
      await stuck('P001');
      return uploaded;
    };
    const uploaded = await uploadWhileRefused();
    await redrive(retryDeadLetters, retryQueue);
    expect(await cloud.verdictOn('P001', uploaded)).toMatchObject({ status: 'accepted' });
  });

  test('when events can be neither published nor parked: the stream delivers them again', async () => {
    const uploadWhileRefused = async (): Promise<UploadedFile> => {
      await using _refusing = await denial('no-bus-no-queue', ['PublishEvents'], {
        actions: ['events:PutEvents', 'sqs:SendMessage*'],
        resources: ['*'],
      });
      const uploaded = await cloud.file('P002', { figures: 1 });
      await eventually(publishingFails, { within: patience });
      await stuck('P002');
      return uploaded;
    };
    const uploaded = await uploadWhileRefused();
    expect(await cloud.verdictOn('P002', uploaded)).toMatchObject({ status: 'accepted' });
  });

  test('when the publisher does not run at all', async () => {
    const uploadWhileStopped = async (): Promise<UploadedFile> => {
      await using _stopped = await stoppedPublisher();
      const uploaded = await cloud.file('P003', { figures: 2 });
      await eventually(publishingFails, { within: patience });
      await stuck('P003');
      return uploaded;
    };
    const uploaded = await uploadWhileStopped();
    expect(await cloud.verdictOn('P003', uploaded)).toMatchObject({ status: 'accepted' });
  });

  test('in the end every event that was written has been on the bus', async () => {
    await cloud.headWhere(({ contents }) => Object.keys(contents.returns).length === 3);
    // What the last revision says is written with it.
    await eventually(async () => expect(await heardIds()).toEqual(await writtenIds()), { within: patience });
    expect(heard.size).toBeGreaterThanOrEqual(1 + 3 * 3 + 1);
    expect(await queueDepth(retryDeadLetters)).toBe(0);
  });
});
