import * as z from 'zod';
import { byteLength, maximumMessageBytes } from '../../events/entry-size.ts';
import type { OutgoingEntry } from '../../events/outgoing-entry.ts';

/** A reason is for people; what does not fit here stands in the log. */
const maximumReasonCharacters = 200;

/**
 * Message of the retry queue. `detail` is the event's detail as a JSON value (text inside text would outgrow the queue's
 * limit by its escapes), the text itself where it is not JSON, or null where it would not fit; the row is then still in
 * the table under `OUTBOX#eventId`.
 */
export const ParkedEvent = z.strictObject({
  eventId: z.string(),
  detailType: z.string(),
  reason: z.string(),
  detail: z.unknown(),
});
export type ParkedEvent = z.infer<typeof ParkedEvent>;

/** Body of the message that parks an entry. */
export const parkedBody = ({ eventId, detailType, detail }: OutgoingEntry, reason: string): string => {
  const shown = {
    eventId: eventId.slice(0, 200),
    detailType: detailType.slice(0, 200),
    reason: reason.slice(0, maximumReasonCharacters),
  };
  const body = JSON.stringify({ ...shown, detail: jsonOrText(detail) });
  return byteLength(body) <= maximumMessageBytes ? body : JSON.stringify({ ...shown, detail: null });
};

const jsonOrText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
