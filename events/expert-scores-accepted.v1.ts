import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { ObjectReference, Sha256, SubmissionId } from './members.ts';

/** The ministry's file of expert scores is accepted, as a whole. */
export const ExpertScoresAccepted = defineEvent({
  detailType: 'ExpertScoresAccepted.v1',
  detail: {
    submissionId: SubmissionId,
    sha256: Sha256,
    report: ObjectReference,
    /** Parks that have a score in the file. */
    parks: z.int().nonnegative(),
    /** False when a higher-ordered accepted file was known already. */
    inForce: z.boolean(),
  },
});
