import { PriorsRefreshed } from '../../events/priors-refreshed.v1.ts';
import { retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import { cycleOf } from '../../shared/adapters/cycles-table.ts';
import { amendedPriorsWrite } from '../../shared/adapters/ministry-files.ts';
import type { RefreshPriors } from '../../shared/domain/cycles/command.ts';
import { decideRefresh } from '../../shared/domain/cycles/decide-amendment.ts';
import { type CycleRefusal, refusals } from '../../shared/domain/cycles/refusal.ts';
import type { ManagePorts } from './manage-ports.ts';

export interface PriorsAreRefreshed {
  readonly ok: true;
  readonly cycle: string;
  /** Numbers of the amendments that count from now on. */
  readonly amendments: readonly number[];
  /** Parks whose returns are scored anew. */
  readonly parks: readonly string[];
}

/**
 * Takes the amendments that are effective into the cycle (design rule 9): amended values, audit entry and event in one
 * transaction. The event makes score-return score the parks anew, and the ranking follows.
 */
export const refreshPriors = async (
  { cycle, reason, actor }: RefreshPriors,
  ports: ManagePorts,
): Promise<PriorsAreRefreshed | CycleRefusal> =>
  retryingConflicts(async (): Promise<PriorsAreRefreshed | CycleRefusal> => {
    const before = await ports.readCycleRow(cycle);
    if (before === null) return refusals.unknownCycle(cycle);
    const [amendments, amended] = await Promise.all([
      ports.readAmendments(cycle),
      ports.readAmendedPriors(cycle),
    ]);
    const now = ports.now().toISOString();
    const decision = decideRefresh({ cycle: cycleOf(before), amendments, amended }, { reason, actor }, now);
    if (decision.kind === 'refused') return decision.refusal;
    const { number, amendments: numbers } = decision.amended;
    const parks = [...decision.parks];
    await ports.commitCycle({
      before,
      openedWith: before.openedWith,
      transition: decision,
      event: PriorsRefreshed.event(
        { cycle, occurredAt: now, number, amendments: numbers, parks, reason, actor },
        String(number),
      ),
      alongside: [amendedPriorsWrite(decision.amended)],
    });
    return { ok: true, cycle, amendments: numbers, parks };
  }, ports.pause);
