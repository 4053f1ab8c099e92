import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { ParkId } from './members.ts';

/** The ministry took amendments of last year's values into this cycle; the parks' returns are scored anew. */
export const PriorsRefreshed = defineEvent({
  detailType: 'PriorsRefreshed.v1',
  detail: {
    /** Counts the refreshes of the cycle. */
    number: z.int().positive(),
    /** Numbers of the amendments that count from now on. */
    amendments: z.array(z.int().positive()),
    /** Parks whose values of last year changed. */
    parks: z.array(ParkId),
    reason: z.string().min(1),
    actor: z.string().min(1),
  },
});
