import * as z from 'zod';

export const Environment = z.object({
  TABLE_NAME: z.string().min(1),
  REPORTS_BUCKET: z.string().min(1),
});
