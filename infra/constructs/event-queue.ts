import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type EventBus, type EventPattern, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Configuration } from '../config.ts';
import { alarmPeriod, type Monitoring } from './monitoring.ts';
import type { PipelineFunction } from './pipeline-function.ts';

/**
 * What every queue is: SSE-SQS (EventBridge cannot deliver to a queue under the AWS-managed key), TLS only, and
 * messages kept for as long as SQS can.
 */
export const securedQueue = (configuration: Configuration) =>
  ({
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: configuration.tlsOnly,
    retentionPeriod: Duration.days(14),
    removalPolicy: RemovalPolicy.DESTROY,
  }) as const;

export interface EventQueueProps {
  /** Kebab-case: names the alarms' runbook section `<name>-dead-letters`. */
  readonly name: string;
  readonly visibilityTimeout: Duration;
  readonly maxReceiveCount: number;
  /** A message older than this means that the consumer does not keep up, or is absent. */
  readonly oldestMessage: Duration;
  /** How long a message waits before it is first delivered; not at all unless told. */
  readonly deliveryDelay?: Duration;
  readonly configuration: Configuration;
  readonly monitoring: Monitoring;
}

/** A queue with its dead-letter queue and their alarms. Retries and dead letters live here, not on rules. */
export class EventQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  private readonly configuration: Configuration;

  constructor(scope: Construct, id: string, props: EventQueueProps) {
    super(scope, id);
    this.configuration = props.configuration;
    this.deadLetters = new Queue(this, 'DeadLetters', securedQueue(props.configuration));
    this.queue = new Queue(this, 'Queue', {
      ...securedQueue(props.configuration),
      visibilityTimeout: props.visibilityTimeout,
      ...(props.deliveryDelay ? { deliveryDelay: props.deliveryDelay } : {}),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.maxReceiveCount },
    });
    props.monitoring.alarm(this, 'DeadLettersAlarm', {
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({
        period: alarmPeriod,
        statistic: 'Maximum',
      }),
      above: 0,
      meaning: `${props.name}: messages could not be handled after ${props.maxReceiveCount} attempts.`,
      runbook: `${props.name}-dead-letters`,
    });
    props.monitoring.alarm(this, 'BacklogAlarm', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: alarmPeriod, statistic: 'Maximum' }),
      above: props.oldestMessage.toSeconds(),
      meaning: `${props.name}: the oldest message waits for more than ${props.oldestMessage.toMinutes()} minutes.`,
      runbook: 'queue-backlog',
    });
  }

  /** The queue gets every event of the pattern; of the default bus when none is named. */
  subscribe(id: string, eventPattern: EventPattern, eventBus?: EventBus): Rule {
    return new Rule(this, id, {
      eventPattern,
      // The CDK's classes and interfaces disagree under exactOptionalPropertyTypes.
      ...(eventBus ? { eventBus: eventBus as IEventBus } : {}),
      targets: [new SqsQueue(this.queue)],
    });
  }

  /** The function may put messages into this queue, also back into its own. */
  grantSend(sender: PipelineFunction): void {
    const batch = this.configuration.sendBatchAction ? ['sqs:SendMessageBatch'] : [];
    sender.allow({ actions: ['sqs:SendMessage', ...batch], resources: [this.queue.queueArn] });
  }
}
