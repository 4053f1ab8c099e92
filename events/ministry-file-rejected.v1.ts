import * as z from 'zod';
import { defineEvent } from './contract.ts';
import {
  FindingCounts,
  MinistryFiling,
  ObjectReference,
  RulePackVersion,
  Sha256,
  SubmissionId,
} from './members.ts';

/** A register of parks or last year's values are refused; what was in force stays. */
export const MinistryFileRejected = defineEvent({
  detailType: 'MinistryFileRejected.v1',
  detail: {
    submissionId: SubmissionId,
    filing: MinistryFiling,
    sha256: Sha256,
    /** The last two: it came after the cycle was closed, or published, and was not judged. */
    reason: z.enum(['findings', 'cycle-closed', 'cycle-published']),
    /** null where the file was not judged, as are `counts` and `report`. */
    rulePack: RulePackVersion.nullable(),
    counts: FindingCounts.nullable(),
    report: ObjectReference.nullable(),
  },
});
