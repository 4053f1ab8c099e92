import type { Localised } from '../../domain/returns/filed-return.ts';
import type { Finding, FindingCell, FindingsReport, Severity } from '../../domain/rules/finding.ts';
import { renderMessage } from '../../domain/rules/render-message.ts';
import { severitiesByGravity } from './report-words.ts';

/** The findings of one rule in the order of the report, with what the rule says and what to do about it. */
export interface RuleGroup {
  readonly rule: string;
  readonly severity: Severity;
  readonly fix: Localised;
  readonly findings: readonly Finding[];
  /** The message of one of these findings in both languages. */
  readonly messageOf: (finding: Finding) => Localised;
}

/** All findings of a report by rule: the gravest severity first, then the rules in the order of their first finding. */
export const groupFindings = (report: FindingsReport): readonly RuleGroup[] => {
  const byRule = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    const key = `${finding.severity} ${finding.rule}`;
    const group = byRule.get(key);
    if (group === undefined) byRule.set(key, [finding]);
    else group.push(finding);
  }
  return [...byRule.values()]
    .flatMap((findings) => {
      const [first] = findings;
      return first === undefined ? [] : [groupOf(first, findings, report)];
    })
    .toSorted((a, b) => severitiesByGravity.indexOf(a.severity) - severitiesByGravity.indexOf(b.severity));
};

const groupOf = (
  { rule, severity }: Finding,
  findings: readonly Finding[],
  { rules }: FindingsReport,
): RuleGroup => {
  const described = Object.hasOwn(rules, rule) ? rules[rule] : undefined;
  const message = described?.message ?? { zh: rule, en: rule };
  return {
    rule,
    severity,
    fix: described?.fix ?? { zh: '', en: '' },
    findings,
    messageOf: ({ parameters }) => ({
      zh: renderMessage(message, parameters, 'zh'),
      en: renderMessage(message, parameters, 'en'),
    }),
  };
};

/** Where a cell is, as people write it: `园区填报项!E2`; a place without an address is its sheet alone. */
export const placeText = ({ sheet, a1 }: Pick<FindingCell, 'sheet' | 'a1'>): string =>
  a1 === '' ? sheet : `${sheet}!${a1}`;
