import { setTimeout } from 'node:timers/promises';
import { eventBridge } from '../../shared/adapters/aws-clients.ts';
import { jitteredPause } from '../../shared/adapters/conflict-retry.ts';
import { putEventsOn } from '../../shared/adapters/event-publisher.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { queuedRecordHandler } from '../../shared/lambda/queued-event-handler.ts';
import { Environment } from './environment.ts';
import { retryEvent } from './retry-event.ts';

const environment = readEnvironment(Environment);
const putEvents = putEventsOn(eventBridge(), environment.EVENT_BUS_NAME);
const pause = jitteredPause(Math.random, setTimeout);

/** Parked events → the bus; what fails again waits in its queue for the next delivery. */
export const handler = queuedRecordHandler(({ body, remainingMilliseconds }) => {
  const reserveMilliseconds = remainingMilliseconds() / 2;
  return retryEvent(body, { putEvents, pause, hasTime: () => remainingMilliseconds() > reserveMilliseconds });
});
