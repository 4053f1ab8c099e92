import { RulePackPatched } from '../../events/rule-pack-patched.v1.ts';
import { retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import { packPatchWrite } from '../../shared/adapters/cycle-commits.ts';
import { cycleOf } from '../../shared/adapters/cycles-table.ts';
import type { PatchRulePack } from '../../shared/domain/cycles/command.ts';
import { decidePackPatch } from '../../shared/domain/cycles/decide-pack-patch.ts';
import { type CycleRefusal, refusals } from '../../shared/domain/cycles/refusal.ts';
import { patchedPackId } from '../../shared/domain/rules/patched-pack.ts';
import type { ManagePorts } from './manage-ports.ts';

export interface RulePackIsPatched {
  readonly ok: true;
  readonly cycle: string;
  readonly rule: string;
  readonly switchedTo: 'off' | 'on';
  /** Version of the pack that is in force from now on: `gx46-2021@1.1.1`. */
  readonly rulePack: string;
  /** Every rule that is off. */
  readonly off: readonly string[];
  /** It was so before; nothing was changed. */
  readonly doneBefore: boolean;
}

/** Switches a rule of a cycle off or on: patch, pack version of the cycle, audit entry and event in one transaction. */
export const patchRulePack = async (
  { cycle, rule, to, reason, actor }: PatchRulePack,
  ports: ManagePorts,
): Promise<RulePackIsPatched | CycleRefusal> =>
  retryingConflicts(async (): Promise<RulePackIsPatched | CycleRefusal> => {
    const before = await ports.readCycleRow(cycle);
    if (before === null) return refusals.unknownCycle(cycle);
    const [patch, pack] = [await ports.readPackPatch(cycle), ports.shippedPack(cycle)];
    const decision = decidePackPatch(
      { cycle: cycleOf(before), patch, pack },
      { rule, to, reason, actor },
      ports.now().toISOString(),
    );
    if (decision.kind === 'refused') return decision.refusal;
    const isDone = decision.kind === 'done-before';
    const off = (isDone ? patch : decision.patch)?.off.map((one) => one.rule) ?? [];
    if (!isDone) {
      await ports.commitCycle({
        before,
        openedWith: before.openedWith,
        transition: decision,
        event: RulePackPatched.event(
          {
            cycle,
            occurredAt: decision.fact.at,
            rule,
            switchedTo: to,
            rulePack: decision.cycle.rulePack,
            reason,
            actor,
          },
          String(decision.patch.number),
        ),
        alongside: [packPatchWrite(decision.patch)],
      });
    }
    const rulePack = isDone ? patchedPackId(pack.id, patch) : decision.cycle.rulePack;
    return { ok: true, cycle, rule, switchedTo: to, rulePack, off, doneBefore: isDone };
  }, ports.pause);
