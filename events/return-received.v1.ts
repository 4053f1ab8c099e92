import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { Filing, ParkId, Sha256, SubmissionId } from './members.ts';

/** A file has arrived and its receipt is written; it is not judged yet. */
export const ReturnReceived = defineEvent({
  detailType: 'ReturnReceived.v1',
  detail: {
    submissionId: SubmissionId,
    filing: Filing,
    /** null for expert scores. */
    park: ParkId.nullable(),
    /** Total order of a filer's submissions (design rule 2). */
    order: z.string().min(1),
    bucket: z.string().min(1),
    key: z.string().min(1),
    versionId: z.string().min(1),
    fileName: z.string().min(1),
    bytes: z.int().nonnegative(),
    sha256: Sha256,
    /** Completion of the upload. */
    uploadedAt: z.iso.datetime(),
    /** Completed after the cycle's closing time. */
    late: z.boolean(),
  },
});
