import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateEventSourceMappingCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, inject, test } from 'vitest';
import { dynamoDb, eventBridge, s3, sqs } from '../../../shared/adapters/aws-clients.ts';
import { eventually } from '../../support/eventually.ts';
import { theDeployment } from '../../support/local-cloud.ts';
import { probeFunction, zippedFunction } from '../../support/probe-function.ts';
import { roleOfStep } from '../../support/role-of-step.ts';

const { submissionsBucket, table } = theDeployment();

/**
 * Where the local cloud differs from AWS in what the design rests on. A canary that fails after an upgrade of the
 * emulator is good news: look whether the workaround beside it can go.
 */
describe.runIf(inject('ownsCloud'))('the emulator still', () => {
  test('tells of an upload without its version id: receive-return looks it up by ETag', async () => {
    const { QueueUrl = '' } = await sqs().send(new CreateQueueCommand({ QueueName: 'canary-uploads' }));
    const { Attributes } = await sqs().send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
    );
    const arn = Attributes?.QueueArn;
    const allow = { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: arn };
    await sqs().send(
      new SetQueueAttributesCommand({
        QueueUrl,
        Attributes: { Policy: JSON.stringify({ Version: '2012-10-17', Statement: [allow] }) },
      }),
    );
    await eventBridge().send(
      new PutRuleCommand({
        Name: 'canary-uploads',
        EventPattern: JSON.stringify({
          source: ['aws.s3'],
          detail: { bucket: { name: [submissionsBucket] } },
        }),
      }),
    );
    await eventBridge().send(
      new PutTargetsCommand({ Rule: 'canary-uploads', Targets: [{ Id: 'queue', Arn: arn }] }),
    );

    const { VersionId } = await s3().send(
      new PutObjectCommand({ Bucket: submissionsBucket, Key: 'canary/年报 a+b%.json', Body: '{}' }),
    );

    expect(VersionId).toBeTypeOf('string');
    const event = await eventually(
      async () => {
        const { Messages = [] } = await sqs().send(new ReceiveMessageCommand({ QueueUrl }));
        return JSON.parse(Messages[0]?.Body ?? 'nothing yet');
      },
      { within: 10 },
    );
    expect(event.detail.object).toMatchObject({ key: 'canary/年报 a+b%.json' });
    expect(event.detail.object).not.toHaveProperty('version-id');
  });

  test('takes an event for a bus that does not exist: the publisher checks what it sends itself', async () => {
    const { FailedEntryCount } = await eventBridge().send(
      new PutEventsCommand({
        Entries: [{ EventBusName: 'no-such-bus', Source: 'canary', DetailType: 'Canary', Detail: '{}' }],
      }),
    );
    expect(FailedEntryCount).toBe(0);
  });

  test('refuses an archive in a stack: it is left out locally', async () => {
    const archive = {
      Type: 'AWS::Events::Archive',
      Properties: { SourceArn: 'arn:aws:events:us-east-1:000000000000:event-bus/gaoxin' },
    };
    const create = new CreateStackCommand({
      StackName: 'canary-archive',
      TemplateBody: JSON.stringify({ Resources: { Archive: archive } }),
    });
    await expect(new CloudFormationClient({}).send(create)).rejects.toThrow('AWS::Events::Archive');
  });

  test('loses a stream record that is reported as failed: publish-events parks it and reports none', async () => {
    const role = await roleOfStep('PublishEvents');
    // Tells of every record it has had, and reports each as failed.
    const source = `
      const seen = [];
      export const handler = async ({ Records }) => {
        if (!Records) return seen;
        seen.push(...Records.map(({ dynamodb }) => dynamodb.Keys.sk.S));
        return { batchItemFailures: Records.map(({ dynamodb }) => ({ itemIdentifier: dynamodb.SequenceNumber })) };
      };
    `;
    await using probe = await probeFunction('canary-stream', await zippedFunction(source), role);
    const { Table } = await dynamoDb().send(new DescribeTableCommand({ TableName: table }));
    await new LambdaClient({}).send(
      new CreateEventSourceMappingCommand({
        FunctionName: 'canary-stream',
        EventSourceArn: Table?.LatestStreamArn,
        StartingPosition: 'LATEST',
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        FilterCriteria: {
          Filters: [{ Pattern: JSON.stringify({ dynamodb: { Keys: { pk: { S: ['CANARY'] } } } }) }],
        },
      }),
    );

    for (const sk of ['first', 'second']) {
      await dynamoDb().send(new PutCommand({ TableName: table, Item: { pk: 'CANARY', sk } }));
      await eventually(async () => expect(await probe.call({})).toContain(sk), { within: 15 });
    }

    // Were the first delivered again, it would have come before the second.
    expect(await probe.call({})).toEqual(['first', 'second']);
  });

  test('looks at no partition key of a write: the condition on leading keys is asserted on the template', async () => {
    const source = `
      import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
      export const handler = async (input) => {
        await new DynamoDBClient({}).send(new PutItemCommand(input));
        return 'done';
      };
    `;
    await using probe = await probeFunction(
      'canary-leading-keys',
      await zippedFunction(source),
      await roleOfStep('RankParks'),
    );
    const elsewhere = { pk: { S: 'CYCLE#1999#FILER#P001' }, sk: { S: 'CANARY' } };
    expect(await probe.call({ TableName: table, Item: elsewhere })).toBe('done');
  });
});
