import { assembleRules } from './assemble-rule-pack.ts';
import type { PackRules } from './rule-pack.ts';
import { shippedPack } from './shipped-pack-files.ts';

/**
 * The rules that come with the program, for any cycle. A bundle has what this answers in place of this module: they need not
 * be parsed again each time.
 *
 * @throws RulePackError when the shipped files do not fit together
 */
export const shippedRules = (): PackRules => assembleRules(shippedPack());
