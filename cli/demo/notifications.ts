import type { RankingChangedDetail } from '../../events/ranking-changed.v1.ts';
import { type MinistryEvent, takeMinistryEvents } from '../client/ministry-queue.ts';
import type { Deployment } from '../local/deployment.ts';
import { openMessageInbox } from './message-inbox.ts';

/** Everything that has reached the ministry since the demo began, in the order of arrival. */
export interface Notifications {
  /** From the ministry's queue. */
  readonly events: readonly MinistryEvent[];
  /** Readable messages from the topic. */
  readonly messages: readonly string[];
  /** Takes in what has arrived meanwhile. */
  readonly refresh: () => Promise<void>;
}

export async function openNotifications(deployment: Deployment): Promise<Notifications> {
  const inbox = await openMessageInbox(deployment);
  const events: MinistryEvent[] = [];
  const known = new Set<string>();
  const messages: string[] = [];
  return {
    events,
    messages,
    refresh: async () => {
      for (const event of await takeMinistryEvents(deployment)) {
        if (known.has(event.detail.eventId)) continue;
        known.add(event.detail.eventId);
        events.push(event);
      }
      messages.push(...(await inbox.take()));
    },
  };
}

/** The announced changes of a cycle, by revision: order of arrival means nothing. */
export const changesOf = (notifications: Notifications, cycle: string): RankingChangedDetail[] =>
  notifications.events
    .flatMap((event) =>
      event.detailType === 'RankingChanged.v1' && event.detail.cycle === cycle ? [event.detail] : [],
    )
    .toSorted((a, b) => a.revision - b.revision);
