import { reviewContracts } from '../../events/subscriptions.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { queuedBatchHandler } from '../../shared/lambda/queued-batch-handler.ts';
import { Environment } from './environment.ts';
import { reviewPorts } from './ports.ts';
import { reviewParks } from './review-parks.ts';

const ports = reviewPorts(readEnvironment(Environment));

export const handler = queuedBatchHandler({
  contracts: reviewContracts,
  handle: (events, { logger }) =>
    reviewParks(
      events.map(({ messageId: id, event: { detail } }) => ({
        id,
        cycle: detail.cycle,
        park: 'park' in detail ? detail.park : null,
      })),
      ports,
      logger,
    ),
});
