import * as z from 'zod';
import { ExplainedValues, explainedValuesId } from '../rules/explained-values.ts';
import type { Finding, FindingsReport } from '../rules/finding.ts';
import { markExplained, withFingerprints } from '../rules/report-findings.ts';
import { aboutOf, type Coverage, coverage } from './explanation-band.ts';
import { verdictOf } from './verdict.ts';

/**
 * An explanation (说明) of a query, by the finding's fingerprint. It covers that finding in every version filed, as long as
 * the values stay in the band of those that were explained.
 */
export const Explanation = z.strictObject({
  cycle: z.string(),
  filer: z.string(),
  /** Fingerprint of the finding. */
  finding: z.string().min(1),
  /** The values that were explained: those of the file that it came in, or of the finding when the command was given. */
  about: ExplainedValues,
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
export const position = (explanation: Pick<Explanation, 'order' | 'at'>): string =>
  explanation.order ?? explanation.at;

/** Explanations of other values of the same finding stand beside each other: each covers its own band. */
const subject = ({ finding, about }: Pick<Explanation, 'finding' | 'about'>): string =>
  `${finding}|${explainedValuesId(about)}`;

/** Those of `filed` that say something new: none is known for their finding and values, or an earlier one. */
export const newerExplanations = (
  known: readonly Explanation[],
  filed: readonly Explanation[],
): readonly Explanation[] => {
  const latest = new Map(known.map((explanation) => [subject(explanation), explanation]));
  const changed = new Map<string, Explanation>();
  for (const explanation of filed) {
    const key = subject(explanation);
    const before = latest.get(key);
    if (before !== undefined && position(before) >= position(explanation)) continue;
    latest.set(key, explanation);
    changed.set(key, explanation);
  }
  return [...changed.values()];
};

type About = Pick<Explanation, 'finding' | 'about'>;

/**
 * Marks the queries that an explanation covers and judges anew. Only queries can be explained: what must be fixed stays,
 * and so does a mark that the file itself earned. Every explanation counts, whatever was explained after it, so that the
 * order in which they become known does not matter. Returns the same report where nothing changes.
 */
export const explainFindings = (report: FindingsReport, explanations: readonly About[]): FindingsReport => {
  const byFinding = Map.groupBy(explanations, ({ finding }) => finding);
  const covers = (query: Finding): boolean =>
    byFinding.get(query.fingerprint)?.some(({ about }) => coverage(about, aboutOf(query)).covered) === true;
  const gains = (finding: Finding): boolean =>
    finding.severity === 'query' && finding.explained !== true && covers(finding);
  if (!withFingerprints(report.findings, byFinding).some(gains)) return report;
  const findings = markExplained(report.findings, { fingerprints: byFinding, covers });
  return { ...report, findings, verdict: verdictOf(findings) };
};

/** A query that was explained before and is asked again, with what left the band of its latest explanation. */
export interface AskedAgain {
  readonly finding: string;
  readonly explanation: Explanation;
  readonly because: Exclude<Coverage, { covered: true }>;
}

/** The queries of a report that are open although they were explained, each with its latest explanation. */
export const askedAgain = (
  report: Pick<FindingsReport, 'findings'>,
  explanations: readonly Explanation[],
): readonly AskedAgain[] => {
  const latest = new Map(
    explanations
      .toSorted((a, b) => (position(a) < position(b) ? -1 : 1))
      .map((explanation) => [explanation.finding, explanation]),
  );
  return withFingerprints(report.findings, latest).flatMap((finding): readonly AskedAgain[] => {
    const explanation = latest.get(finding.fingerprint);
    if (explanation === undefined || finding.severity !== 'query' || finding.explained === true) return [];
    const because = coverage(explanation.about, aboutOf(finding));
    return because.covered ? [] : [{ finding: finding.fingerprint, explanation, because }];
  });
};
