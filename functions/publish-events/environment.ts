import * as z from 'zod';

export const Environment = z.object({
  EVENT_BUS_NAME: z.string().min(1),
  OUTBOX_RETRY_QUEUE_URL: z.url(),
});
