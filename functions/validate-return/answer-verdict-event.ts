import type { verdictContracts } from '../../events/subscriptions.ts';
import type { ReceivedEvent } from '../../shared/lambda/queued-event.ts';
import { type RecallPorts, recallVerdicts } from './recall-verdicts.ts';
import { filerOf, type ValidatePorts, validateReturn } from './validate-return.ts';

export interface VerdictAnswer extends Readonly<Record<string, unknown>> {
  /** What was done, for the log. */
  readonly message: string;
}

/** Does what an event asks of validate-return: judges one submission, or asks for the verdicts that last year's values outdate. */
export const answerVerdictEvent = async (
  event: ReceivedEvent<(typeof verdictContracts)[number]>,
  ports: ValidatePorts & RecallPorts,
): Promise<VerdictAnswer> => {
  switch (event.detailType) {
    case 'PriorsAccepted.v1':
    case 'PriorsRefreshed.v1': {
      const { cycle, eventId: cause } = event.detail;
      const parks = event.detailType === 'PriorsRefreshed.v1' ? event.detail.parks : null;
      return {
        message: 'verdicts recalled',
        cycle,
        ...(await recallVerdicts({ cycle, parks, cause }, ports)),
      };
    }
    case 'VerdictOutdated.v1': {
      const { cycle, park: filer, submissionId } = event.detail;
      const { outcome } = await validateReturn({ cycle, filer, submissionId }, ports);
      return { message: outcome, cycle, filer, submissionId };
    }
    case 'ReturnReceived.v1':
    case 'MinistryFileReceived.v1': {
      const { cycle, filing, submissionId } = event.detail;
      const filer = filerOf(event.detail);
      const { outcome } = await validateReturn({ cycle, filer, submissionId }, ports);
      return { message: outcome, cycle, filing, filer, submissionId };
    }
  }
};
