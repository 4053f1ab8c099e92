import { CycleClosed } from '../../events/cycle-closed.v1.ts';
import { retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import { cycleOf } from '../../shared/adapters/cycles-table.ts';
import type { CloseCycle } from '../../shared/domain/cycles/command.ts';
import type { Cycle } from '../../shared/domain/cycles/cycle.ts';
import { decideClosing } from '../../shared/domain/cycles/decide-cycle.ts';
import { type CycleRefusal, refusals } from '../../shared/domain/cycles/refusal.ts';
import type { ManagePorts } from './manage-ports.ts';

export interface CycleIsClosed {
  readonly ok: true;
  readonly cycle: Cycle;
  /** The cycle was closed before; nothing was changed. */
  readonly doneBefore: boolean;
}

/** Closes a cycle. The event makes rank-parks compute the bounds that stay. */
export const closeCycle = async (
  { cycle, actor, reason }: Pick<CloseCycle, 'cycle' | 'actor' | 'reason'>,
  ports: ManagePorts,
): Promise<CycleIsClosed | CycleRefusal> =>
  retryingConflicts(async (): Promise<CycleIsClosed | CycleRefusal> => {
    const before = await ports.readCycleRow(cycle);
    if (before === null) return refusals.unknownCycle(cycle);
    const now = ports.now().toISOString();
    const decision = decideClosing(cycleOf(before), { actor, reason }, now);
    if (decision.kind === 'refused') return decision.refusal;
    if (decision.kind === 'done-before') return { ok: true, cycle: cycleOf(before), doneBefore: true };
    await ports.commitCycle({
      before,
      openedWith: before.openedWith,
      transition: decision,
      event: CycleClosed.event(
        { cycle, occurredAt: now, closedAt: decision.cycle.closedAt ?? now, actor },
        'closed',
      ),
      alongside: [],
    });
    return { ok: true, cycle: decision.cycle, doneBefore: false };
  }, ports.pause);
