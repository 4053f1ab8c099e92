import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { ParkId } from './members.ts';

/**
 * 上年数据更正: values of last year were corrected, with approval. They count in this cycle from the next refresh of its
 * priors on, and never alter last year's published rank. The values stay in the table.
 */
export const PriorAmended = defineEvent({
  detailType: 'PriorAmended.v1',
  detail: {
    park: ParkId,
    /** Counts the amendments of the cycle. */
    number: z.int().positive(),
    /** Codes of the park inputs that were corrected. */
    codes: z.array(z.string().min(1)).min(1),
    reason: z.string().min(1),
    approvedBy: z.string().min(1),
    /** Number of the approving document (批准文号). */
    document: z.string().min(1),
    /** First day on which a refresh takes it in. */
    effectiveOn: z.iso.date(),
    actor: z.string().min(1),
  },
});
