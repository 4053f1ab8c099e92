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

/** Nothing to fix, but queries (核实性) that are not explained yet. */
export const ReturnNeedsExplanation = defineEvent({
  detailType: 'ReturnNeedsExplanation.v1',
  detail: {
    submissionId: SubmissionId,
    filing: Filing,
    /** null for expert scores. */
    park: ParkId.nullable(),
    sha256: Sha256,
    rulePack: RulePackVersion,
    counts: FindingCounts,
    report: ObjectReference,
  },
});
