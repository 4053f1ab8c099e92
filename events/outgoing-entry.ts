import { contractOf } from './catalogue.ts';
import { eventSource, type OutboxEvent } from './contract.ts';
import { entryBytes, maximumRequestBytes } from './entry-size.ts';

/** An event on its way to the bus; `detail` is JSON text. */
export interface OutgoingEntry {
  readonly eventId: string;
  readonly detailType: string;
  readonly detail: string;
}

/** Bytes of an entry, as EventBridge counts them. */
export const outgoingBytes = ({ detailType, detail }: OutgoingEntry): number =>
  entryBytes({ source: eventSource, detailType, detail });

/** Text form of an event. */
export const outgoingEntry = ({
  eventId,
  detailType,
  detail,
}: OutboxEvent<string, unknown>): OutgoingEntry => ({
  eventId,
  detailType,
  detail: JSON.stringify(detail),
});

/**
 * Why an entry must not be sent: it has no contract, breaks it, or is too large. null = it may be sent. Neither the bus
 * nor an emulator of it looks at details, and a consumer would only find out when it is too late.
 */
export const reasonToWithhold = (entry: OutgoingEntry): string | null => {
  const contract = contractOf(entry.detailType);
  if (contract === undefined) return `no contract for detail type "${entry.detailType}"`;
  const bytes = outgoingBytes(entry);
  if (bytes > maximumRequestBytes) return `${bytes} bytes, more than ${maximumRequestBytes}`;
  const read = contract.schema.safeParse(jsonOrUndefined(entry.detail));
  if (!read.success) {
    const [issue] = read.error.issues;
    return `breaks its contract at /${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'unknown'}`;
  }
  const { eventId } = read.data as { readonly eventId: string };
  return eventId === entry.eventId ? null : `the detail has another event id, ${eventId}`;
};

const jsonOrUndefined = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Splits a list, in its order, so that each part has at most `most` items of at most `mostBytes` together. */
export const inRequests = <Item>(
  items: readonly Item[],
  bytesOf: (item: Item) => number,
  limits: { readonly most: number; readonly mostBytes: number },
): Item[][] => {
  const requests: Item[][] = [];
  let current: Item[] = [];
  let currentBytes = 0;
  for (const item of items) {
    const bytes = bytesOf(item);
    if (current.length > 0 && (current.length === limits.most || currentBytes + bytes > limits.mostBytes)) {
      requests.push(current);
      current = [];
      currentBytes = 0;
    }
    current.push(item);
    currentBytes += bytes;
  }
  return current.length === 0 ? requests : [...requests, current];
};
