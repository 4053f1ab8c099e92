import type { SnapshotReference } from '../../shared/adapters/ranking-rows.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { rankingsOf } from '../client/rankings.ts';
import { findDeployment } from '../local/deployment.ts';
import { loadAgainst, movesDocument, studyMoves } from '../studies/explain-move.ts';
import { sayMove, sayMoves } from '../studies/explain-move-text.ts';
import { knowEditionOf } from '../studies/known-editions.ts';
import { loadSnapshot } from '../studies/load-snapshot.ts';
import { studiedPark } from '../studies/studied-park.ts';
import type { Terminal } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { cycleOption, requireCycle, requirePark, requireRevision } from './common-options.ts';
import { rankingDocument, sayExplanation, sayRanking } from './ranking-text.ts';

interface Options {
  readonly cycle?: string;
  readonly revision?: string;
  readonly explain?: string;
  readonly against?: string;
  readonly snapshot?: string;
}

/**
 * `gaoxin ranking (--cycle C [--revision N] | --snapshot FILE) [--explain P] [--against N|YEAR/N|YEAR/latest|FILE]`: a
 * revision with denominators and movements; with `--against` why parks moved between two rankings.
 */
export const defineRanking: DefineVerb = (verb, terminal, finish) => {
  cycleOption(verb, terminal)
    .option(
      '--revision <n>',
      terminal.text({ zh: '第几次修订（默认最新）', en: 'a revision (default: the latest)' }),
    )
    .option(
      '--explain <park>',
      terminal.text({ zh: '一个园区的得分构成', en: 'how one park gets its score' }),
    )
    .option(
      '--against <ranking>',
      terminal.text({
        zh: '与另一次排名相比，位次变动的原因：修订号 N、年度/修订号（2020/latest）或快照文件',
        en: 'why ranks moved against another ranking: revision N, YEAR/N, YEAR/latest or a snapshot file',
      }),
    )
    .option(
      '--snapshot <file>',
      terminal.text({
        zh: '改用排名快照文件（离线）',
        en: 'a ranking snapshot file instead of the deployment (offline)',
      }),
    )
    .action(async (options: Options) => {
      if (options.snapshot !== undefined) {
        const { explain, ...which } = options;
        const park = explain === undefined ? undefined : requirePark(explain);
        await sayOne(await loadSnapshot(which), null, park, options.against, terminal);
        return;
      }
      const cycle = requireCycle(options.cycle);
      const wanted = requireRevision(options.revision);
      const explained = options.explain === undefined ? undefined : requirePark(options.explain);
      const standing = await rankingsOf(await findDeployment()).readStanding(cycle, wanted);
      if (standing === null) {
        terminal.say(
          terminal.text({ zh: `${cycle} 年度尚无排名。`, en: `There is no ranking of cycle ${cycle} yet.` }),
        );
        terminal.answer({ cycle, revision: null });
        finish(1);
        return;
      }
      const { snapshot, reference } = standing;
      await knowEditionOf(snapshot.methodology);
      await sayOne(snapshot, reference, explained, options.against, terminal);
    });
};

/** A ranking, or one park of it, alone or against another ranking. */
async function sayOne(
  snapshot: RankingSnapshot,
  reference: SnapshotReference | null,
  explained: string | undefined,
  against: string | undefined,
  terminal: Terminal,
): Promise<void> {
  const moves =
    against === undefined
      ? null
      : studyMoves(await loadAgainst(against, snapshot), snapshot, explained, terminal);
  if (explained === undefined) {
    if (moves === null) sayRanking(snapshot, terminal);
    else sayMoves(moves, terminal);
    terminal.answer({
      ...rankingDocument(snapshot, reference),
      ...(moves === null ? {} : { against: movesDocument(moves) }),
    });
    return;
  }
  const { ranked } = studiedPark(snapshot, explained);
  const move = moves?.explained.moves[0];
  if (moves !== null && move !== undefined) sayMove(moves, move, terminal);
  else sayExplanation(snapshot, ranked, terminal);
  terminal.answer({
    ...rankingDocument({ ...snapshot, result: { ...snapshot.result, parks: [ranked] } }, reference),
    explained: ranked,
    ...(moves === null ? {} : { against: movesDocument(moves) }),
  });
}
