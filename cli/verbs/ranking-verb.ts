import { cyclesOf } from '../client/cycles.ts';
import { rankingsOf } from '../client/rankings.ts';
import { findDeployment } from '../local/deployment.ts';
import { CannotDo } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { cycleOption, requireCycle, requirePark, requireRevision } from './common-options.ts';
import { rankingDocument, sayExplanation, sayRanking } from './ranking-text.ts';

interface Options {
  readonly cycle?: string;
  readonly revision?: string;
  readonly explain?: string;
}

/** `gaoxin ranking --cycle C [--revision N] [--explain P]`: a revision with denominators and movements. */
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
    .action(async (options: Options) => {
      const cycle = requireCycle(options.cycle);
      const wanted = requireRevision(options.revision);
      const explained = options.explain === undefined ? undefined : requirePark(options.explain);
      const deployment = await findDeployment();
      const rankings = rankingsOf(deployment);
      const revisions = await rankings.readRevisions(cycle);
      const revision =
        wanted === undefined ? revisions.at(-1) : revisions.find((row) => row.revision === wanted);
      if (!revision) {
        if (wanted !== undefined && revisions.length > 0) {
          throw new CannotDo({
            zh: `${cycle} 年度没有第 ${wanted} 次修订，最新为第 ${revisions.length} 次。`,
            en: `Cycle ${cycle} has no revision ${wanted}; the latest is ${revisions.length}.`,
          });
        }
        terminal.say(
          terminal.text({ zh: `${cycle} 年度尚无排名。`, en: `There is no ranking of cycle ${cycle} yet.` }),
        );
        terminal.answer({ cycle, revision: null });
        finish(1);
        return;
      }
      const publication = await cyclesOf(deployment).readPublication(cycle);
      // A snapshot is written before anybody publishes it: what is published is the cycle's to say.
      const snapshot = {
        ...(await rankings.readSnapshot(revision.snapshot)),
        provisional: publication?.revision !== revision.revision,
      };
      if (explained === undefined) {
        sayRanking(snapshot, terminal);
        terminal.answer(rankingDocument(snapshot, revision.snapshot));
        return;
      }
      const park = snapshot.result.parks.find((ranked) => ranked.park === explained);
      if (!park) {
        const unranked = snapshot.result.unranked.find((entry) => entry.park === explained);
        throw new CannotDo(
          unranked
            ? {
                zh: `${explained} 未参与第 ${snapshot.revision} 次排名（${unranked.reason}）。`,
                en: `${explained} is not ranked in revision ${snapshot.revision} (${unranked.reason}).`,
              }
            : {
                zh: `${explained} 不在 ${cycle} 年度的园区名册中。`,
                en: `${explained} is not in the register of cycle ${cycle}.`,
              },
        );
      }
      sayExplanation(snapshot, park, terminal);
      terminal.answer({
        ...rankingDocument({ ...snapshot, result: { ...snapshot.result, parks: [park] } }, revision.snapshot),
        explained: park,
      });
    });
};
