import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { cyclesOf } from '../cli/client/cycles.ts';
import { eventually } from '../cli/client/eventually.ts';
import { manageCycleOrFail } from '../cli/client/manage-cycle.ts';
import { type MinistryEvent, takeMinistryEvents } from '../cli/client/ministry-queue.ts';
import { rankingsOf } from '../cli/client/rankings.ts';
import { type UploadedFile, uploadReturn } from '../cli/client/upload.ts';
import { type Deployment, findDeployment } from '../cli/local/deployment.ts';
import { givenConnection } from '../cli/local/local-connection.ts';
import { localHome } from '../cli/local/local-state.ts';
import { localDown, localUp } from '../cli/local/local-up.ts';
import { cleanDraft } from '../cli/sample/return-draft.ts';
import { writeDraft } from '../cli/sample/return-files.ts';
import { makeSample, type Sample } from '../cli/sample/sample-files.ts';
import type { Terminal } from '../cli/terminal/context.ts';
import { sha256OfText } from '../shared/adapters/ranking-snapshots.ts';
import type { RankingSnapshot } from '../shared/domain/ranking/ranking.ts';
import { shippedRegister } from '../shared/domain/ranking/register.ts';
import { submissionIdOf } from '../shared/domain/returns/submission-order.ts';
import type { Bench, Measurement } from './measurement.ts';
import { fullSize } from './pipeline-full-size.ts';

const register = shippedRegister();
/** Rank-moving uploads, and the seconds between two of them. */
const corrections = 10;
const secondsBetween = 10;
const target = { correctionSeconds: 5, burstSeconds: 45, burstRevisions: 15 };
/** Past this something hangs; the bench ends with an error. */
const patience = 180_000;

/** From a file put to S3 to its event in the ministry's queue, on a deployment of the bench's own or a given one. */
export const bench: Bench = {
  title: { zh: '流水线：从上传到主管部门队列', en: 'Pipeline: from the upload to the ministry’s queue' },
  run: async (terminal) => {
    const directory = join(localHome, 'bench');
    const given = givenConnection() !== undefined || Boolean(process.env.GAOXIN_ACCOUNT);
    if (!given) await localDown(directory);
    // An interrupted bench must not leave its cloud running.
    const end = (): void => void localDown(directory).finally(() => process.exit(130));
    if (!given) for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
    const deployment = given ? await findDeployment() : await localUp({ directory });
    try {
      const cycle = await openCycle(deployment);
      const sample = makeSample({ register, parks: register.length, cycle, defects: 0, seed: 'bench' });
      return [
        ...(await burst(deployment, sample, terminal)),
        ...(await oneByOne(deployment, sample, terminal)),
        ...(await fullSize(deployment, { cycle, register }, terminal)),
      ];
    } finally {
      if (!given) await localDown(directory);
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, end);
    }
  },
};

/** Opens the first year that is still free, with the whole register. */
async function openCycle(deployment: Deployment): Promise<string> {
  let year = 2031;
  while ((await cyclesOf(deployment).readCycle(String(year))) !== null) year += 1;
  const { cycle } = await manageCycleOrFail(deployment, {
    command: 'open-cycle',
    cycle: String(year),
    methodology: 'most-2021',
    register,
    opensAt: null,
    closesAt: null,
    late: 'accept',
    actor: 'bench',
  });
  return cycle.cycle;
}

/** All returns at once: until the head of the ranking holds each of them. */
async function burst(
  deployment: Deployment,
  sample: Sample,
  { note, text }: Terminal,
): Promise<Measurement[]> {
  const { cycle } = sample.population;
  const files = await Promise.all(
    sample.seeded.map(async ({ draft }) => ({
      cycle,
      park: draft.park,
      fileName: sample.fileNameOf(draft.park),
      body: await writeDraft(draft, sample.variantOf(draft.park)),
    })),
  );
  note(text({ zh: `  同时上传 ${files.length} 份年报`, en: `  ${files.length} returns uploaded at once` }));
  const rankings = rankingsOf(deployment);
  const began = performance.now();
  const uploads = await Promise.all(files.map((file) => uploadReturn(deployment, file)));
  const uploaded = performance.now() - began;
  const head = await eventually(
    async () => {
      const head = await rankings.readHead(cycle);
      return head && Object.keys(head.contents.returns).length === files.length ? head : undefined;
    },
    { within: patience, every: 200, what: 'the ranking of all returns' },
  );
  const took = performance.now() - began;
  const wrong = notOnceInForce(await rankings.readSnapshot(head.snapshot), files, uploads);
  return [
    {
      what: { zh: `上传 ${files.length} 份`, en: `${files.length} uploads` },
      measured: seconds(uploaded),
      target: null,
      met: null,
    },
    {
      what: { zh: '到全部进入排名', en: 'until all are in the ranking' },
      measured: seconds(took),
      target: `≤ ${target.burstSeconds} s`,
      met: took <= target.burstSeconds * 1000,
    },
    {
      what: {
        zh: '最终快照中未恰好生效一次的（园区，SHA-256）',
        en: '(park, SHA-256) not exactly once in force',
      },
      measured: String(wrong),
      target: '0',
      met: wrong === 0,
    },
    {
      what: { zh: '排名修订次数', en: 'revisions of the ranking' },
      measured: String(head.revision),
      target: `≤ ${target.burstRevisions}`,
      met: head.revision <= target.burstRevisions,
    },
  ];
}

/** How many of the files are not exactly once, or not with their own bytes, in a snapshot. */
function notOnceInForce(
  { result }: RankingSnapshot,
  files: readonly { readonly park: string }[],
  uploads: readonly UploadedFile[],
): number {
  return files.filter(({ park }, index) => {
    const ranked = result.parks.filter((one) => one.park === park);
    return ranked.length !== 1 || ranked[0]?.sha256 !== uploads[index]?.sha256;
  }).length;
}

/** Corrections that move ranks, one after the other: from before the PUT until the event is taken from the queue. */
async function oneByOne(
  deployment: Deployment,
  sample: Sample,
  { note, text }: Terminal,
): Promise<Measurement[]> {
  note(
    text({
      zh: `  ${corrections} 次更正，每次相隔 ${secondsBetween} 秒`,
      en: `  ${corrections} corrections, ${secondsBetween} s apart`,
    }),
  );
  await drain(deployment);
  const latencies: number[] = [];
  for (let index = 0; index < corrections; index += 1) {
    if (index > 0) await after(secondsBetween * 1000);
    const file = await correction(sample, index);
    const began = performance.now();
    const uploaded = await uploadReturn(deployment, file);
    await announcementOf(deployment, uploaded);
    latencies.push(performance.now() - began);
  }
  const [shortest, median, longest] = [
    Math.min(...latencies),
    medianOf(latencies),
    Math.max(...latencies),
  ] as const;
  return [
    {
      what: {
        zh: `更正到主管部门收到 RankingChanged：${corrections} 次的中位数`,
        en: `from a correction to RankingChanged at the ministry: median of ${corrections}`,
      },
      measured: seconds(median),
      target: `≤ ${target.correctionSeconds} s`,
      met: median <= target.correctionSeconds * 1000,
    },
    {
      what: { zh: '最短／最长', en: 'shortest / longest' },
      measured: `${seconds(shortest)} / ${seconds(longest)}`,
      target: null,
      met: null,
    },
  ];
}

/** A park refiles with another park's figures, which are as plausible as its own and rank elsewhere. */
async function correction({ population, variantOf }: Sample, index: number) {
  const { cycle, returns } = population;
  const filed = returns[index];
  const other = returns[returns.length - 1 - index];
  if (filed === undefined || other === undefined) throw new RangeError(`${index}: the sample is too small`);
  const variant = variantOf(filed.park.id);
  return {
    cycle,
    park: filed.park.id,
    fileName: `更正 ${index + 1}.${variant.format}`,
    body: await writeDraft(cleanDraft({ ...other, park: filed.park, cycle }), variant),
  };
}

/** Takes what waits for the ministry until nothing has come for a second. */
async function drain(deployment: Deployment): Promise<void> {
  let taken: readonly MinistryEvent[];
  do taken = await takeMinistryEvents(deployment, { waitSeconds: 1 });
  while (taken.length > 0);
}

/** Waits for the event that an upload has caused, as the ministry's own system would: by long polling. */
async function announcementOf(deployment: Deployment, upload: UploadedFile): Promise<void> {
  const { bucket, key, versionId } = upload;
  const submissionId = submissionIdOf({ bucket, key, versionId: versionId ?? '' }, sha256OfText);
  const giveUpAt = performance.now() + patience;
  while (performance.now() < giveUpAt) {
    for (const event of await takeMinistryEvents(deployment, { waitSeconds: 5 })) {
      if (event.detailType !== 'RankingChanged.v1') continue;
      if (event.detail.cause.submissions.includes(submissionId)) return;
    }
  }
  throw new Error(`${key}: no RankingChanged within ${patience / 1000} s`);
}

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
};

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
