import { setTimeout } from 'node:timers/promises';
import { eventBridge, sqs } from '../../shared/adapters/aws-clients.ts';
import { jitteredPause } from '../../shared/adapters/conflict-retry.ts';
import { putEventsOn } from '../../shared/adapters/event-publisher.ts';
import { sendMessagesTo } from '../../shared/adapters/message-queue.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { count } from '../../shared/lambda/observability.ts';
import { streamHandler } from '../../shared/lambda/stream-handler.ts';
import { Environment } from './environment.ts';
import { publishEvents } from './publish-events.ts';

const environment = readEnvironment(Environment);
const putEvents = putEventsOn(eventBridge(), environment.EVENT_BUS_NAME);
const park = sendMessagesTo(sqs(), environment.OUTBOX_RETRY_QUEUE_URL);
const pause = jitteredPause(Math.random, setTimeout);

/** The table's stream → the bus (design rule 1). */
export const handler = streamHandler(async (records, { remainingMilliseconds }) => {
  // The second half of the invocation belongs to parking, whatever the function's timeout is.
  const parkingMilliseconds = remainingMilliseconds() / 2;
  const hasTime = () => remainingMilliseconds() > parkingMilliseconds;
  const outcome = await publishEvents(records, { putEvents, park, pause, hasTime });
  count('EventsPublished', outcome.published);
  count('EventsParked', outcome.parked.length);
  return { message: 'outbox published', wanting: outcome.parked.length > 0, facts: { ...outcome } };
});
