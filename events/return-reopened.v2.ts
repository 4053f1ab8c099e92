import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { ParkId, SubmissionId } from './members.ts';

/**
 * As `ReturnReopened.v1`, with what the correction may change. Both are sent for every reopening, in one transaction; the
 * first version stays for those who read it.
 */
export const ReturnReopenedV2 = defineEvent({
  detailType: 'ReturnReopened.v2',
  detail: {
    park: ParkId,
    /** The submission in force when it was reopened. */
    submissionId: SubmissionId,
    reason: z.string().min(1),
    actor: z.string().min(1),
    /** By when the correction is due; null = not set. */
    deadline: z.iso.datetime().nullable(),
    /** Codes of the park inputs that may change, rising; null = all of them. */
    scope: z.array(z.string().min(1)).min(1).nullable(),
  },
});
