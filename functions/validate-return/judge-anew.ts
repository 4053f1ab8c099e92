import type { ReportPlace } from '../../shared/adapters/reports-bucket.ts';
import type { Judgement } from '../../shared/domain/returns/decide-verdict.ts';
import { type Explanation, explainFindings } from '../../shared/domain/returns/explanation.ts';
import type { FilerState } from '../../shared/domain/returns/filer-state.ts';
import type { FindingsReport } from '../../shared/domain/rules/finding.ts';

/** A verdict with the report that stands behind it. */
export interface Judged {
  readonly judgement: Judgement;
  readonly report: FindingsReport;
  /** False where the file is known to have no enterprise and project records. */
  readonly mayHaveRecords: boolean;
}

export interface ReportPorts {
  readonly readReport: (place: ReportPlace) => Promise<FindingsReport>;
}

/**
 * Judges the submissions that are not accepted by the explanations given since, from their stored reports: no file is
 * opened again. Those of which nothing changes are left out; of a rejected one only the marks of its report change.
 */
export const judgedAnew = async (
  state: FilerState,
  explanations: readonly Explanation[],
  ports: ReportPorts,
): Promise<readonly Judged[]> => {
  const judged: Judged[] = [];
  for (const submission of state.submissions) {
    if (submission.status !== 'needs-explanation' && submission.status !== 'rejected') continue;
    const before = await ports.readReport(submission);
    const report = explainFindings(before, explanations);
    const isFinal = submission.status === 'rejected';
    // A report may have its marks already, from an attempt that did not get as far as the verdict.
    if (report === before && (isFinal || report.verdict === submission.status)) continue;
    const { submissionId, reportKey, rulePack, counts, shadow, priors } = submission;
    const { verdict } = report;
    const { inputs, previous } = submission.status === 'rejected' ? noInputs : submission;
    judged.push({
      report,
      mayHaveRecords: true,
      judgement: { submissionId, verdict, reportKey, rulePack, counts, shadow, inputs, previous, priors },
    });
  }
  return judged;
};

const noInputs = { inputs: {}, previous: {} };
