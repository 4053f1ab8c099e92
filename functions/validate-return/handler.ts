import { ReturnReceived } from '../../events/return-received.v1.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { queuedEventHandler } from '../../shared/lambda/queued-event-handler.ts';
import { Environment } from './environment.ts';
import { validatePorts } from './ports.ts';
import { validateReturn } from './validate-return.ts';

const ports = validatePorts(readEnvironment(Environment));

export const handler = queuedEventHandler({
  contracts: [ReturnReceived],
  handle: async ({ detail }, { logger }) => {
    const { outcome, submissionId } = await validateReturn(detail, ports);
    const { cycle, filing, park } = detail;
    logger.info(outcome, { cycle, filing, park, submissionId });
  },
});
