import type { RankingHead } from '../../shared/adapters/ranking-rows.ts';
import { isMinistryFiler, type ReturnSummary } from '../../shared/domain/returns/filer-state.ts';
import { eventually } from '../client/eventually.ts';
import { inParallel } from '../client/in-parallel.ts';
import type { RankingsReader } from '../client/rankings.ts';
import type { ReturnsReader } from '../client/returns.ts';
import { uploadReturn } from '../client/upload.ts';
import type { Deployment } from '../local/deployment.ts';
import type { Terminal } from '../terminal/context.ts';
import { startProgress } from '../terminal/progress.ts';

/** What every act of the demo works with. */
export interface Stage {
  readonly deployment: Deployment;
  readonly returns: ReturnsReader;
  readonly rankings: RankingsReader;
  readonly terminal: Terminal;
  /** Aborts when the local cloud is gone. */
  readonly gone: AbortSignal;
}

export interface FileToSubmit {
  readonly park: string;
  readonly fileName: string;
  readonly body: Uint8Array;
}

/** Uploads at a time: more only queue up in front of two cores. */
const uploadsAtOnce = 16;
/** Far more than a busy machine needs; a step that hangs ends the demo here. */
const verdictsWithin = 120_000;
const rankingWithin = 60_000;

/** Uploads the files and waits until each has its verdict; the state of every filed return, by park. */
export async function fileReturns(
  stage: Stage,
  cycle: string,
  files: readonly FileToSubmit[],
): Promise<ReadonlyMap<string, ReturnSummary>> {
  const { terminal, deployment } = stage;
  const uploading = startProgress(
    terminal,
    { zh: `${cycle} 年度：上传年报`, en: `${cycle}: uploading returns` },
    files.length,
  );
  const hashes = new Map<string, string>();
  await inParallel(files, uploadsAtOnce, async (file) => {
    const { sha256 } = await uploadReturn(deployment, { cycle, ...file });
    hashes.set(file.park, sha256);
    uploading.advance();
  });
  uploading.done();

  const judging = startProgress(
    terminal,
    { zh: `${cycle} 年度：接收与审核`, en: `${cycle}: receiving and checking` },
    files.length,
  );
  let shown = 0;
  const summaries = await eventually(
    async () => {
      const judged = new Map<string, ReturnSummary>();
      for (const summary of await stage.returns.readReturns(cycle)) {
        const { current, filer } = summary;
        if (current && current.sha256 === hashes.get(filer) && current.verdict !== 'pending')
          judged.set(filer, summary);
      }
      judging.advance(judged.size - shown);
      shown = judged.size;
      return judged.size === files.length ? judged : undefined;
    },
    { within: verdictsWithin, every: 400, signal: stage.gone, what: `the verdicts on cycle ${cycle}` },
  );
  judging.done();
  return summaries;
}

/** Waits until the head of the ranking holds exactly the returns in force (and the expert scores); that head. */
export async function rankingOfReturnsInForce(stage: Stage, cycle: string): Promise<RankingHead> {
  return eventually(
    async () => {
      const head = await stage.rankings.readHead(cycle);
      if (head === null || head.contents.expertScores === null) return undefined;
      const filers = (await stage.returns.readReturns(cycle)).filter(({ filer }) => !isMinistryFiler(filer));
      const isCurrent = filers.every(({ filer, inForce, status }) => {
        const ranked = head.contents.returns[filer];
        return (
          ranked?.submissionId === inForce?.submissionId &&
          (ranked === undefined || ranked.reopened === (status === 'reopened'))
        );
      });
      return isCurrent ? head : undefined;
    },
    { within: rankingWithin, every: 400, signal: stage.gone, what: `the ranking of cycle ${cycle}` },
  );
}
