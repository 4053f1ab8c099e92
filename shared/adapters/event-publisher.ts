import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { eventSource } from '../../events/contract.ts';
import type { OutgoingEntry } from '../../events/outgoing-entry.ts';

/** What became of one entry of a request. */
export type PutOutcome =
  | { readonly put: true }
  /** `passing` = the same entry may succeed a moment later (throttled, internal failure). */
  | { readonly put: false; readonly reason: string; readonly passing: boolean };

/** Sends one request; one outcome per entry, in their order. Throws when the request as a whole was refused. */
export type PutEvents = (entries: readonly OutgoingEntry[]) => Promise<readonly PutOutcome[]>;

/**
 * Entry errors that pass by themselves.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html
 */
const passingCodes: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'InternalFailure',
  'InternalException',
  'ServiceUnavailable',
]);

/** PutEvents on the bus of that name; the caller keeps to the limits of a request. */
export const putEventsOn =
  (client: EventBridgeClient, busName: string): PutEvents =>
  async (entries) => {
    const { FailedEntryCount = 0, Entries = [] } = await client.send(
      new PutEventsCommand({
        Entries: entries.map(({ detailType, detail }) => ({
          EventBusName: busName,
          Source: eventSource,
          DetailType: detailType,
          Detail: detail,
        })),
      }),
    );
    return entries.map((_, index): PutOutcome => {
      const { EventId, ErrorCode, ErrorMessage } = Entries[index] ?? {};
      const clean = ErrorCode === undefined && (EventId !== undefined || FailedEntryCount === 0);
      if (clean) return { put: true };
      const code = ErrorCode ?? 'no result';
      const reason = ErrorMessage === undefined ? code : `${code}: ${ErrorMessage}`;
      return { put: false, reason, passing: ErrorCode === undefined || passingCodes.has(ErrorCode) };
    });
  };
