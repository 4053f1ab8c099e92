import { Aws, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { schedulePrefix } from '../../shared/adapters/cycle-schedules.ts';
import type { EventQueue } from './event-queue.ts';
import type { PipelineFunction } from './pipeline-function.ts';

/**
 * One-time schedules, set while the system runs, and the role in which they send. The role may send to one queue; who sets
 * schedules may set those of one prefix only, and give them no other role. They are of the default group: emulators that
 * enforce identity policies know no other.
 */
export class CycleSchedules extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
  }

  /** Schedules may send to this queue. */
  mayFill({ queue }: EventQueue): void {
    this.role.addToPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
      }),
    );
  }

  /** The function may set, move and take away the schedules of cycles. */
  grantSet(setter: PipelineFunction): void {
    const schedules = Stack.of(this).formatArn({
      // By reference, as every ARN here: the stack's own would be written out.
      partition: Aws.PARTITION,
      service: 'scheduler',
      resource: 'schedule',
      resourceName: `default/${schedulePrefix}*`,
    });
    setter.allow({
      actions: ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule', 'scheduler:DeleteSchedule'],
      resources: [schedules],
      why: `${setter.name} sets one schedule a cycle, each named by its cycle.`,
    });
    setter.allow({
      actions: ['iam:PassRole'],
      resources: [this.role.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    });
  }
}
