import * as z from 'zod';

export const Environment = z.object({
  MINISTRY_TOPIC_ARN: z.string().min(1),
  REPORTS_BUCKET: z.string().min(1),
});
