import type { OutboxEvent } from '../../events/contract.ts';
import { ExpertScoresAccepted } from '../../events/expert-scores-accepted.v1.ts';
import { ReturnAccepted } from '../../events/return-accepted.v1.ts';
import { ReturnNeedsExplanation } from '../../events/return-needs-explanation.v1.ts';
import { ReturnReceived } from '../../events/return-received.v1.ts';
import { ReturnRejected } from '../../events/return-rejected.v1.ts';
import { ReturnReopened } from '../../events/return-reopened.v1.ts';
import { ReturnWithdrawn } from '../../events/return-withdrawn.v1.ts';
import { parksScored } from '../domain/returns/expert-scores.ts';
import { ministryFiler } from '../domain/returns/filer-state.ts';
import type { ReturnEvent } from '../domain/returns/return-event.ts';
import type { Submission } from '../domain/returns/submission.ts';
import type { Transition } from '../domain/returns/transition.ts';

/** Members that every event about a submission has. */
const about = (submission: Submission) => ({
  submissionId: submission.submissionId,
  filing: submission.filer === ministryFiler ? ('expert-scores' as const) : ('return' as const),
  park: submission.filer === ministryFiler ? null : submission.filer,
  sha256: submission.sha256,
});

const outboxEvents = (
  event: ReturnEvent,
  common: { readonly cycle: string; readonly occurredAt: string },
  reportsBucket: string,
): readonly OutboxEvent[] => {
  switch (event.kind) {
    case 'received': {
      const { submission } = event;
      const { order, bucket, key, versionId, fileName, bytes, uploadedAt, late } = submission;
      const detail = { order, bucket, key, versionId, fileName, bytes, uploadedAt, late };
      return [ReturnReceived.event({ ...common, ...about(submission), ...detail }, submission.submissionId)];
    }
    case 'refused': {
      const { submission } = event;
      const unjudged = { reason: submission.reason, rulePack: null, counts: null, report: null };
      return [
        ReturnRejected.event({ ...common, ...about(submission), ...unjudged }, submission.submissionId),
      ];
    }
    case 'judged': {
      const { submission } = event;
      const { rulePack, counts, submissionId } = submission;
      const report = { bucket: reportsBucket, key: submission.reportKey };
      const detail = { ...common, ...about(submission), rulePack, counts, report };
      return submission.status === 'rejected'
        ? [ReturnRejected.event({ ...detail, reason: 'findings' }, submissionId)]
        : [ReturnNeedsExplanation.event(detail, submissionId)];
    }
    case 'accepted': {
      const { submission, inForce } = event;
      const { rulePack, counts, submissionId, sha256 } = submission;
      const report = { bucket: reportsBucket, key: submission.reportKey };
      const accepted = ReturnAccepted.event(
        { ...common, ...about(submission), rulePack, counts, report, inForce },
        submissionId,
      );
      if (submission.filer !== ministryFiler) return [accepted];
      const parks = parksScored(submission.inputs);
      const scores = { ...common, submissionId, sha256, report, parks, inForce };
      return [accepted, ExpertScoresAccepted.event(scores, submissionId)];
    }
    case 'reopened': {
      const { park, reopening, sequence } = event;
      const { submissionId, reason, actor, deadline } = reopening;
      const detail = { ...common, park, submissionId, reason, actor, deadline };
      return [ReturnReopened.event(detail, `${park}|${sequence}`)];
    }
    case 'withdrawn': {
      const { park, withdrawal, sequence } = event;
      const { submissionId, reason, actor } = withdrawal;
      return [ReturnWithdrawn.event({ ...common, park, submissionId, reason, actor }, `${park}|${sequence}`)];
    }
  }
};

/** The events of a transition as the contracts want them, for the outbox. */
export const outboxEventsOf = (transition: Transition, reportsBucket: string): readonly OutboxEvent[] => {
  const common = { cycle: transition.summary.cycle, occurredAt: transition.summary.updatedAt };
  return transition.events.flatMap((event) => outboxEvents(event, common, reportsBucket));
};
