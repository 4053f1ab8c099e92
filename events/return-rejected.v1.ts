import * as z from 'zod';
import { defineEvent } from './contract.ts';
import {
  Filing,
  FindingCounts,
  ObjectReference,
  ParkId,
  RulePackVersion,
  Sha256,
  SubmissionId,
} from './members.ts';

/** A submission is refused: by its findings, or because it came late or after publication and was not judged. */
export const ReturnRejected = defineEvent({
  detailType: 'ReturnRejected.v1',
  detail: {
    submissionId: SubmissionId,
    filing: Filing,
    /** null for expert scores. */
    park: ParkId.nullable(),
    sha256: Sha256,
    reason: z.enum(['findings', 'late', 'cycle-published']),
    /** null where the submission was not judged, as are `counts` and `report`. */
    rulePack: RulePackVersion.nullable(),
    counts: FindingCounts.nullable(),
    report: ObjectReference.nullable(),
  },
});
