import type { Finding, Findings, Verdict } from '../rules/finding.ts';
import { findingsByRule } from '../rules/report-findings.ts';

/** 拒收 and 强制性 findings reject; an unexplained 核实性 finding asks; the rest is accepted. */
export const verdictOf = (findings: Findings): Verdict => {
  const byRule = findingsByRule(findings);
  if (byRule.some(({ severity }) => severity === 'reject' || severity === 'mandatory')) return 'rejected';
  const isOpen = ({ explained }: Finding): boolean => explained !== true;
  const queries = byRule.filter(({ severity }) => severity === 'query');
  return queries.some((ofRule) => ofRule.findings.find(isOpen) !== undefined)
    ? 'needs-explanation'
    : 'accepted';
};
