import type { Explanation } from '../../shared/domain/returns/explanation.ts';
import { aboutOf } from '../../shared/domain/returns/explanation-band.ts';
import type { Submission } from '../../shared/domain/returns/submission.ts';
import { filingActor } from '../../shared/domain/returns/transition.ts';
import { withFingerprints } from '../../shared/domain/rules/report-findings.ts';
import type { CheckedFiling } from './checked-filing.ts';

/**
 * The explanations of the file, with the values that they explain: those of the file itself. What explains no query of
 * the file is about values that nobody can tell, and counts for nothing.
 */
export const filedExplanations = (submission: Submission, checked: CheckedFiling): readonly Explanation[] => {
  const explained = new Set(checked.explanations.map(({ finding }) => finding));
  const queries = new Map(
    withFingerprints(checked.report.findings, explained)
      .filter(({ severity }) => severity === 'query')
      .map((finding) => [finding.fingerprint, finding]),
  );
  return checked.explanations.flatMap(({ finding, reason, text }): readonly Explanation[] => {
    const query = queries.get(finding);
    if (query === undefined) return [];
    const { cycle, filer, uploadedAt, order } = submission;
    return [
      {
        cycle,
        filer,
        finding,
        about: aboutOf(query),
        reason: reason.toWellFormed(),
        text: text.toWellFormed(),
        actor: filingActor(filer),
        at: uploadedAt,
        order,
      },
    ];
  });
};
