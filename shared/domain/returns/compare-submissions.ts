import type { ReportedInput, ValuePlace } from '../rules/filed-inputs.ts';
import type { Findings, FindingsReport } from '../rules/finding.ts';
import { splitFindings } from '../rules/split-findings.ts';
import { byOrder, type JudgedSubmission, judgedBearer } from './fold-submissions.ts';
import type { Submission } from './submission.ts';

/** A park input that another value was filed for. */
export interface ValueChange {
  readonly code: string;
  /** `last`: last year's value as quoted in the file. */
  readonly year: 'this' | 'last';
  /** Exact decimal text, `N/A` = 不适用, other text as filed; null = blank or not in the file. */
  readonly from: string | null;
  readonly to: string | null;
  /** Null where the file has no cell for it. */
  readonly cells: { readonly from: ValuePlace | null; readonly to: ValuePlace | null };
}

/** What a submission changed of the one before it. */
export interface SubmissionDiff {
  readonly from: string;
  readonly to: string;
  /** By fingerprint, so that moved rows change nothing. */
  readonly findings: {
    readonly new: Findings;
    /** Of the earlier report: they are gone. */
    readonly fixed: Findings;
    /** Of the earlier report, by rules that were not run on the later file: nobody knows. */
    readonly notChecked: Findings;
    /** In both, and not explained. */
    readonly open: Findings;
    /** In both, and explained now. */
    readonly explained: Findings;
  };
  readonly values: readonly ValueChange[];
}

/** A submission that was judged, with its report. */
export interface JudgedFiling {
  readonly submission: JudgedSubmission;
  readonly report: FindingsReport;
}

/**
 * The judged submission to look at and the one to compare it with: the nearest one uploaded before it that was judged and
 * has other bytes (or the same bytes judged anew).
 *
 * @param submissionId one that is looked at, whose verdict may be that of the one it repeats; absent = the highest-ordered
 *   one that has a verdict.
 * @returns null where that has no verdict; `before` is null where nothing was judged before it.
 */
export const withPredecessor = (
  submissions: readonly Submission[],
  submissionId?: string,
): { readonly after: JudgedSubmission; readonly before: JudgedSubmission | null } | null => {
  const byId = new Map(submissions.map((submission) => [submission.submissionId, submission]));
  const judged = submissions.toSorted(byOrder).flatMap((submission) => {
    const bearer = judgedBearer(submission, byId);
    return bearer === null ? [] : [{ id: submission.submissionId, bearer }];
  });
  const at = judged.findLastIndex(({ id }) => submissionId === undefined || id === submissionId);
  const after = judged[at]?.bearer;
  if (after === undefined) return null;
  const before = judged.slice(0, at).findLast(({ bearer }) => bearer.submissionId !== after.submissionId);
  return { after, before: before?.bearer ?? null };
};

/** What is new, fixed and still open, and which values changed, between two submissions of a park. */
export const compareSubmissions = (before: JudgedFiling, after: JudgedFiling): SubmissionDiff => {
  const earlier = fingerprintsOf(before.report);
  const later = fingerprintsOf(after.report);
  const skipped = new Set(after.report.skippedRules.map(({ rule }) => rule));
  const gone = splitFindings(before.report.findings, ['fixed', 'notChecked'], ({ fingerprint, rule }) => {
    if (later.has(fingerprint)) return null;
    return skipped.has(rule) ? 'notChecked' : 'fixed';
  });
  const there = splitFindings(after.report.findings, ['new', 'open', 'explained'], (finding) => {
    if (!earlier.has(finding.fingerprint)) return 'new';
    return finding.explained === true ? 'explained' : 'open';
  });
  return {
    from: before.submission.submissionId,
    to: after.submission.submissionId,
    findings: {
      new: there.new,
      fixed: gone.fixed,
      notChecked: gone.notChecked,
      open: there.open,
      explained: there.explained,
    },
    values: [...valueChanges(before, after, 'this'), ...valueChanges(before, after, 'last')],
  };
};

const fingerprintsOf = ({ findings }: FindingsReport): ReadonlySet<string> => {
  const fingerprints = new Set<string>();
  for (const { fingerprint } of findings) fingerprints.add(fingerprint);
  return fingerprints;
};

type FiledValue = { readonly value: string | null; readonly cell: ValuePlace };

const valueChanges = (
  before: JudgedFiling,
  after: JudgedFiling,
  year: ValueChange['year'],
): readonly ValueChange[] => {
  // Of a file whose inputs could not be read nothing is known to have changed.
  if (before.report.inputs === undefined || after.report.inputs === undefined) return [];
  const earlier = valuesOf(before.report.inputs, year);
  const later = valuesOf(after.report.inputs, year);
  return [...new Set([...later.keys(), ...earlier.keys()])].flatMap((code): readonly ValueChange[] => {
    const [from, to] = [earlier.get(code), later.get(code)];
    if ((from?.value ?? null) === (to?.value ?? null)) return [];
    return [
      {
        code,
        year,
        from: from?.value ?? null,
        to: to?.value ?? null,
        cells: { from: from?.cell ?? null, to: to?.cell ?? null },
      },
    ];
  });
};

const valuesOf = (
  inputs: Readonly<Record<string, ReportedInput>>,
  year: ValueChange['year'],
): ReadonlyMap<string, FiledValue> =>
  new Map(
    Object.entries(inputs).flatMap(([code, input]) => {
      const filed: FiledValue | undefined = year === 'this' ? input : input.previous;
      return filed === undefined ? [] : [[code, filed] as const];
    }),
  );
