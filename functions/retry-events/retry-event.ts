import { reasonToWithhold } from '../../events/outgoing-entry.ts';
import { ParkedEvent } from '../publish-events/parked-event.ts';
import { type SendPorts, sendEntries } from '../publish-events/send-entries.ts';

/** Thrown when a parked event is still not on the bus: its message goes back to the queue, and in the end to the DLQ. */
export class StillParkedError extends Error {
  override readonly name = 'StillParkedError';
}

/**
 * Publishes one parked event, alone in its request, so that no other event can hold it up.
 * @param body message of the retry queue.
 * @throws {StillParkedError} when it cannot be published now, or (poison, oversize) can never be.
 */
export const retryEvent = async (body: string, ports: SendPorts): Promise<void> => {
  const { eventId, detailType, detail, reason } = readParked(body);
  const entry = { eventId, detailType, detail: JSON.stringify(detail) ?? 'null' };
  const problem = reasonToWithhold(entry);
  if (problem !== null) {
    throw new StillParkedError(`Event ${eventId} cannot be published: ${problem} (parked: ${reason})`);
  }
  const [failed] = await sendEntries([entry], ports);
  if (failed !== undefined) throw new StillParkedError(`Event ${eventId} was refused: ${failed.reason}`);
};

const readParked = (body: string): ParkedEvent => {
  try {
    return ParkedEvent.parse(JSON.parse(body));
  } catch (cause) {
    throw new StillParkedError('The message is not a parked event', { cause });
  }
};
