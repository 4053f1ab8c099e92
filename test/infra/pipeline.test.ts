import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { functionNames, projectRoot } from '../../infra/function-code.ts';
import { synthesized } from './system.ts';

const { pipeline } = synthesized('eu-west-1');

const attributeOf = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) });
const resources = <Shape extends z.ZodRawShape>(type: string, properties: Shape) =>
  z
    .record(z.string(), z.object({ Properties: z.looseObject(properties) }))
    .parse(pipeline.findResources(type));

const functions = resources('AWS::Lambda::Function', {
  Description: z.string(),
  Timeout: z.number(),
  MemorySize: z.number(),
});
const queues = resources('AWS::SQS::Queue', {
  VisibilityTimeout: z.number().optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: attributeOf, maxReceiveCount: z.number() }).optional(),
});
const mappings = Object.values(
  resources('AWS::Lambda::EventSourceMapping', {
    FunctionName: z.object({ Ref: z.string() }),
    BatchSize: z.number(),
    EventSourceArn: z.union([attributeOf, z.looseObject({ 'Fn::ImportValue': z.string() })]),
  }),
).map(({ Properties }) => {
  const name = functions[Properties.FunctionName.Ref]?.Properties.Description.replace('gaoxin: ', '') ?? '';
  const source = attributeOf.safeParse(Properties.EventSourceArn).data?.['Fn::GetAtt'][0];
  return {
    name,
    properties: Properties,
    queue: source === undefined ? undefined : queues[source]?.Properties,
  };
});
const queueFed = mappings.flatMap(({ queue, ...rest }) => (queue ? [{ ...rest, queue }] : []));

describe('functions', () => {
  test.each([...functionNames])('%s runs on Node 24 and arm64, traced, with a log of its own', (name) => {
    pipeline.hasResourceProperties('AWS::Lambda::Function', {
      Description: `gaoxin: ${name}`,
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: Match.anyValue() },
      Environment: { Variables: Match.objectLike({ POWERTOOLS_SERVICE_NAME: name }) },
    });
  });

  test('validate-return gets 3,008 MB and 5 minutes for one file at a time', () => {
    pipeline.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'gaoxin: validate-return',
      MemorySize: 3008,
      Timeout: 300,
    });
  });

  test('every log has a retention', () => {
    pipeline.resourcePropertiesCountIs('AWS::Logs::LogGroup', { RetentionInDays: 365 }, functionNames.length);
    pipeline.resourceCountIs('AWS::Logs::LogGroup', functionNames.length);
  });
});

describe('queues', () => {
  test('eight functions are fed by a queue', () => {
    expect(queueFed.map(({ name }) => name).sort()).toEqual([
      'advance-cycle',
      'notify-ministry',
      'notify-parks',
      'rank-parks',
      'receive-return',
      'retry-events',
      'review-parks',
      'score-return',
      'validate-return',
    ]);
  });

  test.each(queueFed)('$name: visibility is 6 × timeout', ({ properties, queue }) => {
    const timeout = functions[properties.FunctionName.Ref]?.Properties.Timeout ?? Number.NaN;
    expect(queue.VisibilityTimeout).toBe(6 * timeout);
  });

  test.each(queueFed)('$name: dead letters after enough receives', ({ name, queue }) => {
    expect(queue.RedrivePolicy?.maxReceiveCount).toBe(name === 'rank-parks' ? 10 : 5);
  });

  test.each(queueFed)('$name: one bad message fails alone', ({ properties }) => {
    expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  test.each([
    ['receive-return', 10],
    ['validate-return', 1],
    ['score-return', 10],
    ['rank-parks', 10],
    ['review-parks', 10],
  ])('%s takes %i messages at a time', (name, batchSize) => {
    expect(queueFed.find((fed) => fed.name === name)?.properties.BatchSize).toBe(batchSize);
  });

  test('at most two rankings run at a time', () => {
    const properties = queueFed.find(({ name }) => name === 'rank-parks')?.properties;
    expect(properties?.ScalingConfig).toEqual({ MaximumConcurrency: 2 });
  });

  test('messages to review-parks wait twenty seconds, others for nothing', () => {
    const delays = queueFed.map(({ name, queue }) => [name, queue.DelaySeconds]);
    expect(delays.filter(([, delay]) => delay !== undefined)).toEqual([['review-parks', 20]]);
  });

  test('all use SSE-SQS, keep messages for 14 days and answer TLS only', () => {
    const total = Object.keys(queues).length;
    pipeline.resourcePropertiesCountIs(
      'AWS::SQS::Queue',
      { SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 24 * 3600, KmsMasterKeyId: Match.absent() },
      total,
    );
    pipeline.resourcePropertiesCountIs(
      'AWS::SQS::QueuePolicy',
      {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          ]),
        },
      },
      total,
    );
  });

  test('every rule targets a queue of its own stack, and nothing else', () => {
    const rules = Object.values(
      resources('AWS::Events::Rule', { Targets: z.array(z.object({ Arn: attributeOf })) }),
    );
    expect(rules).toHaveLength(10);
    for (const { Properties } of rules) {
      for (const { Arn } of Properties.Targets) expect(Object.keys(queues)).toContain(Arn['Fn::GetAtt'][0]);
    }
  });
});

test('the outbox: new OUTBOX# rows only, with retries, bisecting and a destination for what fails', () => {
  pipeline.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    FilterCriteria: {
      Filters: [
        {
          Pattern: JSON.stringify({
            eventName: ['INSERT'],
            dynamodb: { Keys: { pk: { S: [{ prefix: 'OUTBOX#' }] } } },
          }),
        },
      ],
    },
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 10,
    StartingPosition: 'TRIM_HORIZON',
    DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
  });
});

describe('alarms', () => {
  const alarms = Object.entries(
    resources('AWS::CloudWatch::Alarm', {
      AlarmDescription: z.string(),
      MetricName: z.string(),
      Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })).default([]),
      AlarmActions: z.array(z.unknown()).default([]),
    }),
  );
  const sections = [
    ...readFileSync(join(projectRoot, 'docs/runbook.md'), 'utf8').matchAll(/^## (.+)$/gm),
  ].map(([, title]) => title);
  const sectionOf = (description: string) => /docs\/runbook\.md#(\S+)$/.exec(description)?.[1];

  test.each(alarms)('%s tells people and names a section of the runbook', (_, { Properties }) => {
    expect(sections).toContain(sectionOf(Properties.AlarmDescription));
    expect(Properties.AlarmActions).toHaveLength(1);
  });

  test('every section belongs to an alarm', () => {
    const named = new Set(alarms.map(([, { Properties }]) => sectionOf(Properties.AlarmDescription)));
    expect([...named].sort()).toEqual([...sections].sort());
  });

  test('every dead-letter queue has its alarm', () => {
    const deadLetters = Object.values(queues).flatMap(({ Properties }) =>
      Properties.RedrivePolicy ? [Properties.RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0]] : [],
    );
    const watched = alarms
      .filter(([, { Properties }]) => Properties.MetricName === 'ApproximateNumberOfMessagesVisible')
      .flatMap(([, { Properties }]) => Properties.Dimensions.map(({ Value }) => JSON.stringify(Value)));
    expect(deadLetters).toHaveLength(10);
    for (const queue of deadLetters) {
      expect(watched).toContain(JSON.stringify({ 'Fn::GetAtt': [queue, 'QueueName'] }));
    }
  });
});

test.each([
  'MinistryQueueUrl',
  'MinistryTopicArn',
  'ManageCycleFunctionName',
  ...[
    'ReceiveReturn',
    'ValidateReturn',
    'ScoreReturn',
    'RankParks',
    'ReviewParks',
    'RetryEvents',
    'NotifyMinistry',
    'NotifyParks',
    'AdvanceCycle',
  ].flatMap((step) => [`${step}QueueUrl`, `${step}DeadLetterQueueUrl`]),
])('output %s', (name) => {
  pipeline.hasOutput(name, {});
});
