import { maximumRequestBytes, maximumRequestEntries } from '../../events/entry-size.ts';
import { inRequests, type OutgoingEntry, outgoingBytes } from '../../events/outgoing-entry.ts';
import type { PutEvents, PutOutcome } from '../../shared/adapters/event-publisher.ts';
import { asError } from '../../shared/lambda/errors.ts';

export interface SendPorts {
  readonly putEvents: PutEvents;
  /** Waits before an attempt, 1 after the first failure, for a random time. */
  readonly pause: (attempt: number) => Promise<void>;
  /** False when what is left of the invocation is needed to park what is not sent. */
  readonly hasTime: () => boolean;
}

export interface FailedEntry {
  readonly entry: OutgoingEntry;
  readonly reason: string;
}

/** In-process attempts per request, the first included; beyond them the retry queue is the better place to wait. */
const maximumAttempts = 4;

/**
 * Sends entries in their order, in requests within the bus's limits. A request is finished, with its failed entries
 * tried again, before the next one starts, so that events of one aggregate arrive in order unless one of them has to be
 * parked. Never throws.
 * @returns the entries that are not on the bus.
 */
export const sendEntries = async (
  entries: readonly OutgoingEntry[],
  ports: SendPorts,
): Promise<readonly FailedEntry[]> => {
  const failed: FailedEntry[] = [];
  const limits = { most: maximumRequestEntries, mostBytes: maximumRequestBytes };
  for (const [index, request] of inRequests(entries, outgoingBytes, limits).entries()) {
    const send = index === 0 || ports.hasTime();
    failed.push(...(send ? await sendRequest(request, ports) : request.map(asLate)));
  }
  return failed;
};

const asLate = (entry: OutgoingEntry): FailedEntry => ({ entry, reason: 'no time left to send it' });

const sendRequest = async (request: readonly OutgoingEntry[], ports: SendPorts): Promise<FailedEntry[]> => {
  const failed: FailedEntry[] = [];
  let pending = request;
  for (let attempt = 1; ; attempt += 1) {
    const outcomes = await outcomesOf(pending, ports.putEvents);
    const passing: FailedEntry[] = [];
    for (const { entry, outcome } of outcomes) {
      if (outcome.put) continue;
      (outcome.passing ? passing : failed).push({ entry, reason: outcome.reason });
    }
    if (passing.length === 0) return failed;
    if (attempt >= maximumAttempts || !ports.hasTime()) return [...failed, ...passing];
    pending = passing.map(({ entry }) => entry);
    await ports.pause(attempt);
  }
};

/** Outcome of each entry; a request that was refused as a whole, or answered short, has failed for the moment. */
const outcomesOf = async (
  entries: readonly OutgoingEntry[],
  putEvents: PutEvents,
): Promise<{ readonly entry: OutgoingEntry; readonly outcome: PutOutcome }[]> => {
  const unanswered: PutOutcome = { put: false, reason: 'no answer for the entry', passing: true };
  try {
    const outcomes = await putEvents(entries);
    return entries.map((entry, index) => ({ entry, outcome: outcomes[index] ?? unanswered }));
  } catch (thrown) {
    const { name, message } = asError(thrown);
    return entries.map((entry) => ({
      entry,
      outcome: { put: false, reason: `${name}: ${message}`, passing: true },
    }));
  }
};
