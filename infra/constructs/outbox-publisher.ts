import { Duration, Validations } from 'aws-cdk-lib';
import type { ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { tableKeys } from '../../shared/adapters/table-keys.ts';
import { acknowledgeWildcards } from './acknowledge-wildcards.ts';
import { securedQueue } from './event-queue.ts';
import { alarmPeriod } from './monitoring.ts';
import { type PipelineContext, PipelineFunction } from './pipeline-function.ts';
import { QueueFedFunction } from './queue-fed-function.ts';

export interface OutboxPublisherProps extends PipelineContext {
  readonly table: Table;
  readonly eventBus: EventBus;
}

/**
 * The outbox: the table's stream → publish-events → bus. What cannot be published waits in a queue of its own for
 * retry-events. Nothing else may put events on the bus.
 */
export class OutboxPublisher extends Construct {
  readonly publish: PipelineFunction;
  readonly retry: QueueFedFunction;
  /** What the stream gave up: ids of shard and records, not the records. */
  readonly streamFailures: Queue;

  constructor(scope: Construct, id: string, props: OutboxPublisherProps) {
    super(scope, id);
    const { monitoring, eventBus, table } = props;
    this.retry = new QueueFedFunction(this, 'RetryEvents', {
      ...props,
      name: 'retry-events',
      environment: () => ({ EVENT_BUS_NAME: eventBus.eventBusName }),
      batchSize: 10,
      timeout: Duration.seconds(30),
      memorySize: 512,
    });
    this.publish = new PipelineFunction(this, 'PublishEvents', {
      ...props,
      name: 'publish-events',
      environment: {
        EVENT_BUS_NAME: eventBus.eventBusName,
        OUTBOX_RETRY_QUEUE_URL: this.retry.source.queue.queueUrl,
      },
      timeout: Duration.seconds(60),
      memorySize: 512,
    });
    this.streamFailures = new Queue(this, 'StreamFailures', securedQueue(props.configuration));
    Validations.of(this.streamFailures).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is the dead-letter queue of the stream; the rule knows only those of other queues.',
    });
    monitoring.alarm(this, 'StreamFailuresAlarm', {
      metric: this.streamFailures.metricApproximateNumberOfMessagesVisible({
        period: alarmPeriod,
        statistic: 'Maximum',
      }),
      above: 0,
      meaning: 'publish-events: events could be neither published nor parked.',
      runbook: 'publish-events-dead-letters',
    });
    for (const { lambda } of [this.publish, this.retry.function]) eventBus.grantPutEventsTo(lambda);
    this.retry.source.grantSend(this.publish);
    this.readStream(table);
    monitoring.alarm(this, 'StreamAlarm', {
      metric: this.publish.lambda.metric('IteratorAge', { period: alarmPeriod, statistic: 'Maximum' }),
      above: Duration.minutes(1).toMilliseconds(),
      meaning: 'publish-events: an event has waited in the table for more than a minute.',
      runbook: 'outbox-behind',
    });
  }

  private readStream(table: Table): void {
    this.publish.lambda.addEventSource(
      // The CDK's classes and interfaces disagree under exactOptionalPropertyTypes.
      new DynamoEventSource(table as ITable, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        filters: [
          FilterCriteria.filter({
            eventName: FilterRule.isEqual('INSERT'),
            dynamodb: { Keys: { pk: { S: FilterRule.beginsWith(tableKeys.outbox('').pk) } } },
          }),
        ],
        // publish-events throws only when it can neither publish nor park; a shard must not wait a day for that.
        retryAttempts: 10,
        bisectBatchOnError: true,
        maxRecordAge: Duration.hours(6),
        onFailure: new SqsDlq(this.streamFailures),
      }),
    );
    if (this.publish.lambda.role) {
      acknowledgeWildcards(
        this.publish.lambda.role,
        ['*'],
        'dynamodb:ListStreams takes no resource; X-Ray takes segments for no resource in particular.',
      );
    }
  }
}
