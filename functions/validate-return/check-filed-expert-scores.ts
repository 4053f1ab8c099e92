import { readExpertScores } from '../../shared/adapters/readers/read-expert-scores.ts';
import { dataYear } from '../../shared/domain/cycles/data-year.ts';
import { scoresAsInputs } from '../../shared/domain/returns/expert-scores.ts';
import { checkExpertScores } from '../../shared/domain/rules/check-expert-scores.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';
import { patchedPack } from '../../shared/domain/rules/patched-pack.ts';
import type { CheckExpertScoresFile } from './checked-filing.ts';

/** Checks the ministry's expert scores against the register of their cycle. They cannot be explained, only corrected. */
export const checkFiledExpertScores: CheckExpertScoresFile = async (file, { cycle, register, packPatch }) => {
  const { report, scores } = checkExpertScores(await readExpertScores(file), {
    cycle: cycle.cycle,
    dataYear: dataYear(cycle.cycle),
    rulePack: patchedPack(loadRulePack(cycle.cycle), packPatch),
    register,
  });
  return {
    report,
    inputs: scoresAsInputs(scores),
    previous: {},
    shadow: {},
    explanations: [],
    records: null,
  };
};
