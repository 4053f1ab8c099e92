import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { ObjectReference, Sha256, SubmissionId } from './members.ts';

/** The ministry's register of parks is accepted, as a whole; where it is in force the ranking takes it up. */
export const RegisterAccepted = defineEvent({
  detailType: 'RegisterAccepted.v1',
  detail: {
    submissionId: SubmissionId,
    sha256: Sha256,
    report: ObjectReference,
    /** Parks of the register when the file was uploaded. */
    register: z.int().nonnegative(),
    /** 免评 among them. */
    exempt: z.int().nonnegative(),
    /** False when a higher-ordered accepted file was known already. */
    inForce: z.boolean(),
  },
});
