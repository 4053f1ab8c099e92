import type { ReopenReturn } from '../../shared/domain/cycles/command.ts';
import { type CycleRefusal, refusals } from '../../shared/domain/cycles/refusal.ts';
import { FILED_INPUT_CODES } from '../../shared/domain/methodology/shipped-editions.ts';
import type { ManagePorts } from './manage-ports.ts';
import { actOnReturn, type ReturnActedOn } from './ministry-act.ts';

/** Opens a return in force for correction; it stays ranked with its old values, marked (design rule 10). */
export const reopenReturn = async (
  { cycle, park, reason, actor, deadline, scope }: ReopenReturn,
  ports: ManagePorts,
): Promise<ReturnActedOn | CycleRefusal> => {
  const unknown = (scope ?? []).filter((code) => !FILED_INPUT_CODES.has(code));
  if (unknown.length > 0) return refusals.unknownInput(unknown);
  return actOnReturn({ cycle, park, act: { kind: 'reopen', reason, actor, deadline, scope } }, ports);
};
