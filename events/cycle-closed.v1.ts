import * as z from 'zod';
import { defineEvent } from './contract.ts';

/** The cycle takes no more returns; bounds are computed from its population once more. */
export const CycleClosed = defineEvent({
  detailType: 'CycleClosed.v1',
  detail: { closedAt: z.iso.datetime(), actor: z.string().min(1) },
});
