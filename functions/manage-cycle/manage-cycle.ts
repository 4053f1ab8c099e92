import type { CycleCommand } from '../../shared/domain/cycles/command.ts';
import type { CycleRefusal } from '../../shared/domain/cycles/refusal.ts';
import { amendPrior, type PriorIsAmended } from './amend-prior.ts';
import { type CycleIsClosed, closeCycle } from './close-cycle.ts';
import { type CycleStands, cycleStatus } from './cycle-status.ts';
import { explainFinding, type FindingIsExplained } from './explain-finding.ts';
import { type EditionLoaded, loadEditionCommand } from './load-edition.ts';
import type { ManagePorts } from './manage-ports.ts';
import type { ReturnActedOn } from './ministry-act.ts';
import { type CycleIsOpen, openCycle } from './open-cycle.ts';
import { patchRulePack, type RulePackIsPatched } from './patch-rule-pack.ts';
import { type CycleIsPublished, publishCycle } from './publish-cycle.ts';
import { type PriorsAreRefreshed, refreshPriors } from './refresh-priors.ts';
import { reopenReturn } from './reopen-return.ts';
import { type CycleRescheduled, rescheduleCycle } from './reschedule-cycle.ts';
import { type ReturnIsSignedOff, signOffReturn } from './sign-off-return.ts';
import { withdrawReturn } from './withdraw-return.ts';

/** What was done, by command. */
export interface CycleAnswers {
  readonly 'open-cycle': CycleIsOpen;
  readonly 'close-cycle': CycleIsClosed;
  readonly 'reschedule-cycle': CycleRescheduled;
  readonly 'publish-cycle': CycleIsPublished;
  readonly 'cycle-status': CycleStands;
  readonly 'reopen-return': ReturnActedOn;
  readonly 'withdraw-return': ReturnActedOn;
  readonly 'sign-off-return': ReturnIsSignedOff;
  readonly 'amend-prior': PriorIsAmended;
  readonly 'refresh-priors': PriorsAreRefreshed;
  readonly 'explain-finding': FindingIsExplained;
  readonly 'patch-rule-pack': RulePackIsPatched;
  readonly 'load-edition': EditionLoaded;
}
export type CycleAnswer = CycleAnswers[keyof CycleAnswers];

/** Does what the ministry commands, or says as a value why not. Exceptions mean "try again". */
export const manageCycle = (
  command: CycleCommand,
  ports: ManagePorts,
): Promise<CycleAnswer | CycleRefusal> => {
  switch (command.command) {
    case 'open-cycle':
      return openCycle(command, ports);
    case 'close-cycle':
      return closeCycle(command, ports);
    case 'reschedule-cycle':
      return rescheduleCycle(command, ports);
    case 'publish-cycle':
      return publishCycle(command, ports);
    case 'cycle-status':
      return cycleStatus(command, ports);
    case 'reopen-return':
      return reopenReturn(command, ports);
    case 'withdraw-return':
      return withdrawReturn(command, ports);
    case 'sign-off-return':
      return signOffReturn(command, ports);
    case 'amend-prior':
      return amendPrior(command, ports);
    case 'refresh-priors':
      return refreshPriors(command, ports);
    case 'explain-finding':
      return explainFinding(command, ports);
    case 'patch-rule-pack':
      return patchRulePack(command, ports);
    case 'load-edition':
      return loadEditionCommand(command, ports);
  }
};
