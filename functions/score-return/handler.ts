import { ReturnAccepted } from '../../events/return-accepted.v1.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { queuedEventHandler } from '../../shared/lambda/queued-event-handler.ts';
import { Environment } from './environment.ts';
import { scorePorts } from './ports.ts';
import { scoreReturn } from './score-return.ts';

const ports = scorePorts(readEnvironment(Environment));

export const handler = queuedEventHandler({
  contracts: [ReturnAccepted],
  handle: async ({ detail: { cycle, park } }, { logger }) => {
    // Expert scores are stored as they are; only a park's return has indicators to compute.
    if (park === null) return;
    const { outcome, submissionId } = await scoreReturn({ cycle, park }, ports);
    logger.info(outcome, { cycle, park, submissionId });
  },
});
