import type { RulePack } from './rule-pack.ts';
import { rulePackOf } from './rule-pack-of.ts';
import { shippedRules } from './shipped-rules.ts';

const loaded = new Map<string, RulePack>();

/**
 * The rule pack of a cycle, e.g. `gx46-2021@1.1.0`: the 83 rules of validation-rules.json and our own, parsed once.
 *
 * @throws RulePackError when the shipped files do not fit together
 */
export const loadRulePack = (cycle: string): RulePack => {
  const known = loaded.get(cycle);
  if (known !== undefined) return known;
  const pack = rulePackOf(shippedRules(), cycle);
  loaded.set(cycle, pack);
  return pack;
};
