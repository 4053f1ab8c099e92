import type { Finding, Verdict } from '../rules/finding.ts';

/** 拒收 and 强制性 findings reject; an unexplained 核实性 finding asks; the rest is accepted. */
export const verdictOf = (findings: readonly Finding[]): Verdict => {
  if (findings.some(({ severity }) => severity === 'reject' || severity === 'mandatory')) return 'rejected';
  const open = findings.some(({ severity, explained }) => severity === 'query' && explained !== true);
  return open ? 'needs-explanation' : 'accepted';
};
