import { type Cycle, hasClosed } from '../cycles/cycle.ts';
import type { AuditEntry } from '../returns/audit-chain.ts';
import type { Withdrawal } from '../returns/filer-state.ts';
import { byOrder, foldSubmissions, lastJudged } from '../returns/fold-submissions.ts';
import type { Submission } from '../returns/submission.ts';
import type { Finding, FindingsReport } from '../rules/finding.ts';

/** What the quality of a park's filing is told from: all of it append-only. */
export interface QualityEvidence {
  readonly cycle: Pick<Cycle, 'status' | 'closesAt'>;
  readonly park: string;
  readonly submissions: readonly Submission[];
  readonly withdrawal: Withdrawal | null;
  readonly audit: readonly AuditEntry[];
  /** Of the report of every submission that was judged, by submission. */
  readonly reports: ReadonlyMap<string, ReportedQueries>;
}

/** What is told of a report: its queries (核实性), and the rules that were not run. */
export interface ReportedQueries {
  readonly queries: readonly Pick<Finding, 'rule' | 'fingerprint' | 'explained'>[];
  readonly skippedRules: readonly string[];
}

/** The part of a report that quality figures look at. */
export const queriesOf = ({
  findings,
  skippedRules,
}: Pick<FindingsReport, 'findings' | 'skippedRules'>): ReportedQueries => ({
  queries: findings.filter(({ severity }) => severity === 'query'),
  skippedRules: skippedRules.map(({ rule }) => rule),
});

/** What became of the queries of a rule, each finding once however often it was filed. */
export interface RuleQueries {
  readonly asked: number;
  /** Explained, and so in the return in force. */
  readonly accepted: number;
  /** Gone: the value was corrected. */
  readonly fixed: number;
  /** Asked of the last judged file, and not explained there or in no return in force. */
  readonly open: number;
  /** The rule was not run any more, so that nobody knows. */
  readonly notChecked: number;
}

/** Figures on how one park filed in one cycle. Null = it cannot be told (yet). */
export interface ParkQuality {
  readonly park: string;
  readonly timeliness: {
    /** Completion of the first upload that was taken in. */
    readonly firstUploadAt: string | null;
    /** The same of the first one that was accepted. */
    readonly acceptedUploadAt: string | null;
    /** Whether that one was in time; false where none was accepted and the cycle no longer takes returns in time. */
    readonly onTime: boolean | null;
    /** Days from it to the closing time, negative when late, to a tenth; null without either. */
    readonly daysBeforeClosing: number | null;
  };
  /** Whether the first submission was accepted as it was filed. */
  readonly firstPass: boolean | null;
  /** Files taken in, not counting those with the bytes of the one before. */
  readonly submissions: number;
  readonly corrections: {
    /** Files after the first one, up to the first that was accepted. */
    readonly beforeAcceptance: number;
    readonly afterAcceptance: number;
    /** Times that the ministry reopened the return, or took it out of force. */
    readonly reopened: number;
    readonly withdrawn: number;
  };
  /** Queries of the last judged submission that nothing explains. */
  readonly unexplainedQueries: number | null;
  readonly rules: Readonly<Record<string, RuleQueries>>;
  /** The audit chain that the figures rest on: its entries and the hash of the last, which covers them all. */
  readonly evidence: { readonly auditEntries: number; readonly lastHash: string | null };
}

const DAY_MS = 86_400_000;
const VERDICTS: ReadonlySet<string> = new Set(['rejected', 'needs-explanation', 'accepted']);

/** The figures of one park (issue 4, item 10): pure, so that they can be recomputed from what is stored. */
export const parkQuality = (evidence: QualityEvidence): ParkQuality => {
  const { park, submissions, audit } = evidence;
  const filed = submissions
    .filter(({ status }) => status !== 'refused' && status !== 'same')
    .toSorted(byOrder);
  const accepted = filed.findIndex(({ status }) => status === 'accepted');
  const entries = audit.toSorted((a, b) => a.sequence - b.sequence);
  const count = (action: AuditEntry['action']): number =>
    entries.filter((entry) => entry.action === action).length;
  const last = lastJudged(submissions);
  const asked = last === null ? null : (evidence.reports.get(last.submissionId)?.queries ?? []);
  return {
    park,
    timeliness: timelinessOf(evidence, filed[0], filed[accepted]),
    firstPass: firstPass(filed, entries),
    submissions: filed.length,
    corrections: {
      beforeAcceptance: Math.max(0, accepted < 0 ? filed.length - 1 : accepted),
      afterAcceptance: accepted < 0 ? 0 : filed.length - 1 - accepted,
      reopened: count('reopened'),
      withdrawn: count('withdrawn'),
    },
    unexplainedQueries: asked?.filter(({ explained }) => explained !== true).length ?? null,
    rules: ruleQueries(evidence),
    evidence: { auditEntries: entries.length, lastHash: entries.at(-1)?.hash ?? null },
  };
};

const timelinessOf = (
  { cycle }: QualityEvidence,
  first: Submission | undefined,
  accepted: Submission | undefined,
): ParkQuality['timeliness'] => {
  const { closesAt } = cycle;
  return {
    firstUploadAt: first?.uploadedAt ?? null,
    acceptedUploadAt: accepted?.uploadedAt ?? null,
    onTime: accepted === undefined ? (hasClosed(cycle) ? false : null) : !accepted.late,
    daysBeforeClosing:
      accepted === undefined || closesAt === null
        ? null
        : Math.round(((Date.parse(closesAt) - Date.parse(accepted.uploadedAt)) / DAY_MS) * 10) / 10,
  };
};

/** By the first verdict of the first file: one that was explained later did not pass at once. */
const firstPass = (filed: readonly Submission[], entries: readonly AuditEntry[]): boolean | null => {
  const verdict = entries.find(
    ({ action, submissionId }) => submissionId === filed[0]?.submissionId && VERDICTS.has(action),
  );
  return verdict === undefined ? null : verdict.action === 'accepted';
};

/**
 * Against the return in force, and the last judged submission: what that one asks and the return in force does not answer is
 * open. Without a return in force nothing counts as accepted.
 */
const ruleQueries = ({ submissions, withdrawal, reports }: QualityEvidence): ParkQuality['rules'] => {
  const inForce = foldSubmissions(submissions, withdrawal).inForce?.submission;
  const last = lastJudged(submissions);
  const reportOf = (submission: Submission | null | undefined): ReportedQueries =>
    (submission && reports.get(submission.submissionId)) ?? { queries: [], skippedRules: [] };
  const ofInForce = byFingerprint(reportOf(inForce));
  const ofLast = byFingerprint(reportOf(last));
  const skipped = new Set(reportOf(inForce ?? last).skippedRules);
  const fateOf = (fingerprint: string, rule: string): Exclude<keyof RuleQueries, 'asked'> => {
    const query = ofLast.get(fingerprint);
    if (query !== undefined && query.explained !== true) return 'open';
    const answered = ofInForce.get(fingerprint);
    if (answered?.explained === true) return 'accepted';
    if (query !== undefined || answered !== undefined) return 'open';
    return skipped.has(rule) ? 'notChecked' : 'fixed';
  };
  const asked = new Map(
    [...reports.values()]
      .flatMap(({ queries }) => queries)
      .map(({ rule, fingerprint }) => [fingerprint, rule] as const),
  );
  const rules: Record<string, { -readonly [Member in keyof RuleQueries]: RuleQueries[Member] }> = {};
  for (const [fingerprint, rule] of asked) {
    const counts = rules[rule] ?? { asked: 0, accepted: 0, fixed: 0, open: 0, notChecked: 0 };
    rules[rule] = counts;
    counts.asked += 1;
    counts[fateOf(fingerprint, rule)] += 1;
  }
  return rules;
};

const byFingerprint = ({ queries }: ReportedQueries) =>
  new Map(queries.map((query) => [query.fingerprint, query]));
