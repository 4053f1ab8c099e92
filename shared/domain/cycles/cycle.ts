import * as z from 'zod';

/** A cycle (评价年度): evaluation year `cycle`, on the data of the year before. */
export const Cycle = z.strictObject({
  cycle: z.string().regex(/^\d{4}$/),
  status: z.enum(['open', 'closed', 'published']),
  methodology: z.strictObject({ id: z.string(), version: z.string() }),
  /** `gx46-2021@1.1.0`. */
  rulePack: z.string(),
  opensAt: z.iso.datetime(),
  /** null = open end. */
  closesAt: z.iso.datetime().nullable(),
  /** What happens to uploads completed after `closesAt`. */
  late: z.enum(['refuse', 'accept']),
  /** The cycle whose published values are this cycle's priors; null = the returns' own last-year column counts. */
  previousCycle: z.string().nullable(),
  closedAt: z.iso.datetime().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  publishedRevision: z.int().nullable(),
});
export type Cycle = z.infer<typeof Cycle>;
