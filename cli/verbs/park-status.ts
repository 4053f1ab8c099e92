import type { RegisteredPark } from '../../shared/domain/ranking/ranking.ts';
import { type AskedAgain, askedAgain, type Explanation } from '../../shared/domain/returns/explanation.ts';
import type { ReturnSummary } from '../../shared/domain/returns/filer-state.ts';
import { byOrder, lastJudged } from '../../shared/domain/returns/fold-submissions.ts';
import type { Submission } from '../../shared/domain/returns/submission.ts';
import { reportOf } from '../client/reports.ts';
import { returnsOf } from '../client/returns.ts';
import type { Deployment } from '../local/deployment.ts';
import { CannotDo, type Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import { sayAskedAgain, sayExplanations, sayRepeated } from './explanations-text.ts';
import { sayInForce, sayReopening } from './standing-text.ts';
import { statusText } from './status-text.ts';
import { diffOf, sayDiff } from './submission-diff.ts';

/** What is asked of one park. */
export interface ParkAsked {
  readonly cycle: string;
  readonly park: string;
  /** Parks that may file. */
  readonly filing: readonly RegisteredPark[];
  readonly returns: readonly ReturnSummary[];
  /** Whether the cycle is published, and its returns locked. */
  readonly isPublished: boolean;
  /** Compare a submission with the one before it; `true` = the last one. Absent = do not. */
  readonly diff?: string | true;
}

/** Where a return stands. */
export const standing = (summary: ReturnSummary | undefined) => ({
  status: summary?.status ?? ('not-filed' as const),
  submissions: summary?.submissions ?? 0,
  current: summary?.current ?? null,
  inForce: summary?.inForce ?? null,
  reopening: summary?.reopening ?? null,
  signOff: summary?.signOff ?? null,
  isSignedOff: summary?.isSignedOff ?? false,
});

export type Standing = ReturnType<typeof standing>;

/** The register's entry of a park. @throws {CannotDo} when it has none. */
export function requireRegistered(
  filing: readonly RegisteredPark[],
  cycle: string,
  park: string,
): RegisteredPark {
  const registered = filing.find(({ id }) => id === park);
  if (registered) return registered;
  throw new CannotDo({
    zh: `${park} 不在 ${cycle} 年度的园区名册中。`,
    en: `${park} is not in the register of cycle ${cycle}.`,
  });
}

/** One park: its submissions, explanations, what a reviewer should look at, and on request what a submission changed. */
export async function sayPark(deployment: Deployment, asked: ParkAsked, terminal: Terminal): Promise<void> {
  const { cycle, park, returns } = asked;
  const { say, text } = terminal;
  const { name } = requireRegistered(asked.filing, cycle, park);
  const found = returns.find(({ filer }) => filer === park);
  const summary = standing(found);
  const reader = returnsOf(deployment);
  const [{ submissions }, explanations] = await Promise.all([
    reader.readFiler(cycle, park),
    reader.readExplanations(cycle, park),
  ]);
  const sorted = submissions.toSorted(byOrder);
  const again = await askedAgainOf(deployment, sorted, explanations);
  const repeatedExplanations = found?.review.repeatedExplanations ?? [];
  const compared = asked.diff === undefined ? null : await comparedOf(deployment, sorted, asked);
  await terminal.answer({
    cycle,
    park,
    name,
    ...summary,
    submissions: sorted.map(submissionFacts),
    explanations: explanations.map(explanationFacts),
    askedAgain: again.map(({ finding, because }) => ({ finding, ...because })),
    repeatedExplanations,
    ...(asked.diff === undefined ? {} : { diff: compared?.diff ?? null }),
  });
  say(`${park} ${name}  ${text(statusText[summary.status])}`);
  if (sorted.length === 0) return;
  say();
  say(submissionsTable(sorted, summary.inForce?.submissionId, terminal));
  sayInForce(summary, terminal);
  if (summary.status === 'reopened') sayReopening(summary.reopening, asked.isPublished, terminal);
  sayExplanations(explanations, terminal);
  sayAskedAgain(again, terminal);
  sayRepeated(repeatedExplanations, terminal);
  if (asked.diff === undefined) return;
  say();
  if (compared !== null) sayDiff(compared, cycle, terminal);
  else say(text({ zh: '没有更早的提交可以比较。', en: 'There is no earlier submission to compare with.' }));
}

/** The queries of the last judged submission that were explained and are open again. */
async function askedAgainOf(
  deployment: Deployment,
  submissions: readonly Submission[],
  explanations: readonly Explanation[],
): Promise<readonly AskedAgain[]> {
  const last = lastJudged(submissions);
  if (last === null || last.status === 'accepted' || explanations.length === 0) return [];
  return askedAgain(await reportOf(deployment, last), explanations);
}

function comparedOf(deployment: Deployment, submissions: readonly Submission[], { park, diff }: ParkAsked) {
  if (diff === true || diff === undefined) return diffOf(deployment, submissions);
  if (!submissions.some(({ submissionId }) => submissionId === diff)) {
    throw new CannotDo({ zh: `${park} 没有提交 ${diff}。`, en: `${park} has no submission ${diff}.` });
  }
  return diffOf(deployment, submissions, diff);
}

const submissionFacts = (submission: Submission) => ({
  submissionId: submission.submissionId,
  status: submission.status,
  fileName: submission.fileName,
  sha256: submission.sha256,
  uploadedAt: submission.uploadedAt,
  receivedAt: submission.receivedAt,
  late: submission.late,
  ...('counts' in submission
    ? { counts: submission.counts, rulePack: submission.rulePack, reportKey: submission.reportKey }
    : {}),
  ...(submission.status === 'same' ? { sameAs: submission.sameAs } : {}),
});

const explanationFacts = ({ finding, about, reason, text, actor, at }: Explanation) => ({
  finding,
  about,
  reason,
  text,
  actor,
  at,
});

const submissionsTable = (
  submissions: readonly Submission[],
  inForce: string | undefined,
  { text }: Terminal,
): string =>
  table(
    [
      text({ zh: '提交', en: 'submission' }),
      text({ zh: '上传完成', en: 'uploaded' }),
      text({ zh: '状态', en: 'status' }),
      text({ zh: '文件', en: 'file' }),
      'SHA-256',
    ],
    submissions.map(({ submissionId, uploadedAt, status, fileName, sha256 }) => [
      submissionId === inForce ? `${submissionId} *` : submissionId,
      uploadedAt,
      text(statusText[status]),
      fileName,
      sha256.slice(0, 12),
    ]),
  );
