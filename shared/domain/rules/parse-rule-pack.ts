import { assembleRules } from './assemble-rule-pack.ts';
import type { PackFiles } from './pack-files.ts';
import { PackProblems } from './pack-problems.ts';
import type { RulePack } from './rule-pack.ts';
import { rulePackOf } from './rule-pack-of.ts';
import { FieldRows, FormulaFile, InputRows, RuleAdditions, RuleFile } from './rule-source.ts';

/**
 * Parses a rule pack for a cycle from files of which nothing is known: their shapes first, then all that
 * `assembleRules` looks at.
 *
 * @throws RulePackError with every problem and its place
 */
export const parseRulePack = (files: PackFiles, cycle: string): RulePack => {
  const problems = new PackProblems();
  const rules = problems.shaped('rules', RuleFile, files.rules);
  const ownRules = problems.shaped('ownRules', RuleFile, files.ownRules);
  const additions = problems.shaped('additions', RuleAdditions, files.additions);
  const inputs = problems.shaped('inputs', InputRows, files.inputs);
  const fields = problems.shaped('fields', FieldRows, files.fields);
  const formulas = problems.shaped('formulas', FormulaFile, files.formulas);
  problems.refuse();
  if (rules === null || ownRules === null || additions === null) return unreachable();
  if (inputs === null || fields === null || formulas === null) return unreachable();
  return rulePackOf(assembleRules({ rules, ownRules, additions, inputs, fields, formulas }), cycle);
};

const unreachable = (): never => {
  throw new Error('files without problems have their shapes');
};
