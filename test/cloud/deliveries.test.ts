import { beforeAll, describe, expect, test } from 'vitest';
import type { UploadedFile } from '../../cli/client/upload.ts';
import type { FileVariant } from '../../cli/sample/file-variants.ts';
import { ObjectCreated } from '../../events/envelope.ts';
import { dynamoDb } from '../../shared/adapters/aws-clients.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import { sha256OfText } from '../../shared/adapters/ranking-snapshots.ts';
import { scoredReturnsTable } from '../../shared/adapters/scored-returns-table.ts';
import { inputHash } from '../../shared/domain/ranking/input-hash.ts';
import type { RankingInput } from '../../shared/domain/ranking/ranking.ts';
import type { FindingsReport } from '../../shared/domain/rules/finding.ts';
import { type CloudCycle, cloudCycle, freeYear, idOf, patience, textOf } from '../support/cloud-cycle.ts';
import { eventually } from '../support/eventually.ts';
import { figuresFile, type Mistake } from '../support/filed-figures.ts';
import { type Listener, listenTo } from '../support/listener-queue.ts';
import { theDeployment } from '../support/local-cloud.ts';
import { queueDepth, send } from '../support/queues.ts';

const deployment = theDeployment();
const { submissionsBucket, reportsBucket, outputs } = deployment;

/**
 * What each park uploads, in this order. A letter stands for figures; `!` beside it for a mistake that is rejected, `?`
 * for one that must be explained. The same text is the same bytes.
 */
const histories = {
  P001: 'A B! A C D! C E B!',
  P002: 'A B A B A B A A',
  P003: 'A! B! A! C! C! D! B! A!',
  P004: 'B? C A A? B D? D! A?',
  P005: 'A A A A B! B! A C',
} as const;

/** By design rule 2, worked out by hand: the last accepted text of each park. */
const expectedInForce = { P001: 'E', P002: 'A', P003: null, P004: 'B', P005: 'C' } as const;

type Park = keyof typeof histories;
const parks = Object.keys(histories) as Park[];

/** Names by letter: `A`, `A!` and `A?` are versions of one key, and the same bytes always have the same name. */
const fileNames = ['年报.xlsx', '年报 a+b%.xlsx', '100%.csv', '再报(2) 更正.json', '%E5%B9%B4+ .csv'];
const variants: readonly FileVariant[] = [
  { format: 'json' },
  { format: 'csv', csv: { encoding: 'gb18030', delimiter: ',' } },
  { format: 'csv', csv: { encoding: 'utf-8', delimiter: ';' } },
  { format: 'xlsx' },
];

interface Filing {
  readonly park: Park;
  readonly text: string;
  readonly fileName: string;
  readonly variant: FileVariant;
}

const letterOf = (text: string): number => text.charCodeAt(0) - 'A'.charCodeAt(0);

/** The forty uploads, park by park in turn. */
const filings: readonly Filing[] = Array.from({ length: 8 }, (_, turn) =>
  parks.map((park, place): Filing => {
    const text = histories[park].split(' ')[turn] ?? '';
    const letter = letterOf(text);
    return {
      park,
      text,
      fileName: fileNames[letter] ?? '',
      variant: variants[(letter + place) % variants.length] ?? { format: 'json' },
    };
  }),
).flat();

const contentOf = ({ park, text, variant }: Filing, { cycle, parkOf }: CloudCycle) => {
  const figures = parks.indexOf(park) * 8 + letterOf(text);
  const mistake = text.slice(1) as Mistake;
  return figuresFile({ cycle, park: parkOf(park), figures, mistake }, variant);
};

interface Delivered {
  readonly uploads: readonly UploadedFile[];
  /** S3's own events, as EventBridge delivered them, in the order of the uploads. */
  readonly events: readonly string[];
}

/** Uploads the forty files one after the other, each when S3 has told of the one before: their times then differ. */
const uploadInOrder = async (cloud: CloudCycle, listener: Listener): Promise<Delivered> => {
  const uploads: UploadedFile[] = [];
  // By key and sequencer: a rule may deliver an event more than once.
  const events = new Map<string, string>();
  for (const filing of filings) {
    uploads.push(await cloud.upload(filing.park, filing.fileName, await contentOf(filing, cloud)));
    await eventually(
      async () => {
        for (const body of await listener.take()) {
          const { key, sequencer } = ObjectCreated.parse(JSON.parse(body));
          events.set(`${key} ${sequencer}`, body);
        }
        expect(events.size).toBe(uploads.length);
      },
      { within: patience },
    );
  }
  return { uploads, events: [...events.values()] };
};

/** Nothing is on its way any more, and the ranking holds every return in force. */
const settled = async (cloud: CloudCycle, { uploads }: Delivered): Promise<void> => {
  for (const [index, uploaded] of uploads.entries()) {
    await cloud.verdictOn(filings[index]?.park ?? '', uploaded);
  }
  for (const step of ['ReceiveReturn', 'ValidateReturn', 'ScoreReturn', 'RankParks']) {
    const url = outputs[`${step}QueueUrl`] ?? '';
    await eventually(async () => expect([step, await queueDepth(url)]).toEqual([step, 0]), {
      within: patience,
    });
  }
  const summaries = await cloud.returns.readReturns(cloud.cycle);
  await cloud.headWhere(({ contents }) =>
    summaries.every(({ filer, inForce }) => contents.returns[filer]?.submissionId === inForce?.submissionId),
  );
};

/** What must not depend on how events were delivered. Bytes name their cycle, so each text stands for its SHA-256. */
const outcome = async (cloud: CloudCycle, { uploads }: Delivered) => {
  const { cycle, returns } = cloud;
  const textBySha = new Map(
    uploads.map(({ sha256 }, index) => {
      const { park, text } = filings[index] ?? expect.fail('an upload without a filing');
      return [sha256, `${park} ${text}`];
    }),
  );
  const textOfSha = (sha256: string): string =>
    textBySha.get(sha256) ?? expect.fail(`${sha256} was not filed`);
  const states = await Promise.all(parks.map((park) => returns.readFiler(cycle, park)));
  const reports = new Map<string, unknown>();
  for (const submission of states.flatMap(({ submissions }) => submissions)) {
    if (!('reportKey' in submission)) continue;
    const report: FindingsReport = JSON.parse(await textOf(reportsBucket, submission.reportKey));
    reports.set(textOfSha(submission.sha256), [report.verdict, report.counts, report.findings]);
  }
  const { indicators } = await scoredReturnsTable(dynamoDbTable(dynamoDb(), deployment.table)).readScored(
    cycle,
  );
  const head = await cloud.headWhere(() => true);
  const { input, result } = await cloud.snapshotOf(head);
  // The recorded input hash covers the cycle and the bytes that name it; without these two it must be the same.
  const anonymous: RankingInput = {
    ...input,
    cycle: '0000',
    returns: input.returns.map((one) => ({ ...one, submissionId: '', sha256: textOfSha(one.sha256) })),
  };
  return {
    inForce: states.map(({ filer, summary }) => [
      filer,
      summary?.inForce ? textOfSha(summary.inForce.sha256) : null,
      // The upload that put it in force: the last of its text.
      summary?.inForce ? uploads.findLastIndex(({ sha256 }) => sha256 === summary.inForce?.sha256) : null,
      summary?.status,
      summary?.submissions,
    ]),
    findings: [...reports].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    indicators: indicators.map(({ park, sha256, values, priorSource }) => [
      park,
      textOfSha(sha256),
      values,
      priorSource,
    ]),
    inputHash: inputHash(anonymous, 'edition', sha256OfText),
    ranks: result.parks.map(({ park, rank, score, dimensions }) => [park, rank, score, dimensions]),
    unranked: result.unranked,
  };
};

/** A fixed shuffle (Fisher–Yates over a linear congruential generator), the same in every run. */
const shuffled = <Item>(items: readonly Item[], seed: number): Item[] => {
  const drawn = [...items];
  let state = seed;
  for (let last = drawn.length - 1; last > 0; last -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    const place = state % (last + 1);
    const [a, b] = [drawn[last], drawn[place]];
    if (a !== undefined && b !== undefined) [drawn[last], drawn[place]] = [b, a];
  }
  return drawn;
};

describe('forty uploads', () => {
  let inOrder: CloudCycle;
  let anyhow: CloudCycle;
  let first: Delivered;
  let second: Delivered;

  beforeAll(async () => {
    const year = await freeYear(deployment);
    inOrder = cloudCycle(deployment, year, parks.length);
    await inOrder.open();
    anyhow = cloudCycle(deployment, await freeYear(deployment), parks.length);
    await using listener = await listenTo('gaoxin-test-uploads', {
      ...ObjectCreated.pattern(submissionsBucket),
      detail: {
        bucket: { name: [submissionsBucket] },
        object: { key: [{ prefix: `returns/${inOrder.cycle}/` }, { prefix: `returns/${anyhow.cycle}/` }] },
      },
    });
    first = await uploadInOrder(inOrder, listener);
    // Nobody has opened its cycle yet, so these are recorded as unrouted and nothing else: their delivery is ours to make.
    const opensAt = new Date().toISOString();
    second = await uploadInOrder(anyhow, listener);
    await anyhow.open('most-2021', opensAt);
  });

  test('delivered in order put the last accepted file of each park in force', async () => {
    await settled(inOrder, first);
    const { inForce, unranked, findings } = await outcome(inOrder, first);
    expect(inForce.map(([park, text]) => [park, text])).toEqual(
      parks.map((park) => [park, expectedInForce[park] && `${park} ${expectedInForce[park]}`]),
    );
    expect(unranked).toEqual([{ park: 'P003', reason: 'not-accepted' }]);
    const verdicts = Object.fromEntries(
      findings.map(([text, report]) => [text, (report as readonly unknown[])[0]]),
    );
    expect(verdicts).toMatchObject({
      'P004 A': 'accepted',
      'P004 A?': 'needs-explanation',
      'P004 D!': 'rejected',
    });
  });

  test('delivered shuffled, repeated and delayed end in the same state', async () => {
    const once = shuffled(second.events, 2021);
    const twice = shuffled(second.events.slice(0, 20), 7);
    const late = shuffled(second.events.slice(10, 30), 11);
    const url = outputs.ReceiveReturnQueueUrl ?? '';
    for (const [index, body] of [...once, ...twice].entries()) await send(url, body, index % 3);
    await settled(anyhow, second);
    // And once more, when everything has been ranked.
    for (const body of late) await send(url, body);
    await settled(anyhow, second);

    expect(await outcome(anyhow, second)).toEqual(await outcome(inOrder, first));
    for (const cloud of [inOrder, anyhow]) expect(await cloud.verify()).toMatchObject({ ok: true });
  });

  test('have one receipt each, however often they are delivered', async () => {
    for (const [cloud, { uploads }] of [
      [inOrder, first],
      [anyhow, second],
    ] as const) {
      const states = await Promise.all(parks.map((park) => cloud.returns.readFiler(cloud.cycle, park)));
      const ids = states.flatMap(({ submissions }) => submissions.map(({ submissionId }) => submissionId));
      expect(ids.toSorted()).toEqual(uploads.map(idOf).toSorted());
    }
  });
});
