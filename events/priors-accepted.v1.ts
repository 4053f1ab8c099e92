import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { ObjectReference, Sha256, SubmissionId } from './members.ts';

/** The ministry's file of last year's values is accepted, as a whole; returns are scored anew by it. */
export const PriorsAccepted = defineEvent({
  detailType: 'PriorsAccepted.v1',
  detail: {
    submissionId: SubmissionId,
    sha256: Sha256,
    report: ObjectReference,
    /** Parks that have a value in the file. */
    parks: z.int().nonnegative(),
    /** False when a higher-ordered accepted file was known already. */
    inForce: z.boolean(),
  },
});
