import { ReturnAccepted } from '../../events/return-accepted.v1.ts';
import { priorsContracts } from '../../events/subscriptions.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { queuedEventHandler } from '../../shared/lambda/queued-event-handler.ts';
import { Environment } from './environment.ts';
import { scorePorts } from './ports.ts';
import { scoreAnew } from './score-anew.ts';
import { scoreReturn } from './score-return.ts';

const ports = scorePorts(readEnvironment(Environment));

export const handler = queuedEventHandler({
  contracts: [ReturnAccepted, ...priorsContracts],
  handle: async (event, { logger }) => {
    const { cycle } = event.detail;
    if (event.detailType !== 'ReturnAccepted.v1') {
      const parks = event.detailType === 'PriorsRefreshed.v1' ? event.detail.parks : null;
      logger.info('scored anew', { cycle, ...(await scoreAnew({ cycle, parks }, ports)) });
      return;
    }
    const { park } = event.detail;
    // Expert scores are stored as they are; only a park's return has indicators to compute.
    if (park === null) return;
    const { outcome, submissionId } = await scoreReturn({ cycle, park }, ports);
    logger.info(outcome, { cycle, park, submissionId });
  },
});
