import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { ReadableContract } from '../../events/contract.ts';
import { asError } from './errors.ts';
import { count, type Invocation, invocationOf, observed, withSummary } from './observability.ts';
import { type QueuedMessage, queuedMessageOf, type ReceivedEvent, readQueuedEvent } from './queued-event.ts';

/** A readable message of a batch. */
export interface BatchedEvent<Contract extends ReadableContract> extends QueuedMessage {
  readonly event: ReceivedEvent<Contract>;
}

/**
 * Handler of a queue whose messages are answered together, such as one ranking for many scored returns.
 * Messages that cannot be read fail alone. `handle` gets the others, at least one, and returns the ids of the messages
 * that are to be delivered again; when it throws, that is all it was given.
 */
export const queuedBatchHandler = <Contract extends ReadableContract>(options: {
  readonly contracts: readonly Contract[];
  readonly handle: (
    events: readonly BatchedEvent<Contract>[],
    invocation: Invocation,
  ) => Promise<readonly string[]>;
}) =>
  observed<SQSEvent, SQSBatchResponse>().handler((event: SQSEvent, context: Context) =>
    withSummary(
      async () => {
        const readable: BatchedEvent<Contract>[] = [];
        const failed: { messageId: string; error?: Error }[] = [];
        for (const record of event.Records) {
          const message = queuedMessageOf(record);
          try {
            readable.push({ ...message, event: readQueuedEvent(record.body, options.contracts) });
          } catch (thrown) {
            failed.push({ messageId: message.messageId, error: asError(thrown) });
          }
        }
        try {
          const again = readable.length === 0 ? [] : await options.handle(readable, invocationOf(context));
          failed.push(...again.map((messageId) => ({ messageId })));
        } catch (thrown) {
          const error = asError(thrown);
          failed.push(...readable.map(({ messageId }) => ({ messageId, error })));
        }
        return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })), failed };
      },
      ({ failed }) => {
        count('RecordsFailed', failed.length);
        return {
          message: 'batch handled',
          wanting: failed.length > 0,
          facts: { records: event.Records.length, failed },
        };
      },
    ).then(({ batchItemFailures }) => ({ batchItemFailures })),
  );
