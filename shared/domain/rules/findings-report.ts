import type { FileFacts } from '../returns/filed-return.ts';
import { verdictOf } from '../returns/verdict.ts';
import { compareAddresses, compareTexts } from './cell-place.ts';
import type { Finding, FindingsReport, Severity } from './finding.ts';
import type { Rule, RulePack } from './rule-pack.ts';

const SEVERITIES: readonly Severity[] = ['reject', 'mandatory', 'query', 'notice'];

/** By severity, rule, sheet, cell and fingerprint: the same findings always stand in the same order. */
const compareFindings = (a: Finding, b: Finding): number => {
  const [left] = a.cells;
  const [right] = b.cells;
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareTexts(a.rule, b.rule) ||
    compareTexts(left?.sheet ?? '', right?.sheet ?? '') ||
    compareAddresses(left?.a1 ?? '', right?.a1 ?? '') ||
    compareTexts(a.fingerprint, b.fingerprint)
  );
};

/** The report on a file. Findings are never cut. */
export const findingsReport = (
  about: {
    readonly file: FileFacts;
    readonly rows: FindingsReport['rows'];
    readonly skippedRules: FindingsReport['skippedRules'];
  },
  findings: readonly Finding[],
  pack: RulePack,
): FindingsReport => {
  const sorted = [...findings].sort(compareFindings);
  const counts = { reject: 0, mandatory: 0, query: 0, notice: 0 };
  for (const { severity } of sorted) counts[severity] += 1;
  const broken = new Set(sorted.map(({ rule }) => rule));
  const rules = pack.rules.filter(({ id }) => broken.has(id));
  return {
    verdict: verdictOf(sorted),
    file: about.file,
    rulePack: pack.id,
    rows: about.rows,
    counts,
    truncated: false,
    skippedRules: about.skippedRules,
    rules: Object.fromEntries(rules.map((rule) => [rule.id, ruleText(rule)])),
    findings: sorted,
  };
};

const ruleText = ({ severity, message, fix }: Rule) => ({ severity, message, fix });
