import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { ParkId, Sha256, SubmissionId } from './members.ts';

/** A park's file was uploaded before the cycle opens: it has its receipt, is not judged, and is to be uploaded again. */
export const ReturnRefused = defineEvent({
  detailType: 'ReturnRefused.v1',
  detail: {
    submissionId: SubmissionId,
    park: ParkId,
    sha256: Sha256,
    reason: z.literal('not-open'),
  },
});
