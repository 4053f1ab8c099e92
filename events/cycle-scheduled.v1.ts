import * as z from 'zod';
import { defineEvent } from './contract.ts';

/** The ministry has set, or changed, the times at which a cycle opens and closes by itself. */
export const CycleScheduled = defineEvent({
  detailType: 'CycleScheduled.v1',
  detail: {
    opensAt: z.iso.datetime(),
    /** null = open end. */
    closesAt: z.iso.datetime().nullable(),
    late: z.enum(['refuse', 'accept']),
    /** Why the times were set or changed; null when that went without saying. */
    reason: z.string().min(1).nullable(),
    actor: z.string().min(1),
  },
});
