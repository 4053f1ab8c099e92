import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Logger } from '@aws-lambda-powertools/logger';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { ReadableContract } from '../../events/contract.ts';
import { asError } from './errors.ts';
import { count, type Invocation, invocationOf, observed, withSummary } from './observability.ts';
import { type QueuedMessage, queuedMessageOf, type ReceivedEvent, readQueuedEvent } from './queued-event.ts';

/** One message of a batch with the invocation it came in; `logger` writes the message's id with each line. */
export interface QueuedRecord extends Invocation, QueuedMessage {}

/** A record that goes back to its queue. */
interface FailedRecord {
  readonly messageId: string;
  readonly receiveCount: number;
  readonly error: Error;
}

/**
 * Handler of a queue in which each message stands for itself. Records run concurrently. A record whose `handle` throws
 * goes back to the queue alone; the others are done with.
 */
export const queuedRecordHandler = (handle: (record: QueuedRecord, source: SQSRecord) => Promise<void>) =>
  observed<SQSEvent, SQSBatchResponse>().handler((event: SQSEvent, context: Context) => {
    const failed: FailedRecord[] = [];
    const recordHandler = async (source: SQSRecord): Promise<void> => {
      const message = queuedMessageOf(source);
      const invocation = invocationOf(context);
      try {
        await handle({ ...invocation, ...message, logger: childOf(invocation.logger, message) }, source);
      } catch (thrown) {
        // The processor keeps errors to itself; they are told in the invocation's one line.
        const error = asError(thrown);
        failed.push({ messageId: message.messageId, receiveCount: message.receiveCount, error });
        throw error;
      }
    };
    return withSummary(
      // Processors keep state, so each invocation has its own.
      async () =>
        processPartialResponse(event, recordHandler, new BatchProcessor(EventType.SQS), {
          context,
          throwOnFullBatchFailure: false,
        }),
      () => {
        count('RecordsFailed', failed.length);
        return {
          message: 'messages handled',
          wanting: failed.length > 0,
          facts: { records: event.Records.length, failed },
        };
      },
    );
  });

/**
 * Handler of a queue that EventBridge feeds with events of the given contracts.
 * An event that no contract answers to, or that breaks its contract, fails its record.
 */
export const queuedEventHandler = <Contract extends ReadableContract>(options: {
  readonly contracts: readonly Contract[];
  readonly handle: (event: ReceivedEvent<Contract>, record: QueuedRecord) => Promise<void>;
}) =>
  queuedRecordHandler(async (record) => {
    const event = readQueuedEvent(record.body, options.contracts);
    record.logger.appendKeys({ detailType: event.detailType });
    await options.handle(event, record);
  });

const childOf = (parent: Logger, message: QueuedMessage): Logger => {
  const child = parent.createChild();
  child.appendKeys({ messageId: message.messageId, receiveCount: message.receiveCount });
  return child;
};
