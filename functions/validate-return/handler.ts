import { verdictContracts } from '../../events/subscriptions.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { queuedEventHandler } from '../../shared/lambda/queued-event-handler.ts';
import { answerVerdictEvent } from './answer-verdict-event.ts';
import { Environment } from './environment.ts';
import { validatePorts } from './ports.ts';

const ports = validatePorts(readEnvironment(Environment));

export const handler = queuedEventHandler({
  contracts: verdictContracts,
  handle: async (event, { logger }) => {
    const { message, ...facts } = await answerVerdictEvent(event, ports);
    logger.info(message, facts);
  },
});
