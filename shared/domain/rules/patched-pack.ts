import type { PackPatch } from './pack-patch.ts';
import type { Rule, RulePack } from './rule-pack.ts';

const PACK_ID = /^(.+@\d+\.\d+\.)(\d+)$/;

/** `gx46-2021@1.1.0` patched twice is `gx46-2021@1.1.2`. */
export const patchedPackId = (id: string, patch: Pick<PackPatch, 'number'> | null): string =>
  id.replace(
    PACK_ID,
    (_, upToPatch: string, last: string) => upToPatch + (Number(last) + (patch?.number ?? 0)),
  );

/**
 * The pack as patched: rules that are off do not run and reports say so. Where a later pack has no such rule any more,
 * nothing is left of its switch.
 */
export const patchedPack = (pack: RulePack, patch: PackPatch | null): RulePack => {
  if (patch === null) return pack;
  const off = new Set(patch.off.map(({ rule }) => rule));
  return {
    ...pack,
    id: patchedPackId(pack.id, patch),
    rules: pack.rules.flatMap((rule): readonly Rule[] => {
      if (!off.has(rule.id)) return [rule];
      // Of a rule in shadow mode parks know nothing, nor that it is off.
      return rule.mode === 'shadow' ? [] : [{ ...rule, mode: 'off' }];
    }),
  };
};

/** Rules that say whether a file is this park's return of this cycle at all: without them anything would be accepted. */
export const canBeSwitchedOff = ({ severity }: Pick<Rule, 'severity'>): boolean => severity !== 'reject';
