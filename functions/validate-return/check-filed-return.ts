import { readReturn } from '../../shared/adapters/readers/read-return.ts';
import { dataYear } from '../../shared/domain/cycles/data-year.ts';
import { choosePriors } from '../../shared/domain/returns/choose-priors.ts';
import type { ReadOutcome } from '../../shared/domain/returns/filed-return.ts';
import { checkReturn } from '../../shared/domain/rules/check-return.ts';
import { filedFingerprint } from '../../shared/domain/rules/fingerprint.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';
import { patchedPack } from '../../shared/domain/rules/patched-pack.ts';
import { priorFieldsOf } from '../../shared/domain/rules/prior-fields.ts';
import type { CheckedFiling, CheckReturnFile } from './checked-filing.ts';

/** Explanations in the file that say something, by the fingerprint as findings spell it. */
const explanationsIn = (outcome: ReadOutcome): CheckedFiling['explanations'] =>
  outcome.kind === 'unreadable'
    ? []
    : outcome.filed.explanations
        .map(({ finding, reason, text }) => ({ finding: filedFingerprint(finding), reason, text }))
        .filter(({ finding, reason, text }) => finding !== '' && reason.trim() !== '' && text.trim() !== '');

/** Checks a park's return by the rules of its cycle: the same verdict as the command's, offline (design rule 12). */
export const checkFiledReturn: CheckReturnFile = async (
  file,
  { cycle, park, frozenPriors, readPriorRecords, packPatch },
) => {
  const outcome = await readReturn(file);
  const rulePack = patchedPack(loadRulePack(cycle.cycle), packPatch);
  const records = outcome.kind === 'read' ? (outcome.filed.records ?? null) : null;
  const priorRecords = records === null ? null : await readPriorRecords(priorFieldsOf(rulePack));
  const { report, inputs, previous, shadow } = checkReturn(outcome, {
    cycle: cycle.cycle,
    park,
    dataYear: dataYear(cycle.cycle),
    rulePack,
    // With source `return` the file's own last-year column is read.
    priors: choosePriors(cycle.previousCycle, frozenPriors, {}),
    priorRecords,
    explanations: new Map(),
    filedBy: 'park',
  });
  return { report, inputs, previous, shadow, explanations: explanationsIn(outcome), records };
};
