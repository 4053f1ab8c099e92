import type { PackPatch } from '../rules/pack-patch.ts';
import { canBeSwitchedOff, patchedPackId } from '../rules/patched-pack.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import type { Cycle } from './cycle.ts';
import type { CycleTransition, DoneBefore, Refused } from './decide-cycle.ts';
import { type CycleRefusal, refusals } from './refusal.ts';

/** A rule is to be switched off in a cycle, or on again. */
export interface RuleSwitch {
  readonly rule: string;
  readonly to: 'off' | 'on';
  readonly reason: string;
  readonly actor: string;
}

/** The cycle with its new pack version, and the patch that makes it. */
export interface PackPatched extends CycleTransition {
  readonly patch: PackPatch;
}

const refused = (refusal: CycleRefusal): Refused => ({ kind: 'refused', refusal });

/**
 * Switches one rule. Every switch is a patch of the pack with a version of its own; what was judged before stays as it was
 * judged. The verdicts of a published cycle rest on the pack that it had.
 */
export const decidePackPatch = (
  state: {
    readonly cycle: Cycle;
    readonly patch: PackPatch | null;
    /** As it comes with the program. */
    readonly pack: Pick<RulePack, 'id' | 'rules'>;
  },
  { rule, to, reason, actor }: RuleSwitch,
  now: string,
): PackPatched | DoneBefore | Refused => {
  const { cycle, patch, pack } = state;
  if (cycle.status === 'published') return refused(refusals.cyclePublished(cycle.cycle));
  const known = pack.rules.find(({ id }) => id === rule);
  if (known === undefined) return refused(refusals.unknownRule(rule, pack.id));
  const before = patch?.off ?? [];
  const isOff = before.some((one) => one.rule === rule);
  if (isOff === (to === 'off')) return { kind: 'done-before' };
  if (to === 'off' && !canBeSwitchedOff(known)) return refused(refusals.indispensableRule(rule));
  const off =
    to === 'off' ? [...before, { rule, reason, actor, at: now }] : before.filter((one) => one.rule !== rule);
  const next: PackPatch = { cycle: cycle.cycle, number: (patch?.number ?? 0) + 1, off };
  const rulePack = patchedPackId(pack.id, next);
  return {
    kind: 'transition',
    patch: next,
    cycle: { ...cycle, rulePack },
    fact: {
      at: now,
      actor,
      action: 'rule-pack-patched',
      submissionId: null,
      reason,
      details: { rule, switchedTo: to, rulePack, rulesOff: off.length },
    },
  };
};
