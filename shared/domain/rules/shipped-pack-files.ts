import formulas from '../../data/formulas-2021.json' with { type: 'json' };
import inputs from '../../data/park-inputs-2021.json' with { type: 'json' };
import fields from '../../data/return-fields.json' with { type: 'json' };
import additions from '../../data/rule-pack/additions.json' with { type: 'json' };
import ownRules from '../../data/rule-pack/own-rules.json' with { type: 'json' };
import rules from '../../data/validation-rules.json' with { type: 'json' };
import type { PackFiles, ShapedPackFiles } from './pack-files.ts';
import type { RuleFile, RuleFileAsWritten } from './rule-source.ts';

/** The files of the rule pack that comes with the program. */
export const SHIPPED_PACK_FILES: PackFiles = { rules, ownRules, additions, inputs, fields, formulas };

/**
 * The same in their shapes. That they have them, a test says once for every build: a check of a small file would otherwise
 * spend a third of its time on it.
 */
export const shippedPack = (): ShapedPackFiles =>
  ({
    ...SHIPPED_PACK_FILES,
    rules: whole(rules as unknown as RuleFileAsWritten),
    ownRules: whole(ownRules as unknown as RuleFileAsWritten),
    additions: {
      ...additions,
      additions: Object.fromEntries(
        Object.entries(additions.additions).map(([id, addition]) => [id, { codesOf: 'all', ...addition }]),
      ),
    },
  }) as unknown as ShapedPackFiles;

/** A file of rules with the members that may be left out. */
const whole = ({ keys = {}, rules: written, ...file }: RuleFileAsWritten): RuleFile => ({
  ...file,
  keys,
  rules: written.map(
    ({
      parkInputs = [],
      context = [],
      derived = [],
      rows = [],
      keys: ofRule = [],
      parameters = {},
      valueLabels = {},
      ...rule
    }) => ({ ...rule, parkInputs, context, derived, rows, keys: ofRule, parameters, valueLabels }),
  ),
});
