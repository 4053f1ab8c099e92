import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { ParkId, SubmissionId } from './members.ts';

/**
 * 说明: a query was explained by command. What came in a file is told by the events of that file; what is judged anew
 * because of it has events of its own. The text stays in the table.
 */
export const FindingExplained = defineEvent({
  detailType: 'FindingExplained.v1',
  detail: {
    park: ParkId,
    /** Fingerprint of the finding. */
    finding: z.string().min(1),
    rule: z.string().min(1),
    /** Code of the reason, or free text where the pack has no list. */
    reason: z.string(),
    actor: z.string().min(1),
    /** Submissions that have a new verdict because of it. */
    judgedAnew: z.array(SubmissionId),
  },
});
