import { type OutgoingEntry, reasonToWithhold } from '../../events/outgoing-entry.ts';
import type { SendMessages } from '../../shared/adapters/message-queue.ts';
import { entryOfRecord } from './outbox-record.ts';
import { parkedBody } from './parked-event.ts';
import { type FailedEntry, type SendPorts, sendEntries } from './send-entries.ts';

export interface PublishPorts extends SendPorts {
  /** Sends messages to the retry queue. */
  readonly park: SendMessages;
}

/** Thrown when events are neither on the bus nor in the retry queue: the stream has to deliver them again. */
export class EventsNotParkedError extends Error {
  override readonly name = 'EventsNotParkedError';
  constructor(eventIds: readonly string[], cause: Error | undefined) {
    // Lambda logs the message of what a handler throws, and not its cause.
    super(`Neither published nor parked: ${eventIds.join(', ')} (${cause?.message ?? 'no reason given'})`, {
      cause,
    });
  }
}

export interface PublishOutcome {
  /** Events on the bus. */
  readonly published: number;
  /** Events in the retry queue, with the reason for each. */
  readonly parked: readonly { readonly eventId: string; readonly reason: string }[];
  /** Records that are none of the outbox's. */
  readonly skipped: number;
}

/**
 * Publishes the events of stream records, at least once. Each record ends in one of three ways: on the bus, in the
 * retry queue, or, if that fails too, in an exception after all others have been seen to.
 * @throws {EventsNotParkedError} when parking failed; records of this batch that are published will be sent again.
 */
export const publishEvents = async (
  records: readonly unknown[],
  ports: PublishPorts,
): Promise<PublishOutcome> => {
  const sendable: OutgoingEntry[] = [];
  const failed: FailedEntry[] = [];
  let skipped = 0;
  for (const record of records) {
    const entry = entryOfRecord(record);
    if (entry === null) {
      skipped += 1;
    } else if ('unreadable' in entry) {
      failed.push({ entry: entry.unreadable, reason: 'not an outbox row' });
    } else {
      const reason = reasonToWithhold(entry);
      if (reason === null) sendable.push(entry);
      else failed.push({ entry, reason });
    }
  }
  const notSent = await sendEntries(sendable, ports);
  failed.push(...notSent);
  await parkAll(failed, ports);
  return {
    published: sendable.length - notSent.length,
    parked: failed.map(({ entry, reason }) => ({ eventId: entry.eventId, reason })),
    skipped,
  };
};

/** Attempts to park, the first included; the queue is the last place to put an event, so one refusal is not enough. */
const parkingAttempts = 3;

const parkAll = async (failed: readonly FailedEntry[], { park, pause }: PublishPorts): Promise<void> => {
  let waiting = failed.map(({ entry, reason }) => ({
    eventId: entry.eventId,
    body: parkedBody(entry, reason),
  }));
  for (let attempt = 1; waiting.length > 0; attempt += 1) {
    const outcomes = await park(waiting.map(({ body }) => body));
    waiting = waiting.filter((_, index) => outcomes[index] !== null);
    if (waiting.length === 0) return;
    if (attempt >= parkingAttempts) {
      const cause = outcomes.find((outcome) => outcome !== null) ?? undefined;
      throw new EventsNotParkedError(
        waiting.map(({ eventId }) => eventId),
        cause,
      );
    }
    await pause(attempt);
  }
};
