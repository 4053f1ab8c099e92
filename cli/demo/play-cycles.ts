import { shippedRegister } from '../../shared/domain/ranking/register.ts';
import { eventually } from '../client/eventually.ts';
import { inParallel } from '../client/in-parallel.ts';
import { manageCycle, manageCycleOrFail } from '../client/manage-cycle.ts';
import { reportOf } from '../client/reports.ts';
import { cleanDraft } from '../sample/return-draft.ts';
import type { Sample } from '../sample/sample-files.ts';
import type { SeededReturn } from '../sample/seed-defects.ts';
import { CannotDo } from '../terminal/context.ts';
import { fileReturns, rankingOfReturnsInForce, type Stage } from './filing.ts';
import { NotAsPromised } from './not-as-promised.ts';
import { type JudgedDefect, sayDefects } from './report.ts';
import { fileOf, fileScores, filesOf, sampleOf } from './sample-cycle.ts';

/** Who acts for the ministry in the audit chain. */
export const actor = 'demo@ministry';
/** Enough that most kinds of mistake are among them. */
const defectsInSecondCycle = 12;
const publishWithin = 45_000;

/** 2020: everybody files clean returns; closed and published, so that 2021 has its priors and bounds. */
export async function firstCycle(stage: Stage): Promise<void> {
  const { deployment } = stage;
  await open(stage, '2020');
  const sample = sampleOf('2020', 0);
  await fileScores(stage, sample);
  const judged = await fileReturns(stage, '2020', await filesOf(sample));
  const refused = [...judged.values()].filter(({ status }) => status !== 'accepted');
  if (refused.length > 0) throw new NotAsPromised(`${refused.length} clean returns were not accepted`);
  await rankingOfReturnsInForce(stage, '2020');
  await manageCycleOrFail(deployment, { command: 'close-cycle', cycle: '2020', actor });
  await publish(stage, '2020');
}

async function open({ deployment }: Stage, cycle: string): Promise<void> {
  const { doneBefore } = await manageCycleOrFail(deployment, {
    command: 'open-cycle',
    cycle,
    methodology: 'most-2021',
    register: shippedRegister(),
    opensAt: null,
    closesAt: null,
    late: 'accept',
    actor,
  });
  if (!doneBefore) return;
  throw new CannotDo({
    zh: `此处已有 ${cycle} 年度的数据，演示需要全新的部署：请换一个端点，或取消 AWS_ENDPOINT_URL。`,
    en: `Cycle ${cycle} exists here already, and the demo needs a fresh deployment: take another endpoint, or unset AWS_ENDPOINT_URL.`,
  });
}

/** Refusals that pass by themselves: what is on its way arrives. */
const notYet: ReadonlySet<string> = new Set(['returns-pending', 'nothing-ranked', 'ranking-behind']);

/** Publishing is refused until the ranking has caught up with the close. */
async function publish(stage: Stage, cycle: string): Promise<void> {
  const answer = await eventually(
    async () => {
      const answer = await manageCycle(stage.deployment, { command: 'publish-cycle', cycle, actor });
      return answer.ok || !notYet.has(answer.code) ? answer : undefined;
    },
    { within: publishWithin, every: 500, signal: stage.gone, what: `the publication of cycle ${cycle}` },
  );
  if (!answer.ok) throw new CannotDo(answer.message);
}

/** 2021: some returns have mistakes; each is found, and corrected. Nothing is published. */
export async function secondCycle(stage: Stage): Promise<Sample> {
  await open(stage, '2021');
  const sample = sampleOf('2021', defectsInSecondCycle);
  await fileScores(stage, sample);
  await fileReturns(stage, '2021', await filesOf(sample));

  const withDefects = sample.seeded.filter(({ defects }) => defects.length > 0);
  const judged = await inParallel(withDefects, 8, (one) => judgedDefect(stage, one));
  sayDefects(stage.terminal, judged);
  const wrong = judged.filter(({ found, expected }) => found.join() !== expected.join());
  if (wrong.length > 0) {
    throw new NotAsPromised(
      `${wrong.map(({ park }) => park).join(', ')}: other findings than the seeded ones`,
    );
  }
  const toCorrect = withDefects.filter((one) => one.defects.some(({ breaks }) => breaks.length > 0));
  const corrections = await Promise.all(
    toCorrect.map(({ filed }) => fileOf(sample, filed.park.id, cleanDraft(filed), '更正')),
  );
  await fileReturns(stage, '2021', corrections);
  const head = await rankingOfReturnsInForce(stage, '2021');
  const ranked = Object.keys(head.contents.returns).length;
  if (ranked !== sample.seeded.length)
    throw new NotAsPromised(`${ranked} of ${sample.seeded.length} parks are ranked`);
  return sample;
}

/** What the pipeline found in a file with a seeded defect, beside what it had to find. */
async function judgedDefect(stage: Stage, { filed, defects }: SeededReturn): Promise<JudgedDefect> {
  const park = filed.park.id;
  const { submissions } = await stage.returns.readFiler('2021', park);
  const latest = submissions.toSorted((a, b) => (a.order < b.order ? -1 : 1)).at(-1);
  const report = latest && 'reportKey' in latest ? await reportOf(stage.deployment, latest) : null;
  return {
    park,
    name: filed.park.shortName,
    kinds: defects.map(({ kind }) => kind),
    verdict: report?.verdict ?? null,
    expected: defects.flatMap(({ breaks }) => breaks).sort(),
    found: (report?.findings ?? [])
      .filter(({ severity }) => severity !== 'notice')
      .map(({ rule }) => rule)
      .sort(),
  };
}
