import * as z from 'zod';

export const Environment = z.object({
  TABLE_NAME: z.string().min(1),
  /** Where loaded methodology editions are. */
  REPORTS_BUCKET: z.string().min(1),
});
export type Environment = z.infer<typeof Environment>;
