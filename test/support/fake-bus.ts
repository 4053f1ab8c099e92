import type { OutgoingEntry } from '../../events/outgoing-entry.ts';
import type { PublishPorts } from '../../functions/publish-events/publish-events.ts';
import type { PutOutcome } from '../../shared/adapters/event-publisher.ts';
import { MessageRefusedError } from '../../shared/adapters/message-queue.ts';

/** What the bus answers to an entry, or `down` = it refuses the whole request. */
export type BusAnswer = 'taken' | 'throttled' | 'refused' | 'down';

/** Ports over memory. `answer` decides for each entry of each request, `parks` for each message of each parking. */
export const aBus = (options: {
  readonly answer?: (entry: OutgoingEntry, request: number) => BusAnswer;
  readonly parks?: (body: string, request: number) => boolean;
  readonly hasTime?: () => boolean;
}) => {
  const { answer = () => 'taken', parks = () => true, hasTime = () => true } = options;
  const requests: OutgoingEntry[][] = [];
  const published: OutgoingEntry[] = [];
  const parked: string[] = [];
  const pauses: number[] = [];
  let parkings = 0;
  const outcomes: Record<Exclude<BusAnswer, 'down'>, PutOutcome> = {
    taken: { put: true },
    throttled: { put: false, reason: 'ThrottlingException', passing: true },
    refused: { put: false, reason: 'NotAuthorizedForSourceException', passing: false },
  };
  const ports: PublishPorts = {
    putEvents: async (entries) => {
      requests.push([...entries]);
      const answers = entries.map((entry) => answer(entry, requests.length));
      return answers.map((one, index) => {
        if (one === 'down' || answers.includes('down')) throw new Error('503 Service Unavailable');
        const entry = entries[index];
        if (one === 'taken' && entry !== undefined) published.push(entry);
        return outcomes[one];
      });
    },
    park: async (bodies) => {
      parkings += 1;
      return bodies.map((body) => {
        if (!parks(body, parkings)) return new MessageRefusedError('InternalError');
        parked.push(body);
        return null;
      });
    },
    pause: async (attempt) => {
      pauses.push(attempt);
    },
    hasTime,
  };
  return { ports, requests, published, parked, pauses };
};
