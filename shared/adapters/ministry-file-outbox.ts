import type { OutboxEvent } from '../../events/contract.ts';
import { MinistryFileReceived } from '../../events/ministry-file-received.v1.ts';
import { MinistryFileRejected } from '../../events/ministry-file-rejected.v1.ts';
import { PriorsAccepted } from '../../events/priors-accepted.v1.ts';
import { RegisterAccepted } from '../../events/register-accepted.v1.ts';
import { priorsFiler, registerFiler } from '../domain/returns/filer-state.ts';
import { exemptAmong } from '../domain/returns/ministry-file.ts';
import type { ReturnEvent } from '../domain/returns/return-event.ts';

type EventsOf = (
  event: ReturnEvent,
  common: { readonly cycle: string; readonly occurredAt: string },
  reportsBucket: string,
) => readonly OutboxEvent[];

/**
 * The events of the ministry's register or of last year's values; null for another filer. Expert scores have those of
 * returns, as the published contracts say.
 */
export const ministryFileEvents = (filer: string): EventsOf | null => {
  switch (filer) {
    case registerFiler:
      return (...args) => eventsOf('register', ...args);
    case priorsFiler:
      return (...args) => eventsOf('priors', ...args);
    default:
      return null;
  }
};

const eventsOf = (
  filing: 'register' | 'priors',
  event: ReturnEvent,
  common: Parameters<EventsOf>[1],
  reportsBucket: string,
): readonly OutboxEvent[] => {
  switch (event.kind) {
    case 'received': {
      const { submissionId, order, bucket, key, versionId, fileName, bytes, sha256, uploadedAt } =
        event.submission;
      const detail = { order, bucket, key, versionId, fileName, bytes, sha256, uploadedAt };
      return [MinistryFileReceived.event({ ...common, submissionId, filing, ...detail }, submissionId)];
    }
    case 'refused': {
      const { submissionId, sha256, reason } = event.submission;
      const known = reason === 'cycle-published' ? reason : 'cycle-closed';
      const unjudged = { rulePack: null, counts: null, report: null };
      return [
        MinistryFileRejected.event(
          { ...common, submissionId, filing, sha256, reason: known, ...unjudged },
          submissionId,
        ),
      ];
    }
    case 'judged': {
      const { submissionId, sha256, rulePack, counts, reportKey } = event.submission;
      const report = { bucket: reportsBucket, key: reportKey };
      const detail = { submissionId, filing, sha256, reason: 'findings', rulePack, counts, report } as const;
      return [MinistryFileRejected.event({ ...common, ...detail }, submissionId)];
    }
    case 'accepted': {
      const { submission, inForce } = event;
      const { submissionId, sha256, inputs } = submission;
      const report = { bucket: reportsBucket, key: submission.reportKey };
      const detail = { ...common, submissionId, sha256, report, inForce };
      const parks = Object.keys(inputs).length;
      return filing === 'register'
        ? [RegisterAccepted.event({ ...detail, register: parks, exempt: exemptAmong(inputs) }, submissionId)]
        : [PriorsAccepted.event({ ...detail, parks }, submissionId)];
    }
    default:
      return [];
  }
};
