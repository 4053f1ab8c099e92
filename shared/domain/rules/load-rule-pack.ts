import formulas from '../../data/formulas-2021.json' with { type: 'json' };
import inputs from '../../data/park-inputs-2021.json' with { type: 'json' };
import fields from '../../data/return-fields.json' with { type: 'json' };
import additions from '../../data/rule-pack/additions.json' with { type: 'json' };
import ownRules from '../../data/rule-pack/own-rules.json' with { type: 'json' };
import rules from '../../data/validation-rules.json' with { type: 'json' };
import { type PackFiles, parseRulePack } from './parse-rule-pack.ts';
import type { RulePack } from './rule-pack.ts';

/** The files of the rule pack that comes with the program. */
export const SHIPPED_PACK_FILES: PackFiles = { rules, ownRules, additions, inputs, fields, formulas };

const loaded = new Map<string, RulePack>();

/**
 * The rule pack of a cycle, e.g. `gx46-2021@1.1.0`: the 83 rules of validation-rules.json and our own, parsed once.
 *
 * @throws RulePackError when the shipped files do not fit together
 */
export const loadRulePack = (cycle: string): RulePack => {
  const known = loaded.get(cycle);
  if (known !== undefined) return known;
  const pack = parseRulePack(SHIPPED_PACK_FILES, cycle);
  loaded.set(cycle, pack);
  return pack;
};
