import type { FileFacts } from '../returns/filed-return.ts';
import { verdictOf } from '../returns/verdict.ts';
import type { FindingsReport } from './finding.ts';
import type { Explanations } from './lazy-findings.ts';
import type { Found } from './record-findings.ts';
import { findingsByRule, markExplained, reportFindings } from './report-findings.ts';
import type { Rule } from './rule-pack.ts';

/** What a report says of a rule. */
export type ReportedRule = Pick<Rule, 'id' | 'severity' | 'message' | 'fix'>;

/** The report on a file. Findings are never cut. */
export const findingsReport = (
  about: {
    readonly file: FileFacts;
    readonly rows: FindingsReport['rows'];
    readonly skippedRules: FindingsReport['skippedRules'];
  },
  found: readonly Found[],
  pack: { readonly id: string; readonly rules: readonly ReportedRule[] },
  explanations: Explanations | null = null,
): FindingsReport => {
  const all = reportFindings(found);
  const findings = explanations === null ? all : markExplained(all, explanations);
  const counts = { reject: 0, mandatory: 0, query: 0, notice: 0 };
  const byRule = findingsByRule(findings);
  for (const ofRule of byRule) counts[ofRule.severity] += ofRule.findings.length;
  const broken = new Set(byRule.map(({ rule }) => rule));
  const rules = pack.rules.filter(({ id }) => broken.has(id));
  return {
    verdict: verdictOf(findings),
    file: about.file,
    rulePack: pack.id,
    rows: about.rows,
    counts,
    truncated: false,
    skippedRules: about.skippedRules,
    rules: Object.fromEntries(rules.map((rule) => [rule.id, ruleText(rule)])),
    findings,
  };
};

const ruleText = ({ severity, message, fix }: ReportedRule) => ({ severity, message, fix });
