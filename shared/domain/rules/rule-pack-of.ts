import type { PackRules, RulePack } from './rule-pack.ts';

/** The rule pack of a cycle: the same rules for every one, under its name. */
export const rulePackOf = ({ name, version, ...rules }: PackRules, cycle: string): RulePack => {
  const [major] = version.split('.');
  return {
    id: `${name}-${cycle}@${version}`,
    template: `${name}-${cycle}@${major}`,
    cycle,
    ...rules,
  };
};
