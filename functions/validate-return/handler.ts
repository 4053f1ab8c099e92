import { filingContracts } from '../../events/subscriptions.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { queuedEventHandler } from '../../shared/lambda/queued-event-handler.ts';
import { Environment } from './environment.ts';
import { validatePorts } from './ports.ts';
import { filerOf, validateReturn } from './validate-return.ts';

const ports = validatePorts(readEnvironment(Environment));

export const handler = queuedEventHandler({
  contracts: filingContracts,
  handle: async ({ detail }, { logger }) => {
    const { cycle, filing, submissionId } = detail;
    const filer = filerOf(detail);
    const { outcome } = await validateReturn({ cycle, filer, submissionId }, ports);
    logger.info(outcome, { cycle, filing, filer, submissionId });
  },
});
