import { CycleScheduled } from '../../events/cycle-scheduled.v1.ts';
import { retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import { cycleOf } from '../../shared/adapters/cycles-table.ts';
import type { RescheduleCycle } from '../../shared/domain/cycles/command.ts';
import type { Cycle } from '../../shared/domain/cycles/cycle.ts';
import { decideRescheduling } from '../../shared/domain/cycles/decide-times.ts';
import { type CycleRefusal, refusals } from '../../shared/domain/cycles/refusal.ts';
import type { ManagePorts } from './manage-ports.ts';

export interface CycleRescheduled {
  readonly ok: true;
  readonly cycle: Cycle;
  /** The times were so before; nothing was changed. */
  readonly doneBefore: boolean;
}

/** Changes when a cycle opens and closes by itself. The event makes advance-cycle keep to the new times. */
export const rescheduleCycle = async (
  { command: _, cycle, ...asked }: RescheduleCycle,
  ports: ManagePorts,
): Promise<CycleRescheduled | CycleRefusal> =>
  retryingConflicts(async (): Promise<CycleRescheduled | CycleRefusal> => {
    const before = await ports.readCycleRow(cycle);
    if (before === null) return refusals.unknownCycle(cycle);
    const now = ports.now().toISOString();
    const decision = decideRescheduling(cycleOf(before), asked, now);
    if (decision.kind === 'refused') return decision.refusal;
    if (decision.kind === 'done-before') return { ok: true, cycle: cycleOf(before), doneBefore: true };
    const { opensAt, closesAt, late } = decision.cycle;
    const { reason, actor } = asked;
    await ports.commitCycle({
      before,
      openedWith: before.openedWith,
      transition: decision,
      event: CycleScheduled.event(
        { cycle, occurredAt: now, opensAt, closesAt, late, reason, actor },
        String(before.audit.sequence + 1),
      ),
      alongside: [],
    });
    return { ok: true, cycle: decision.cycle, doneBefore: false };
  }, ports.pause);
