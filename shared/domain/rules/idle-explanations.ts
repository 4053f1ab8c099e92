import type { FiledExplanation, FiledReturn, Localised } from '../returns/filed-return.ts';
import { findingCells } from './cell-place.ts';
import type { FindingCell, Findings, FindingsReport, Severity } from './finding.ts';
import { filedFingerprint } from './fingerprint.ts';
import { withFingerprints } from './report-findings.ts';

/** Explanations of a file may be 100,000; as many as this are named. */
const NAMED = 20;

const INCOMPLETE: Localised = { zh: '原因或说明未填', en: 'reason or explanation is blank' };
const UNMATCHED: Localised = {
  zh: '本次审核没有这个编号的问题（编号有误，或问题已解决）',
  en: 'no finding has this fingerprint (it is misspelt, or the finding is settled)',
};
const BY_SEVERITY: Readonly<Record<Severity, Localised | null>> = {
  reject: { zh: '拒收问题不能以说明代替', en: 'a finding of this severity must be put right' },
  mandatory: { zh: '强制性问题不能以说明代替', en: 'a mandatory finding must be put right' },
  query: null,
  notice: { zh: '提示无须说明', en: 'a notice needs no explanation' },
};

/** The explanations of a file that cover no query, with why; undefined where there are none. */
export const idleExplanations = (
  { explanations }: Pick<FiledReturn, 'explanations'>,
  findings: Findings,
): FindingsReport['idleExplanations'] => {
  if (explanations.length === 0) return undefined;
  const wanted = new Set(explanations.map(({ finding }) => filedFingerprint(finding)));
  const severities = new Map(
    withFingerprints(findings, wanted).map(({ fingerprint, severity }) => [fingerprint, severity]),
  );
  const why = ({ finding, reason, text }: FiledExplanation): Localised | null => {
    const severity = severities.get(filedFingerprint(finding));
    if (severity === undefined) return UNMATCHED;
    return BY_SEVERITY[severity] ?? (reason.trim() === '' || text.trim() === '' ? INCOMPLETE : null);
  };
  const named: { cell: FindingCell; finding: string; why: Localised }[] = [];
  let count = 0;
  for (const explanation of explanations) {
    const reason = why(explanation);
    if (reason === null) continue;
    count += 1;
    const [cell] = findingCells([explanation.cell]);
    if (named.length < NAMED && cell) named.push({ cell, finding: explanation.finding, why: reason });
  }
  return count === 0 ? undefined : { count, named };
};
