import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { ParkId, SubmissionId } from './members.ts';

/** The ministry has taken a return out of force; the park is no longer ranked. */
export const ReturnWithdrawn = defineEvent({
  detailType: 'ReturnWithdrawn.v1',
  detail: {
    park: ParkId,
    /** The submission that was in force. */
    submissionId: SubmissionId,
    reason: z.string().min(1),
    actor: z.string().min(1),
  },
});
