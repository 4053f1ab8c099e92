import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { byteLength, maximumBatchMessages, maximumMessageBytes } from '../../events/entry-size.ts';
import { inRequests } from '../../events/outgoing-entry.ts';

/** Stands for a message that SQS did not take; returned, not thrown. */
export class MessageRefusedError extends Error {
  override readonly name = 'MessageRefusedError';
}

/** Sends messages, as many as there are; for each null when the queue has it, otherwise why not. Never throws. */
export type SendMessages = (bodies: readonly string[]) => Promise<readonly (MessageRefusedError | null)[]>;

const requestLimits = { most: maximumBatchMessages, mostBytes: maximumMessageBytes };

/** SendMessageBatch to the queue of that address. */
export const sendMessagesTo =
  (client: SQSClient, queueUrl: string): SendMessages =>
  async (bodies) => {
    const outcomes: (MessageRefusedError | null)[] = [];
    for (const request of inRequests(bodies, byteLength, requestLimits)) {
      outcomes.push(...(await sendRequest(client, queueUrl, request)));
    }
    return outcomes;
  };

const sendRequest = async (
  client: SQSClient,
  queueUrl: string,
  bodies: readonly string[],
): Promise<(MessageRefusedError | null)[]> => {
  const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
  try {
    const { Successful = [], Failed = [] } = await client.send(
      new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }),
    );
    const taken = new Set(Successful.map(({ Id }) => Id));
    const reasons = new Map(Failed.map(({ Id, Code, Message }) => [Id, `${Code}: ${Message ?? ''}`]));
    return Entries.map(({ Id }) =>
      taken.has(Id) ? null : new MessageRefusedError(reasons.get(Id) ?? 'no result for the message'),
    );
  } catch (cause) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    return Entries.map(() => new MessageRefusedError(`The request failed: ${reason}`, { cause }));
  }
};
