import type { OutboxEvent } from '../../events/contract.ts';
import { ExpertScoresAccepted } from '../../events/expert-scores-accepted.v1.ts';
import { ReturnAccepted } from '../../events/return-accepted.v1.ts';
import { ReturnNeedsExplanation } from '../../events/return-needs-explanation.v1.ts';
import { ReturnReceived } from '../../events/return-received.v1.ts';
import { ReturnRefused } from '../../events/return-refused.v1.ts';
import { ReturnRejected } from '../../events/return-rejected.v1.ts';
import { ReturnReopened } from '../../events/return-reopened.v1.ts';
import { ReturnReopenedV2 } from '../../events/return-reopened.v2.ts';
import { ReturnSignedOff } from '../../events/return-signed-off.v1.ts';
import { ReturnWithdrawn } from '../../events/return-withdrawn.v1.ts';
import { parksScored } from '../domain/returns/expert-scores.ts';
import { ministryFiler } from '../domain/returns/filer-state.ts';
import type { ReturnEvent } from '../domain/returns/return-event.ts';
import type { Submission } from '../domain/returns/submission.ts';
import type { Transition } from '../domain/returns/transition.ts';
import { ministryFileEvents } from './ministry-file-outbox.ts';

/** Members that every event about a submission has. */
const about = (submission: Submission) => ({
  submissionId: submission.submissionId,
  filing: submission.filer === ministryFiler ? ('expert-scores' as const) : ('return' as const),
  park: submission.filer === ministryFiler ? null : submission.filer,
  sha256: submission.sha256,
});

type Common = { readonly cycle: string; readonly occurredAt: string };

const outboxEvents = (event: ReturnEvent, common: Common, reportsBucket: string): readonly OutboxEvent[] => {
  switch (event.kind) {
    case 'received': {
      const { submission } = event;
      const { order, bucket, key, versionId, fileName, bytes, uploadedAt, late } = submission;
      const detail = { order, bucket, key, versionId, fileName, bytes, uploadedAt, late };
      return [ReturnReceived.event({ ...common, ...about(submission), ...detail }, submission.submissionId)];
    }
    case 'refused':
      return [refusedEvent(event.submission, common)];
    case 'judged': {
      const { submission } = event;
      const { rulePack, counts, submissionId } = submission;
      const report = { bucket: reportsBucket, key: submission.reportKey };
      const detail = { ...common, ...about(submission), rulePack, counts, report };
      // The first verdict is known by its submission alone; one by other values of last year by its audit entry too.
      const key = event.sequence === null ? submissionId : `${submissionId}|${event.sequence}`;
      return submission.status === 'rejected'
        ? [ReturnRejected.event({ ...detail, reason: 'findings' }, key)]
        : [ReturnNeedsExplanation.event(detail, key)];
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
      const { submissionId, reason, actor, deadline, scope } = reopening;
      const detail = { ...common, park, submissionId, reason, actor, deadline };
      const key = `${park}|${sequence}`;
      return [ReturnReopened.event(detail, key), ReturnReopenedV2.event({ ...detail, scope }, key)];
    }
    case 'signed-off': {
      const { park, signOff, sequence } = event;
      const { submissionId, sha256, rulePack, signatories, actor } = signOff;
      const report = { bucket: reportsBucket, ...signOff.report };
      const detail = { ...common, park, submissionId, sha256, report, rulePack, signatories, actor };
      return [ReturnSignedOff.event(detail, `${park}|${sequence}`)];
    }
    case 'withdrawn': {
      const { park, withdrawal, sequence } = event;
      const { submissionId, reason, actor } = withdrawal;
      return [ReturnWithdrawn.event({ ...common, park, submissionId, reason, actor }, `${park}|${sequence}`)];
    }
  }
};

/** The reasons of `ReturnRejected.v1` are closed; a reason that came later has an event of its own. */
const refusedEvent = (
  submission: Extract<Submission, { status: 'refused' }>,
  common: Common,
): OutboxEvent => {
  const { submissionId, reason, filer, sha256 } = submission;
  if (reason === 'not-open') {
    return ReturnRefused.event({ ...common, submissionId, park: filer, sha256, reason }, submissionId);
  }
  const unjudged = { rulePack: null, counts: null, report: null };
  // Returns and expert scores are not refused for a closed cycle; late is what they are.
  const known = reason === 'cycle-closed' ? 'late' : reason;
  return ReturnRejected.event({ ...common, ...about(submission), ...unjudged, reason: known }, submissionId);
};

/** The events of a transition as the contracts want them, for the outbox. */
export const outboxEventsOf = (transition: Transition, reportsBucket: string): readonly OutboxEvent[] => {
  const { cycle, filer, updatedAt } = transition.summary;
  const common = { cycle, occurredAt: updatedAt };
  const eventsOf = ministryFileEvents(filer) ?? outboxEvents;
  return transition.events.flatMap((event) => eventsOf(event, common, reportsBucket));
};
