import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { FunctionName } from '../function-code.ts';
import type { FunctionEnvironments } from '../function-environments.ts';
import { EventQueue } from './event-queue.ts';
import { PipelineFunction, type PipelineFunctionProps } from './pipeline-function.ts';

export interface QueueFedFunctionProps<Name extends FunctionName>
  extends Omit<PipelineFunctionProps<Name>, 'environment'> {
  /** Messages per invocation. */
  readonly batchSize: number;
  /** Receives before a message is a dead letter; 5 unless told. */
  readonly maxReceiveCount?: number;
  /** Invocations at a time; the configuration's unless told. */
  readonly maxConcurrency?: number;
  /** How long a message waits before it is first delivered; not at all unless told. */
  readonly deliveryDelay?: Duration;
  /** The function's environment; it may name its own queue, to put a message back. */
  readonly environment: (source: EventQueue) => FunctionEnvironments[Name];
}

/**
 * The one way to make rule → queue with dead letters → function. Failures of single messages are reported, so that
 * one bad message does not repeat the others of its batch.
 */
export class QueueFedFunction<Name extends FunctionName = FunctionName> extends Construct {
  readonly source: EventQueue;
  readonly function: PipelineFunction<Name>;

  constructor(scope: Construct, id: string, props: QueueFedFunctionProps<Name>) {
    super(scope, id);
    const { name, configuration, monitoring, timeout } = props;
    this.source = new EventQueue(this, 'Source', {
      name,
      // AWS's own advice for functions fed by SQS; less, and a message is handled again while it is being handled.
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      maxReceiveCount: props.maxReceiveCount ?? 5,
      oldestMessage: Duration.minutes(30),
      ...(props.deliveryDelay ? { deliveryDelay: props.deliveryDelay } : {}),
      configuration,
      monitoring,
    });
    this.function = new PipelineFunction(this, 'Handler', {
      ...props,
      environment: props.environment(this.source),
    });
    this.function.lambda.addEventSource(
      new SqsEventSource(this.source.queue, {
        batchSize: props.batchSize,
        reportBatchItemFailures: true,
        maxConcurrency: props.maxConcurrency ?? configuration.maxConcurrency,
      }),
    );
  }
}
