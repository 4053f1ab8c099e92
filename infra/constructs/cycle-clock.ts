import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { subscriptions } from '../../events/subscriptions.ts';
import type { StorageStack } from '../storage-stack.ts';
import { CycleSchedules } from './cycle-schedules.ts';
import type { PipelineContext } from './pipeline-function.ts';
import { QueueFedFunction } from './queue-fed-function.ts';

/** Opens and closes cycles when their time has come: a function, and the schedules that it sets for itself. */
export class CycleClock {
  readonly step: QueueFedFunction;

  constructor(scope: Construct, props: PipelineContext & { readonly storage: StorageStack }) {
    const { returns, eventBus } = props.storage;
    const schedules = new CycleSchedules(scope, 'CycleSchedules');
    this.step = new QueueFedFunction(scope, 'AdvanceCycle', {
      ...props,
      name: 'advance-cycle',
      environment: ({ queue }) => ({
        TABLE_NAME: returns.table.tableName,
        TIMES_QUEUE_ARN: queue.queueArn,
        SCHEDULE_ROLE_ARN: schedules.role.roleArn,
      }),
      batchSize: 1,
      timeout: Duration.seconds(30),
      memorySize: 512,
    });
    this.step.source.subscribe('CycleTimes', subscriptions['advance-cycle'], eventBus);
    schedules.mayFill(this.step.source);
    schedules.grantSet(this.step.function);
    returns.grantRead(this.step.function);
    returns.grantWrite(this.step.function, 'cycle', 'filers', 'outbox');
  }
}
