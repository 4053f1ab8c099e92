import { verdictOf } from '../../shared/domain/returns/verdict.ts';
import type { Finding, FindingsReport } from '../../shared/domain/rules/finding.ts';

/** A report of these findings on some file. */
export const aReport = (
  findings: readonly Finding[],
  overrides: Partial<FindingsReport> = {},
): FindingsReport => {
  const counts = { reject: 0, mandatory: 0, query: 0, notice: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return {
    verdict: verdictOf(findings),
    file: { name: 'return.json', bytes: 1, sha256: 'a'.repeat(64), format: 'json', encoding: 'utf-8' },
    rulePack: 'gx46-2021@1.1.0',
    rows: { read: 1, blank: 0 },
    counts,
    truncated: false,
    skippedRules: [],
    rules: {},
    findings,
    ...overrides,
  };
};
