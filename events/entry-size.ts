/**
 * Largest PutEvents entry, and largest PutEvents request, that we send: 256 KB.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
 */
export const maximumRequestBytes = 262_144;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export const maximumRequestEntries = 10;

/**
 * Largest message, and largest batch of messages, that we send to SQS. Some regions take more since 2025; this is what
 * all take. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
export const maximumMessageBytes = 262_144;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const maximumBatchMessages = 10;

/** Bytes that a `Time` adds to an entry, whatever its value. */
const timeBytes = 14;

const utf8 = new TextEncoder();

/** UTF-8 bytes of a text. */
export const byteLength = (text: string): number => utf8.encode(text).byteLength;

/** What of a PutEvents entry counts towards its size; the bus name does not. */
export interface SizedEntry {
  readonly source: string;
  readonly detailType: string;
  /** JSON text. */
  readonly detail: string;
  readonly time?: Date;
}

/** Size of an entry as EventBridge counts it: 14 for a time, and the UTF-8 bytes of source, detail type and detail. */
export const entryBytes = (entry: SizedEntry): number =>
  (entry.time === undefined ? 0 : timeBytes) +
  byteLength(entry.source) +
  byteLength(entry.detailType) +
  byteLength(entry.detail);
