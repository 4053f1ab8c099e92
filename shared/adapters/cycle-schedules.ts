import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { ConflictError } from './table-errors.ts';

/** One-time schedules of EventBridge Scheduler, one a cycle. */
export interface CycleSchedules {
  /**
   * Sets the cycle's one schedule to a moment, whatever it was set to before.
   * @throws {ConflictError} when somebody else is setting it.
   */
  readonly schedule: (cycle: string, at: string) => Promise<void>;
  /** Takes the schedule away, if there is one. */
  readonly unschedule: (cycle: string) => Promise<void>;
}

/** How the names of these schedules begin, and no others: the only ones that the function may touch. */
export const schedulePrefix = 'gaoxin-cycle-';

/** Schedules know whole seconds; not a moment too early, or it would find nothing due. */
const wholeSecond = (at: string): string =>
  new Date(Math.ceil(Date.parse(at) / 1000) * 1000).toISOString().slice(0, 19);

const nameOf = (cycle: string): string => `${schedulePrefix}${cycle}`;

/** Schedules that send a message to a queue and then are gone. */
export const cycleSchedules = (
  client: SchedulerClient,
  target: {
    readonly roleArn: string;
    readonly queueArn: string;
    readonly bodyOf: (cycle: string) => string;
  },
): CycleSchedules => ({
  schedule: async (cycle, at) => {
    const schedule = {
      Name: nameOf(cycle),
      ScheduleExpression: `at(${wholeSecond(at)})`,
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'DELETE',
      Target: { Arn: target.queueArn, RoleArn: target.roleArn, Input: target.bodyOf(cycle) },
    } as const;
    try {
      await client.send(new UpdateScheduleCommand(schedule));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw translated(error, cycle);
      try {
        await client.send(new CreateScheduleCommand(schedule));
      } catch (thrown) {
        throw translated(thrown, cycle);
      }
    }
  },
  unschedule: async (cycle) => {
    try {
      await client.send(new DeleteScheduleCommand({ Name: nameOf(cycle) }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw translated(error, cycle);
    }
  },
});

const translated = (error: unknown, cycle: string): unknown =>
  error instanceof ConflictException
    ? new ConflictError(`The schedule of ${cycle} is being set by somebody else`, { cause: error })
    : error;
