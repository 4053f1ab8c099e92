import type { ReopenReturn } from '../../shared/domain/cycles/command.ts';
import type { CycleRefusal } from '../../shared/domain/cycles/refusal.ts';
import type { ManagePorts } from './manage-ports.ts';
import { actOnReturn, type ReturnActedOn } from './ministry-act.ts';

/** Opens a return in force for correction; it stays ranked with its old values, marked (design rule 10). */
export const reopenReturn = (
  { cycle, park, reason, actor, deadline }: ReopenReturn,
  ports: ManagePorts,
): Promise<ReturnActedOn | CycleRefusal> =>
  actOnReturn({ cycle, park, act: { kind: 'reopen', reason, actor, deadline } }, ports);
