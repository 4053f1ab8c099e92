import * as z from 'zod';

export const Environment = z.object({
  REPORTS_BUCKET: z.string().min(1),
});
