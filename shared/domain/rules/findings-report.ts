import type { FileFacts } from '../returns/filed-return.ts';
import { verdictOf } from '../returns/verdict.ts';
import type { FindingsReport } from './finding.ts';
import { type Found, isOfRecords } from './record-findings.ts';
import { findingsByRule, markExplained, reportFindings } from './report-findings.ts';
import { countFound, type Explanations } from './rule-findings.ts';
import type { Rule, RulePack } from './rule-pack.ts';

/**
 * Findings that a report lists. Beyond it the file is wrong as a whole (a column of another table pasted into each field,
 * a form left blank): a list of all would be longer than any program takes, and nobody would read it.
 */
const LISTED = 1_000_000;
/** Of each field or relation that is broken beyond that, the records listed. */
const LISTED_RECORDS = 100;

const onlyFirst = (found: readonly Found[]): readonly Found[] =>
  found.map((one) => (isOfRecords(one) ? { ...one, rows: one.rows.subarray(0, LISTED_RECORDS) } : one));

/**
 * The report on a file. All findings are listed, up to a million; beyond it the first records of each field, with the
 * counts of all and `truncated`. Explanations then count for nothing: nobody can explain what is not listed.
 */
export const findingsReport = (
  about: {
    readonly file: FileFacts;
    readonly rows: FindingsReport['rows'];
    readonly skippedRules: FindingsReport['skippedRules'];
  },
  found: readonly Found[],
  pack: RulePack,
  explanations: Explanations | null = null,
): FindingsReport => {
  const truncated = countFound(found) > LISTED;
  const all = reportFindings(truncated ? onlyFirst(found) : found);
  const findings = explanations === null || truncated ? all : markExplained(all, explanations);
  const counts = { reject: 0, mandatory: 0, query: 0, notice: 0 };
  const byRule = [...Map.groupBy(found, ({ rule }) => rule)].map(([rule, ofRule]) => ({
    rule,
    severity: ofRule[0]?.severity ?? 'notice',
    count: countFound(ofRule),
  }));
  for (const { severity, count } of byRule) counts[severity] += count;
  const countOf = new Map(byRule.map(({ rule, count }) => [rule, count]));
  const omitted = findingsByRule(findings).map(
    (ofRule) => [ofRule.rule, (countOf.get(ofRule.rule) ?? 0) - ofRule.findings.length] as const,
  );
  const rules = pack.rules.filter(({ id }) => countOf.has(id));
  return {
    verdict: verdictOf(findings),
    file: about.file,
    rulePack: pack.id,
    rows: about.rows,
    counts,
    truncated,
    ...(truncated ? { omitted: Object.fromEntries(omitted.filter(([, count]) => count > 0)) } : {}),
    skippedRules: about.skippedRules,
    rules: Object.fromEntries(rules.map((rule) => [rule.id, ruleText(rule)])),
    findings,
  };
};

const ruleText = ({ severity, message, fix }: Rule) => ({ severity, message, fix });
