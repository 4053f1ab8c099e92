import { ObjectCreated } from '../../events/envelope.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { count } from '../../shared/lambda/observability.ts';
import { queuedEventHandler } from '../../shared/lambda/queued-event-handler.ts';
import { Environment } from './environment.ts';
import { receivePorts } from './ports.ts';
import { receiveReturn } from './receive-return.ts';

const ports = receivePorts(readEnvironment(Environment));

export const handler = queuedEventHandler({
  contracts: [ObjectCreated],
  handle: async ({ detail }, { logger }) => {
    const result = await receiveReturn(detail, ports);
    if (result.outcome === 'unrouted') {
      count('UnroutedUpload', 1);
      logger.warn('upload is unrouted', { reason: result.reason, key: detail.key });
    } else if (result.outcome !== 'folder') {
      const { submissionId, cycle, filer, status } = result.submission;
      logger.info(result.outcome, { submissionId, cycle, filer, status });
    }
  },
});
