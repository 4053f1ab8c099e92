import type { Judgement } from '../../shared/domain/returns/decide-verdict.ts';
import { explainFindings } from '../../shared/domain/returns/explanation.ts';
import type { FilerState } from '../../shared/domain/returns/filer-state.ts';
import type { FindingsReport } from '../../shared/domain/rules/finding.ts';

/** A verdict with the report that stands behind it. */
export interface Judged {
  readonly judgement: Judgement;
  readonly report: FindingsReport;
}

export interface ReportPorts {
  readonly readReport: (key: string) => Promise<FindingsReport>;
}

/**
 * Judges the submissions that wait for explanations by those given since, from their stored reports: no file is opened
 * again. Submissions whose verdict stays are left out.
 */
export const judgedAnew = async (
  state: FilerState,
  explained: ReadonlySet<string>,
  ports: ReportPorts,
): Promise<readonly Judged[]> => {
  const judged: Judged[] = [];
  for (const submission of state.submissions) {
    if (submission.status !== 'needs-explanation') continue;
    const report = explainFindings(await ports.readReport(submission.reportKey), explained);
    if (report.verdict === submission.status) continue;
    const { submissionId, reportKey, rulePack, counts, inputs, previous } = submission;
    const verdict = report.verdict;
    judged.push({
      report,
      judgement: { submissionId, verdict, reportKey, rulePack, counts, inputs, previous },
    });
  }
  return judged;
};
