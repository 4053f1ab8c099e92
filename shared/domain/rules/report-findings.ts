import type { Finding, Findings } from './finding.ts';
import { compareFindings, compareRules, SEVERITIES } from './finding-order.ts';
import {
  type Explanations,
  type FindingsOfRule,
  isExplained,
  LazyFindings,
  marked,
  type Wanted,
} from './lazy-findings.ts';
import { type Found, isOfRecords, isSingle } from './record-findings.ts';
import { RuleFindings } from './rule-findings.ts';

/** All findings of a report, rule by rule. */
export class ReportFindings extends LazyFindings {
  readonly rules: readonly RuleFindings[];
  readonly length: number;

  constructor(rules: readonly RuleFindings[]) {
    super();
    this.rules = rules;
    this.length = rules.reduce((sum, { length }) => sum + length, 0);
  }

  *[Symbol.iterator](): Generator<Finding, undefined> {
    for (const findings of this.rules) yield* findings;
  }

  withFingerprints(wanted: Wanted): IteratorObject<Finding, undefined> {
    return this.rules.values().flatMap((findings) => findings.withFingerprints(wanted));
  }

  byRule(): readonly FindingsOfRule[] {
    return this.rules.flatMap((findings) => findings.byRule());
  }

  explainedBy(explanations: Explanations): ReportFindings {
    return new ReportFindings(this.rules.map((findings) => findings.explainedBy(explanations)));
  }

  countExplained(): number {
    return this.rules.reduce((sum, findings) => sum + findings.countExplained(), 0);
  }
}

/** What was found, in the order of reports: an array, unless many records break a rule. */
export const reportFindings = (found: readonly Found[]): Findings => {
  if (!found.some(isOfRecords)) return found.filter(isSingle).sort(compareFindings);
  return new ReportFindings(
    [...Map.groupBy(found, ({ rule }) => rule).values()]
      .flatMap((ofRule) => (ofRule[0] === undefined ? [] : [new RuleFindings(ofRule[0], ofRule)]))
      .sort(compareRules),
  );
};

/** The same findings with others beside them, in the order of reports. */
export const withMore = (findings: Findings, more: readonly Finding[]): Findings => {
  if (!(findings instanceof ReportFindings)) return [...findings, ...more].sort(compareFindings);
  const byRule = [...Map.groupBy(more, ({ rule }) => rule).values()];
  const added = byRule.flatMap((ofRule) =>
    ofRule[0] === undefined ? [] : [new RuleFindings(ofRule[0], ofRule)],
  );
  return new ReportFindings([...findings.rules, ...added].sort(compareRules));
};

/** Findings by rule: the gravest severity first, then the rules in the order of their first finding. */
export const findingsByRule = (findings: Findings): readonly FindingsOfRule[] => {
  if (findings instanceof LazyFindings) return findings.byRule();
  const byRule = Map.groupBy(findings, ({ rule, severity }) => `${severity} ${rule}`);
  return [...byRule.values()]
    .flatMap((ofRule) => {
      const [first] = ofRule;
      return first === undefined ? [] : [{ rule: first.rule, severity: first.severity, findings: ofRule }];
    })
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
};

/** The same findings with the queries marked that the explanations cover; a mark that is there stays. */
export const markExplained = (findings: Findings, explanations: Explanations): Findings =>
  findings instanceof LazyFindings
    ? findings.explainedBy(explanations)
    : findings.map((finding) => marked(finding, [explanations]));

/** The findings with a wanted fingerprint. */
export const withFingerprints = (findings: Findings, wanted: Wanted): readonly Finding[] =>
  findings instanceof LazyFindings
    ? findings.withFingerprints(wanted).toArray()
    : findings.filter(({ fingerprint }) => wanted.has(fingerprint));

/** How many queries an explanation covers. */
export const countExplained = (findings: Findings): number =>
  findings instanceof LazyFindings ? findings.countExplained() : findings.filter(isExplained).length;
