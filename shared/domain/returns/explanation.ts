import * as z from 'zod';
import type { Finding, FindingsReport, Verdict } from '../rules/finding.ts';

/** An explanation (说明) of a query, by the finding's fingerprint. It covers that finding in every version filed. */
export const Explanation = z.strictObject({
  cycle: z.string(),
  filer: z.string(),
  /** Fingerprint of the finding. */
  finding: z.string().min(1),
  reason: z.string(),
  text: z.string(),
  actor: z.string().min(1),
  /** When it was given: for one that came in a file, the completion of the upload. */
  at: z.iso.datetime(),
  /** Order of the submission that carried it; null = given by command. */
  order: z.string().nullable(),
});
export type Explanation = z.infer<typeof Explanation>;

/** Later ones win; the place in the submissions' order, not the arrival, tells which is later. */
const position = (explanation: Explanation): string => explanation.order ?? explanation.at;

/** Those of `filed` that say something new: none is known for their finding, or an earlier one. */
export const newerExplanations = (
  known: readonly Explanation[],
  filed: readonly Explanation[],
): readonly Explanation[] => {
  const latest = new Map(known.map((explanation) => [explanation.finding, explanation]));
  const changed = new Map<string, Explanation>();
  for (const explanation of filed) {
    const before = latest.get(explanation.finding);
    if (before !== undefined && position(before) >= position(explanation)) continue;
    latest.set(explanation.finding, explanation);
    changed.set(explanation.finding, explanation);
  }
  return [...changed.values()];
};

/** 拒收 and 强制性 findings reject; an unexplained 核实性 finding asks; the rest is accepted. */
export const verdictOf = (findings: readonly Finding[]): Verdict => {
  if (findings.some(({ severity }) => severity === 'reject' || severity === 'mandatory')) return 'rejected';
  const open = findings.some(({ severity, explained }) => severity === 'query' && explained !== true);
  return open ? 'needs-explanation' : 'accepted';
};

/**
 * Marks the queries that an explanation covers and judges anew. Only queries can be explained: what must be fixed stays,
 * and so does a mark that the file itself earned. Returns the same report where nothing changes.
 */
export const explainFindings = (report: FindingsReport, explained: ReadonlySet<string>): FindingsReport => {
  let changed = false;
  const findings = report.findings.map((finding) => {
    if (finding.severity !== 'query' || finding.explained === true) return finding;
    if (!explained.has(finding.fingerprint)) return finding;
    changed = true;
    return { ...finding, explained: true };
  });
  return changed ? { ...report, findings, verdict: verdictOf(findings) } : report;
};
