import * as z from 'zod';

export const Environment = z.object({
  TABLE_NAME: z.string().min(1),
  /** The function's own queue, which schedules send to. */
  TIMES_QUEUE_ARN: z.string().min(1),
  /** Role of the schedules: it may send to the queue and nothing else. */
  SCHEDULE_ROLE_ARN: z.string().min(1),
});
