import { readExpertScores } from '../../shared/adapters/readers/read-expert-scores.ts';
import { readPriors } from '../../shared/adapters/readers/read-priors.ts';
import { readRegister } from '../../shared/adapters/readers/read-register.ts';
import { beijingDay } from '../../shared/domain/cycles/beijing-day.ts';
import { dataYear } from '../../shared/domain/cycles/data-year.ts';
import { scoresAsInputs } from '../../shared/domain/returns/expert-scores.ts';
import { priorsFiler, registerFiler } from '../../shared/domain/returns/filer-state.ts';
import { priorsAsInputs, registerAsInputs } from '../../shared/domain/returns/ministry-file.ts';
import { checkExpertScores } from '../../shared/domain/rules/check-expert-scores.ts';
import { checkPriorsFile } from '../../shared/domain/rules/check-priors-file.ts';
import { checkRegisterFile } from '../../shared/domain/rules/check-register-file.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';
import { patchedPack } from '../../shared/domain/rules/patched-pack.ts';
import type { CheckMinistryFile } from './checked-filing.ts';

const notOfParks = { previous: {}, shadow: {}, explanations: [], records: null };

/** Checks a file of the ministry by what it was filed as. Its findings cannot be explained, only corrected. */
export const checkMinistryFile: CheckMinistryFile = async (file, filing) => {
  const { filer, cycle, uploadedAt, register, openedRegister, frozenPriors, amendments, packPatch } = filing;
  const rulePack = patchedPack(loadRulePack(cycle.cycle), packPatch);
  const context = { cycle: cycle.cycle, dataYear: dataYear(cycle.cycle), rulePack };
  switch (filer) {
    case registerFiler: {
      const checked = checkRegisterFile(await readRegister(file), {
        ...context,
        day: beijingDay(uploadedAt),
        opened: openedRegister,
      });
      const { report, register: parks } = checked;
      return { ...notOfParks, report, inputs: registerAsInputs(parks), contents: { register: parks } };
    }
    case priorsFiler: {
      const checked = checkPriorsFile(await readPriors(file), {
        ...context,
        register,
        published: frozenPriors,
        amendments,
      });
      const { report, priors } = checked;
      return { ...notOfParks, report, inputs: priorsAsInputs(priors), contents: { priors } };
    }
    default: {
      const { report, scores } = checkExpertScores(await readExpertScores(file), { ...context, register });
      return { ...notOfParks, report, inputs: scoresAsInputs(scores) };
    }
  }
};
