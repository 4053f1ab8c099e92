import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { ParkId, SubmissionId } from './members.ts';

/** The ministry has opened an accepted return for correction; it stays ranked with its old values, marked. */
export const ReturnReopened = defineEvent({
  detailType: 'ReturnReopened.v1',
  detail: {
    park: ParkId,
    /** The submission in force when it was reopened. */
    submissionId: SubmissionId,
    reason: z.string().min(1),
    actor: z.string().min(1),
    /** By when the correction is due; null = not set. */
    deadline: z.iso.datetime().nullable(),
  },
});
