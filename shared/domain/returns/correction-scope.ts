import type { ParkInputs } from '../indicators/indicator-value.ts';
import type { Finding, FindingsReport } from '../rules/finding.ts';
import { ministryFinding, ministryRuleTexts } from '../rules/ministry-rules.ts';
import { withMore } from '../rules/report-findings.ts';
import { answersReopening } from './decide-receipt.ts';
import type { Cell } from './filed-return.ts';
import type { FilerState } from './filer-state.ts';
import { isReopeningWithdrawn } from './fold-submissions.ts';
import type { Submission } from './submission.ts';

/**
 * The report on a correction with what it changes outside the scope of its reopening: of all that is uploaded after the
 * reopening only the inputs of its scope may differ from the return that was reopened. Without such a scope the report
 * as it is; nor is there anything to keep to once the ministry has withdrawn the return that it had reopened. The findings
 * are mandatory: they are fixed, never explained.
 *
 * @param inputs what would be scored of the file
 */
export const withinScope = (
  report: FindingsReport,
  inputs: ParkInputs,
  state: FilerState,
  submission: Pick<Submission, 'uploadedAt'>,
): FindingsReport => {
  const { reopening = null, withdrawal = null } = state.summary ?? {};
  if (isReopeningWithdrawn({ reopening, withdrawal })) return report;
  if (!answersReopening(reopening, submission.uploadedAt) || reopening.scope === null) return report;
  const reopened = state.submissions.find(({ submissionId }) => submissionId === reopening.submissionId);
  if (reopened?.status !== 'accepted' || report.inputs === undefined) return report;
  const { scope } = reopening;
  const codes = [...new Set([...Object.keys(reopened.inputs), ...Object.keys(inputs)])].toSorted();
  const findings = codes
    .filter((code) => !scope.includes(code) && reopened.inputs[code] !== inputs[code])
    .map((code) =>
      outsideScope(code, { before: reopened.inputs[code], now: inputs[code], scope, report, state }),
    );
  if (findings.length === 0) return report;
  const { counts } = report;
  return {
    ...report,
    verdict: 'rejected',
    counts: { ...counts, mandatory: counts.mandatory + findings.length },
    rules: { ...report.rules, ...ministryRuleTexts(findings) },
    findings: withMore(report.findings, findings),
  };
};

const outsideScope = (
  code: string,
  of: {
    readonly before: string | undefined;
    readonly now: string | undefined;
    readonly scope: readonly string[];
    readonly report: FindingsReport;
    readonly state: FilerState;
  },
): Finding => {
  const place = of.report.inputs?.[code];
  // A value that is derived from records, or that the file lacks, has no cell of its own.
  const cell: Cell | undefined =
    place === undefined
      ? undefined
      : { ...place.cell, header: code, raw: place.value ?? '', stored: 'text', hasFormula: false };
  return ministryFinding(
    'R-L-101',
    { entity: of.state.filer, fields: [code], cell },
    {
      code,
      before: of.before ?? { zh: '空', en: 'blank' },
      v: of.now ?? { zh: '空', en: 'blank' },
      scope: of.scope.join(' '),
      ...(cell === undefined ? { cell: code } : {}),
    },
  );
};
