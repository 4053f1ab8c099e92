import * as z from 'zod';

/** A cycle (评价年度): evaluation year `cycle`, on the data of the year before. */
export const Cycle = z.strictObject({
  cycle: z.string().regex(/^\d{4}$/),
  /** `scheduled` opens by itself at `opensAt`, `open` closes by itself at `closesAt`. */
  status: z.enum(['scheduled', 'open', 'closed', 'published']),
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

/** The cycle is closed, and perhaps published: its bounds are those of its own population. */
export const hasClosed = ({ status }: Pick<Cycle, 'status'>): boolean =>
  status === 'closed' || status === 'published';
