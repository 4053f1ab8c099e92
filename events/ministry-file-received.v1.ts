import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { MinistryFiling, Sha256, SubmissionId } from './members.ts';

/** A register of parks or last year's values have arrived and have their receipt; they are not judged yet. */
export const MinistryFileReceived = defineEvent({
  detailType: 'MinistryFileReceived.v1',
  detail: {
    submissionId: SubmissionId,
    filing: MinistryFiling,
    /** Total order of the files of this kind (design rule 2). */
    order: z.string().min(1),
    bucket: z.string().min(1),
    key: z.string().min(1),
    versionId: z.string().min(1),
    fileName: z.string().min(1),
    bytes: z.int().nonnegative(),
    sha256: Sha256,
    /** Completion of the upload. */
    uploadedAt: z.iso.datetime(),
  },
});
