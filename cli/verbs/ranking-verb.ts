import type { SnapshotReference } from '../../shared/adapters/ranking-rows.ts';
import { publishedRanksBeside, publishedRanksNote } from '../../shared/domain/profiles/published-ranks.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { cyclesOf } from '../client/cycles.ts';
import { rankingsOf } from '../client/rankings.ts';
import { type Deployment, findDeployment } from '../local/deployment.ts';
import { loadAgainst, movesDocument, studyMoves } from '../studies/explain-move.ts';
import { sayMove, sayMoves } from '../studies/explain-move-text.ts';
import { knowEditionOf } from '../studies/known-editions.ts';
import { loadSnapshot } from '../studies/load-snapshot.ts';
import { studiedPark } from '../studies/studied-park.ts';
import { CannotDo, type Terminal } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { cycleOption, requireCycle, requirePark, requireRevision } from './common-options.ts';
import { sayPublishedRanks } from './published-ranks-text.ts';
import { rankIntervalsOf, rankingDocument, sayExplanation, sayRanking } from './ranking-text.ts';

interface Options {
  readonly cycle?: string;
  readonly revision?: string;
  readonly explain?: string;
  readonly against?: string;
  readonly snapshot?: string;
  readonly published?: boolean;
}

/**
 * `gaoxin ranking (--cycle C [--revision N] | --snapshot FILE) [--explain P] [--against N|YEAR/N|YEAR/latest|FILE]
 * [--published]`: a revision with denominators and movements; with `--against` why parks moved between two rankings; with
 * `--published` beside the ranks found in the news, and `published: {note, ranks}` in the document.
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
    .option(
      '--published',
      terminal.text({
        zh: '与新闻中查到的公开位次并列（太少，不足以检验排名）',
        en: 'beside the ranks found in the news (too few to validate a ranking)',
      }),
    )
    .action(async (options: Options) => {
      if (options.published === true && options.against !== undefined) {
        throw new CannotDo({
          zh: '--published 与 --against 不能同时使用。',
          en: 'Use --published and --against one at a time.',
        });
      }
      if (options.snapshot !== undefined) {
        const { explain, ...which } = options;
        const park = explain === undefined ? undefined : requirePark(explain);
        await sayOne(await loadSnapshot(which), null, park, options, terminal);
        return;
      }
      const cycle = requireCycle(options.cycle);
      const wanted = requireRevision(options.revision);
      const explained = options.explain === undefined ? undefined : requirePark(options.explain);
      const deployment = await findDeployment();
      const standing = await rankingsOf(deployment).readStanding(cycle, wanted);
      if (standing === null) {
        terminal.say(
          terminal.text({ zh: `${cycle} 年度尚无排名。`, en: `There is no ranking of cycle ${cycle} yet.` }),
        );
        terminal.answer({ cycle, revision: null });
        finish(1);
        return;
      }
      const { snapshot, reference } = standing;
      await sayAmendments(deployment, cycle, terminal);
      await knowEditionOf(snapshot.methodology);
      await sayOne(snapshot, reference, explained, options, terminal);
    });
};

/** Whether last year's values were amended: some count in the ranking, some do not yet. */
async function sayAmendments(deployment: Deployment, cycle: string, terminal: Terminal): Promise<void> {
  const cycles = cyclesOf(deployment);
  const [amendments, amended] = await Promise.all([
    cycles.readAmendments(cycle),
    cycles.readAmendedPriors(cycle),
  ]);
  if (amendments.length === 0) return;
  const counted = amended?.amendments.length ?? 0;
  terminal.note(
    terminal.text({
      zh: `上年数据更正：已入库 ${counted} 项，待入库 ${amendments.length - counted} 项（gaoxin cycle refresh-priors ${cycle}）。`,
      en: `Amendments of last year’s data: ${counted} in force, ${amendments.length - counted} pending (gaoxin cycle refresh-priors ${cycle}).`,
    }),
  );
}

/** A ranking, or one park of it, alone or against another ranking. */
async function sayOne(
  snapshot: RankingSnapshot,
  reference: SnapshotReference | null,
  explained: string | undefined,
  { against, published }: Pick<Options, 'against' | 'published'>,
  terminal: Terminal,
): Promise<void> {
  if (published === true) {
    sayPublished(snapshot, reference, explained, terminal);
    return;
  }
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

/** A ranking beside the ranks found in the news, of all parks or of one. */
function sayPublished(
  snapshot: RankingSnapshot,
  reference: SnapshotReference | null,
  explained: string | undefined,
  terminal: Terminal,
): void {
  const { parks } = snapshot.result;
  const own = explained === undefined ? parks : [studiedPark(snapshot, explained).ranked];
  const ranks = publishedRanksBeside(snapshot).filter(
    ({ park }) => explained === undefined || park === explained,
  );
  sayPublishedRanks(snapshot, ranks, rankIntervalsOf(snapshot), terminal);
  terminal.answer({
    ...rankingDocument({ ...snapshot, result: { ...snapshot.result, parks: own } }, reference),
    published: { note: publishedRanksNote, ranks },
  });
}
