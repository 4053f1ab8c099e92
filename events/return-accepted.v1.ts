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

/** A submission is accepted; what is scored of it is stored. */
export const ReturnAccepted = defineEvent({
  detailType: 'ReturnAccepted.v1',
  detail: {
    submissionId: SubmissionId,
    filing: Filing,
    /** null for expert scores. */
    park: ParkId.nullable(),
    sha256: Sha256,
    rulePack: RulePackVersion,
    counts: FindingCounts,
    report: ObjectReference,
    /** False when a higher-ordered accepted submission was known already. */
    inForce: z.boolean(),
  },
});
