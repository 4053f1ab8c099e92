import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { RulePackVersion } from './members.ts';

/** A cycle takes returns from `opensAt` on. */
export const CycleOpened = defineEvent({
  detailType: 'CycleOpened.v1',
  detail: {
    methodology: z.strictObject({ id: z.string().min(1), version: z.string().min(1) }),
    rulePack: RulePackVersion,
    /** Parks of the register. */
    register: z.int().nonnegative(),
    opensAt: z.iso.datetime(),
    /** null = open end. */
    closesAt: z.iso.datetime().nullable(),
    late: z.enum(['refuse', 'accept']),
    /** Cycle whose published values are this one's priors; null = the returns' own last-year column. */
    previousCycle: z
      .string()
      .regex(/^\d{4}$/)
      .nullable(),
  },
});
