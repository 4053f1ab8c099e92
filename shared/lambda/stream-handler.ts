import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { type Invocation, invocationOf, observed, type Summary, withSummary } from './observability.ts';

/**
 * Handler of a DynamoDB stream. `handle` sees the records unparsed and in order, and answers for each of them: what it
 * returns without throwing is done with. Partial failures are not reported, since a stream delivers again from the
 * first failed record on, and some emulators lose them silently. `handle` returns the invocation's log line.
 */
export const streamHandler = (
  handle: (records: readonly unknown[], invocation: Invocation) => Promise<Summary>,
) =>
  observed<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(
    async (event: DynamoDBStreamEvent, context: Context) => {
      await withSummary(
        () => handle(event.Records, invocationOf(context)),
        (summary) => summary,
      );
      return { batchItemFailures: [] };
    },
  );
