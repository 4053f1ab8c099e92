import { DeleteMessageBatchCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { EventEnvelope } from '../../events/envelope.ts';
import { RankingChanged, type RankingChangedDetail } from '../../events/ranking-changed.v1.ts';
import { RankingPublished, type RankingPublishedDetail } from '../../events/ranking-published.v1.ts';
import { sqs } from '../../shared/adapters/aws-clients.ts';
import type { Deployment } from '../local/deployment.ts';

/** What the ministry's queue delivers. */
export type MinistryEvent =
  | { readonly detailType: 'RankingChanged.v1'; readonly detail: RankingChangedDetail }
  | { readonly detailType: 'RankingPublished.v1'; readonly detail: RankingPublishedDetail };

const Envelope = EventEnvelope.extend({
  'detail-type': z.enum([RankingChanged.detailType, RankingPublished.detailType]),
});

/**
 * Takes what waits in the ministry's queue, each event once by its id, and deletes it there: the caller is the
 * consumer. Ends at the first empty answer; waits up to `waitSeconds` for the first message.
 */
export async function takeMinistryEvents(
  deployment: Deployment,
  { waitSeconds = 0 }: { readonly waitSeconds?: number } = {},
): Promise<MinistryEvent[]> {
  const events = new Map<string, MinistryEvent>();
  for (;;) {
    const { Messages = [] } = await sqs().send(
      new ReceiveMessageCommand({
        QueueUrl: deployment.ministryQueueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: events.size === 0 ? waitSeconds : 0,
      }),
    );
    if (Messages.length === 0) return [...events.values()];
    for (const { Body } of Messages) {
      const event = parseMinistryEvent(Body ?? '');
      events.set(event.detail.eventId, event);
    }
    await sqs().send(
      new DeleteMessageBatchCommand({
        QueueUrl: deployment.ministryQueueUrl,
        Entries: Messages.flatMap(({ ReceiptHandle }, index) =>
          ReceiptHandle ? [{ Id: String(index), ReceiptHandle }] : [],
        ),
      }),
    );
  }
}

/** Throws InvalidEventError where the body is not one of the two events. */
export function parseMinistryEvent(body: string): MinistryEvent {
  const envelope = Envelope.parse(JSON.parse(body));
  return envelope['detail-type'] === 'RankingChanged.v1'
    ? { detailType: 'RankingChanged.v1', detail: RankingChanged.parse(envelope) }
    : { detailType: 'RankingPublished.v1', detail: RankingPublished.parse(envelope) };
}
