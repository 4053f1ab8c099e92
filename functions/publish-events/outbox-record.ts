import * as z from 'zod';
import type { OutgoingEntry } from '../../events/outgoing-entry.ts';

const Text = z.object({ S: z.string() });

/** What is read of a stream record with a new outbox row; the stream's own spelling of values is plain enough. */
const InsertedOutboxRow = z.object({
  dynamodb: z.object({ NewImage: z.object({ eventId: Text, detailType: Text, detail: Text }) }),
});

const OtherRow = z.object({
  eventName: z.string(),
  dynamodb: z.object({ Keys: z.object({ pk: Text }) }),
});

/** A record that claims to be of the outbox and cannot be read as such. */
export interface UnreadableRecord {
  readonly unreadable: OutgoingEntry;
}

/**
 * The event in a stream record; null for records that are none of the outbox's business (other rows, rows that expire).
 * A record that cannot be read comes back whole, under its key if it has one, so that somebody can look at it.
 */
export const entryOfRecord = (record: unknown): OutgoingEntry | UnreadableRecord | null => {
  const place = OtherRow.safeParse(record);
  if (place.success) {
    const { eventName, dynamodb } = place.data;
    if (eventName !== 'INSERT' || !dynamodb.Keys.pk.S.startsWith('OUTBOX#')) return null;
  }
  const row = InsertedOutboxRow.safeParse(record);
  if (row.success) {
    const { eventId, detailType, detail } = row.data.dynamodb.NewImage;
    return { eventId: eventId.S, detailType: detailType.S, detail: detail.S };
  }
  const eventId = place.success ? place.data.dynamodb.Keys.pk.S.slice('OUTBOX#'.length) : '';
  return { unreadable: { eventId, detailType: '', detail: JSON.stringify(record) ?? 'undefined' } };
};
