import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { isMinistryFiler } from '../../shared/domain/returns/filer-state.ts';
import { foldSubmissions } from '../../shared/domain/returns/fold-submissions.ts';
import { eventually } from '../client/eventually.ts';
import { inParallel } from '../client/in-parallel.ts';
import { syntheticNotice } from '../sample/manifest.ts';
import { sayRanking } from '../verbs/ranking-text.ts';
import { rankingOfReturnsInForce, type Stage } from './filing.ts';
import { NotAsPromised } from './not-as-promised.ts';
import { changesOf, type Notifications } from './notifications.ts';
import { countOpenness } from './openness.ts';
import { firstCycle, secondCycle } from './play-cycles.ts';
import { reopenAndCorrect } from './reopen-and-correct.ts';
import { sayAct, sayMovements, sayNotifications, sayOpenness, sayPublished } from './report.ts';
import { showStudies } from './show-studies.ts';

const announcedWithin = 20_000;

/** The whole demo on a fresh deployment. Throws NotAsPromised, NotInTime, CannotDo. */
export async function tellStory(stage: Stage, told: Notifications): Promise<void> {
  const { terminal } = stage;
  terminal.say(terminal.text(syntheticNotice));
  sayAct(terminal, {
    zh: '2020 年度：169 个园区报送，关闭，发布',
    en: 'Cycle 2020: 169 parks file; closed; published',
  });
  await firstCycle(stage);
  sayPublished(terminal, await snapshotOf(stage, '2020'));
  sayAct(terminal, {
    zh: '2021 年度：上年数取自 2020 年度；部分年报有错误，退回更正',
    en: 'Cycle 2021: last year’s values come from 2020; some returns have mistakes and are corrected',
  });
  const sample = await secondCycle(stage);
  const before = await snapshotOf(stage, '2021');
  sayAct(terminal, { zh: '2021 年度排名（前 20 名）', en: 'Ranking of cycle 2021 (top 20)' });
  sayRanking(before, terminal, 20);

  sayAct(terminal, {
    zh: '一份年报退回更正，排名随之变动',
    en: 'One return is reopened and corrected; the ranking moves',
  });
  const correction = await reopenAndCorrect(stage, sample, before);
  const after = await snapshotOf(stage, '2021');
  await eventually(
    async () => {
      await told.refresh();
      const isInQueue = changesOf(told, '2021').some(({ revision }) => revision === after.revision);
      const isMailed = told.messages.some((text) =>
        text.includes(`--cycle 2021 --revision ${after.revision}`),
      );
      return (isInQueue && isMailed) || undefined;
    },
    { within: announcedWithin, signal: stage.gone, what: 'the announcement of the new ranking' },
  );
  const events = changesOf(told, '2021').filter(({ revision }) => revision > before.revision);
  sayMovements(terminal, { before, after, events, correction });
  const others = events.flatMap(({ movements }) => movements.filter(({ park }) => park !== correction.park));
  if (!others.some(({ from, to }) => from !== to)) throw new NotAsPromised('no other park changed its rank');

  await showStudies({ before, after, park: correction.park }, terminal);

  sayAct(terminal, { zh: '主管部门收到的通知', en: 'What the ministry was told' });
  sayNotifications(terminal, told);

  sayAct(terminal, {
    zh: '开放度分布（4.7，取自已通过的年报）',
    en: 'Openness (4.7), from the accepted returns',
  });
  const accepted = await acceptedInputs(stage, '2021');
  const counts = countOpenness(accepted);
  sayOpenness(terminal, counts, accepted.length);
  if (counts.some(({ counted, published }) => counted !== published)) {
    throw new NotAsPromised('the openness distribution is not the published one');
  }
}

async function snapshotOf(stage: Stage, cycle: string): Promise<RankingSnapshot> {
  const head = await rankingOfReturnsInForce(stage, cycle);
  return stage.rankings.readSnapshot(head.snapshot);
}

/** Inputs of every return in force, as the store has them. */
async function acceptedInputs(stage: Stage, cycle: string) {
  const filers = (await stage.returns.readReturns(cycle)).filter(({ filer }) => !isMinistryFiler(filer));
  const states = await inParallel(filers, 16, ({ filer }) => stage.returns.readFiler(cycle, filer));
  return states.flatMap(({ submissions, summary }) => {
    const { inForce } = foldSubmissions(submissions, summary?.withdrawal ?? null);
    return inForce ? [inForce.submission.inputs] : [];
  });
}
