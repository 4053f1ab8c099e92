import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { ParkId, Sha256, SubmissionId } from './members.ts';

/**
 * What a verdict rests on has changed since a return was not accepted: it is judged anew, without being filed again. The
 * new verdict is an event of its own.
 */
export const VerdictOutdated = defineEvent({
  detailType: 'VerdictOutdated.v1',
  detail: {
    park: ParkId,
    submissionId: SubmissionId,
    sha256: Sha256,
    /** The verdict that stands until then. */
    verdict: z.enum(['rejected', 'needs-explanation']),
    /** Values of last year that count in the cycle. */
    because: z.literal('priors'),
  },
});
