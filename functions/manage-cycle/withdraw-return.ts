import type { WithdrawReturn } from '../../shared/domain/cycles/command.ts';
import type { CycleRefusal } from '../../shared/domain/cycles/refusal.ts';
import type { ManagePorts } from './manage-ports.ts';
import { actOnReturn, type ReturnActedOn } from './ministry-act.ts';

/** Takes a return out of force; the park is ranked no more until something uploaded later is accepted. */
export const withdrawReturn = (
  { cycle, park, reason, actor }: WithdrawReturn,
  ports: ManagePorts,
): Promise<ReturnActedOn | CycleRefusal> =>
  actOnReturn({ cycle, park, act: { kind: 'withdraw', reason, actor } }, ports);
