import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { subscriptions } from '../events/subscriptions.ts';
import type { Configuration } from './config.ts';
import { CycleClock } from './constructs/cycle-clock.ts';
import { EventQueue } from './constructs/event-queue.ts';
import { Monitoring } from './constructs/monitoring.ts';
import { OutboxPublisher } from './constructs/outbox-publisher.ts';
import { type PipelineContext, PipelineFunction } from './constructs/pipeline-function.ts';
import { QueueFedFunction } from './constructs/queue-fed-function.ts';
import type { FunctionCode } from './function-code.ts';
import type { StorageStack } from './storage-stack.ts';

export interface PipelineStackProps extends StackProps {
  readonly configuration: Configuration;
  readonly code: FunctionCode;
  readonly storage: StorageStack;
}

/** What works on what is kept: the walk of an upload, step by step, in the order it happens. */
export class PipelineStack extends Stack {
  private readonly context: PipelineContext;
  private readonly storage: StorageStack;
  private readonly eventBus: EventBus;

  constructor(scope: Construct, id: string, props: PipelineStackProps) {
    super(scope, id, props);
    const { configuration, code, storage } = props;
    this.storage = storage;
    this.eventBus = storage.eventBus;
    this.context = { configuration, code, monitoring: new Monitoring(this, 'Monitoring', configuration) };

    const outbox = new OutboxPublisher(this, 'Outbox', {
      ...this.context,
      table: storage.returns.table,
      eventBus: storage.eventBus,
    });
    const ministryTopic = new Topic(this, 'MinistryTopic', {
      displayName: '国家高新区排名 gaoxin ranking',
      enforceSSL: configuration.tlsOnly,
    });

    const steps = {
      ReceiveReturn: this.receiveReturn(),
      ValidateReturn: this.validateReturn(),
      ScoreReturn: this.scoreReturn(),
      RankParks: this.rankParks(),
      ReviewParks: this.reviewParks(),
      NotifyMinistry: this.notifyMinistry(ministryTopic),
      NotifyParks: this.notifyParks(),
      AdvanceCycle: new CycleClock(this, { ...this.context, storage }).step,
    };
    const ministry = this.ministryQueue();
    const manageCycle = this.manageCycle();

    for (const [step, { source }] of Object.entries(steps)) this.outputQueue(step, source);
    this.output('PublishEventsDeadLetterQueueUrl', outbox.streamFailures.queueUrl);
    this.outputQueue('RetryEvents', outbox.retry.source);
    this.outputQueue('Ministry', ministry);
    this.output('MinistryTopicArn', ministryTopic.topicArn);
    this.output('ManageCycleFunctionName', manageCycle.lambda.functionName);
  }

  /** A new object version: receipt, submission row, event. */
  private receiveReturn(): QueueFedFunction {
    const { submissions, reports, returns } = this.storage;
    const step = new QueueFedFunction(this, 'ReceiveReturn', {
      ...this.context,
      name: 'receive-return',
      environment: () => ({ ...this.table(), REPORTS_BUCKET: reports.bucket.bucketName }),
      batchSize: 10,
      timeout: Duration.seconds(30),
      memorySize: 512,
    });
    // S3 puts its events on the account's default bus.
    step.source.subscribe('Uploads', {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      // Of every key: an upload to a wrong place is recorded as unrouted, with an alarm.
      detail: { bucket: { name: [submissions.bucket.bucketName] } },
    });
    submissions.grantReadSubmissions(step.function);
    submissions.grantFindVersions(step.function);
    returns.grantRead(step.function);
    returns.grantWrite(step.function, 'filers', 'overview', 'unrouted', 'outbox');
    this.context.monitoring.alarm(step, 'UnroutedAlarm', {
      metric: step.function.metric('UnroutedUpload', 'Sum'),
      above: 0,
      meaning: 'receive-return: an upload names no known cycle or park.',
      runbook: 'unrouted-uploads',
    });
    return step;
  }

  /** The whole file: findings, verdict, report, accepted values. One file an invocation, of up to 30,000 enterprises. */
  private validateReturn(): QueueFedFunction {
    const { submissions, reports, returns } = this.storage;
    const step = new QueueFedFunction(this, 'ValidateReturn', {
      ...this.context,
      name: 'validate-return',
      environment: () => ({
        ...this.table(),
        SUBMISSIONS_BUCKET: submissions.bucket.bucketName,
        REPORTS_BUCKET: reports.bucket.bucketName,
      }),
      batchSize: 1,
      timeout: Duration.minutes(5),
      memorySize: 3008,
    });
    step.source.subscribe('VerdictAsked', subscriptions['validate-return'], this.eventBus);
    submissions.grantReadSubmissions(step.function);
    // Last year's enterprises; and what is pending, to be copied once it is accepted.
    reports.grantRead(step.function, 'reports', 'pending', 'enterprises');
    reports.grantWrite(step.function, 'reports', 'pending', 'lake');
    returns.grantRead(step.function);
    returns.grantWrite(
      step.function,
      'filers',
      'overview',
      'indicatorValues',
      'registerFiles',
      'registerInForce',
      'priorsFiles',
      'priorsInForce',
      'outbox',
    );
    returns.grantCheck(step.function, 'gates');
    return step;
  }

  /** 46 indicator values from the stored inputs; never opens a file. */
  private scoreReturn(): QueueFedFunction {
    const { reports, returns } = this.storage;
    const step = new QueueFedFunction(this, 'ScoreReturn', {
      ...this.context,
      name: 'score-return',
      environment: () => ({ ...this.table(), REPORTS_BUCKET: reports.bucket.bucketName }),
      batchSize: 10,
      timeout: Duration.seconds(60),
      memorySize: 1024,
    });
    for (const [rule, pattern] of Object.entries(subscriptions['score-return'])) {
      step.source.subscribe(rule, pattern, this.eventBus);
    }
    reports.grantRead(step.function, 'editions');
    returns.grantRead(step.function);
    returns.grantWrite(step.function, 'filers', 'overview', 'indicatorValues', 'outbox');
    return step;
  }

  /** The ranking. Runs at most twice at a time: of two that rank the same cycle one wins, more would only lose. */
  private rankParks(): QueueFedFunction {
    const { reports, returns } = this.storage;
    const step = new QueueFedFunction(this, 'RankParks', {
      ...this.context,
      name: 'rank-parks',
      environment: ({ queue }) => ({
        ...this.table(),
        REPORTS_BUCKET: reports.bucket.bucketName,
        RANKING_QUEUE_URL: queue.queueUrl,
      }),
      batchSize: 10,
      maxConcurrency: 2,
      // A message waits for values that are not readable yet, and for its turn in a burst.
      maxReceiveCount: 10,
      timeout: Duration.seconds(60),
      memorySize: 1769,
    });
    step.source.subscribe('RankingAsked', subscriptions['rank-parks'], this.eventBus);
    // In a burst one message is put back, delayed.
    step.source.grantSend(step.function);
    reports.grantRead(step.function, 'rankings', 'editions');
    reports.grantWrite(step.function, 'rankings');
    returns.grantRead(step.function);
    returns.grantWrite(step.function, 'cycle', 'revisions', 'outbox');
    return step;
  }

  /**
   * What only all returns together show, for the ministry's eyes. Messages wait first, so that a burst of uploads makes
   * few lists, about one in that time; nothing depends on it. Two at a time, since of two lists of a cycle one wins.
   */
  private reviewParks(): QueueFedFunction {
    const { reports, returns } = this.storage;
    const step = new QueueFedFunction(this, 'ReviewParks', {
      ...this.context,
      name: 'review-parks',
      environment: () => ({ ...this.table(), REPORTS_BUCKET: reports.bucket.bucketName }),
      batchSize: 10,
      maxConcurrency: 2,
      deliveryDelay: Duration.seconds(20),
      timeout: Duration.minutes(5),
      memorySize: 1769,
    });
    step.source.subscribe('ReviewAsked', subscriptions['review-parks'], this.eventBus);
    reports.grantRead(step.function, 'enterprises');
    reports.grantWrite(step.function, 'reviews');
    returns.grantRead(step.function);
    returns.grantWrite(step.function, 'reviews');
    return step;
  }

  /** RankingChanged and RankingPublished as the ministry's own systems read them. */
  private ministryQueue(): EventQueue {
    const queue = new EventQueue(this, 'Ministry', {
      name: 'ministry',
      visibilityTimeout: Duration.minutes(1),
      maxReceiveCount: 5,
      oldestMessage: Duration.days(3),
      ...this.context,
    });
    queue.subscribe('RankingMoved', subscriptions.ministry, this.eventBus);
    return queue;
  }

  /** One readable message per revision. */
  private notifyMinistry(topic: Topic): QueueFedFunction {
    const step = new QueueFedFunction(this, 'NotifyMinistry', {
      ...this.context,
      name: 'notify-ministry',
      environment: () => ({
        MINISTRY_TOPIC_ARN: topic.topicArn,
        // For the links in the message: it never opens the objects.
        REPORTS_BUCKET: this.storage.reports.bucket.bucketName,
      }),
      batchSize: 10,
      timeout: Duration.seconds(30),
      memorySize: 512,
    });
    step.source.subscribe('RankingMoved', subscriptions['notify-ministry'], this.eventBus);
    step.function.allow({ actions: ['sns:Publish'], resources: [topic.topicArn] });
    return step;
  }

  /** Each park's own ranks, once they are published, and nobody else's. */
  private notifyParks(): QueueFedFunction {
    const { reports } = this.storage;
    const step = new QueueFedFunction(this, 'NotifyParks', {
      ...this.context,
      name: 'notify-parks',
      environment: () => ({ REPORTS_BUCKET: reports.bucket.bucketName }),
      batchSize: 1,
      timeout: Duration.minutes(2),
      memorySize: 1024,
    });
    step.source.subscribe('RankingPublished', subscriptions['notify-parks'], this.eventBus);
    reports.grantRead(step.function, 'rankings');
    reports.grantWrite(step.function, 'ownRanks');
    return step;
  }

  /** The ministry's commands, invoked directly by the `gaoxin` command with the caller's own credentials. */
  private manageCycle(): PipelineFunction {
    const { reports, returns } = this.storage;
    const command = new PipelineFunction(this, 'ManageCycle', {
      ...this.context,
      name: 'manage-cycle',
      environment: { ...this.table(), REPORTS_BUCKET: reports.bucket.bucketName },
      timeout: Duration.minutes(2),
      memorySize: 1769,
    });
    reports.grantRead(command, 'rankings', 'reports', 'editions', 'pending');
    // Publishing writes the revision that it publishes, where the head is behind its inputs; an explanation lets returns be
    // judged anew.
    reports.grantWrite(command, 'rankings', 'editions', 'reports', 'lake');
    returns.grantRead(command);
    returns.grantWrite(
      command,
      'cycle',
      'gates',
      'register',
      'priors',
      'priorsInForce',
      'amendments',
      'editions',
      'indicatorValues',
      'revisions',
      'filers',
      'overview',
      'outbox',
    );
    return command;
  }

  private table() {
    return { TABLE_NAME: this.storage.returns.table.tableName };
  }

  private outputQueue(step: string, source: EventQueue): void {
    this.output(`${step}QueueUrl`, source.queue.queueUrl);
    this.output(`${step}DeadLetterQueueUrl`, source.deadLetters.queueUrl);
  }

  private output(name: string, value: string): void {
    new CfnOutput(this, name, { value });
  }
}
