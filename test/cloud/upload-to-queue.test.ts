import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMessageInbox } from '../../cli/demo/message-inbox.ts';
import type { FileVariant } from '../../cli/sample/file-variants.ts';
import { dynamoDb } from '../../shared/adapters/aws-clients.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import { scoredReturnsTable } from '../../shared/adapters/scored-returns-table.ts';
import { cloudCycle, freeYear, idOf, patience, textOf } from '../support/cloud-cycle.ts';
import { eventually } from '../support/eventually.ts';
import { figuresDraft, figuresFile } from '../support/filed-figures.ts';
import { theDeployment } from '../support/local-cloud.ts';
import { queueDepth, takeMessages } from '../support/queues.ts';

const deployment = theDeployment();
const { reportsBucket, outputs } = deployment;
const cycle = await freeYear(deployment);
const { open, publish, parkOf, upload, verdictOn, headWhere, snapshotOf, file, verify } = cloudCycle(
  deployment,
  cycle,
  5,
);

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

interface Heard {
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>> & { readonly eventId: string };
}

/** Bodies of the ministry's queue about this cycle, by event id: the queue delivers at least once. */
const heard = new Map<string, Heard>();
const listen = async (): Promise<Heard[]> => {
  for (const { Body = '' } of await takeMessages(deployment.ministryQueueUrl)) {
    const body = JSON.parse(Body);
    if (body.detail.cycle === cycle) heard.set(body.detail.eventId, body);
  }
  return [...heard.values()];
};
const heardOf = (revision: number): Promise<Heard> =>
  eventually(
    async () => {
      const event = (await listen()).find(({ detail }) => detail.revision === revision);
      return event ?? expect.fail(`nothing was heard of revision ${revision}`);
    },
    { within: patience },
  );

const filed: readonly { park: string; name: string; variant: FileVariant; encoding: string | null }[] = [
  { park: 'P001', name: '年报 a+b%.xlsx', variant: { format: 'xlsx' }, encoding: null },
  {
    park: 'P002',
    name: '%E5%B9%B4 报.csv',
    variant: { format: 'csv', csv: { encoding: 'gb18030', delimiter: ',' } },
    encoding: 'gb18030',
  },
  { park: 'P003', name: '100%.json', variant: { format: 'json' }, encoding: 'utf-8' },
  {
    park: 'P004',
    name: '再报+(2);.csv',
    variant: { format: 'csv', csv: { encoding: 'utf-8-bom', delimiter: ';' } },
    encoding: 'utf-8-bom',
  },
];
const fileAt = async (place: number) => {
  const { park, name, variant } = filed[place] ?? expect.fail(`there is no file ${place}`);
  const body = await figuresFile({ cycle, park: parkOf(park), figures: place }, variant);
  return { park, name, body, uploaded: await upload(park, name, body) };
};

let inbox: Awaited<ReturnType<typeof openMessageInbox>>;
const messages: string[] = [];
const mail = async (): Promise<string[]> => {
  messages.push(...(await inbox.take()).filter((text) => text.includes(`--cycle ${cycle} `)));
  return messages;
};

beforeAll(async () => {
  inbox = await openMessageInbox(deployment);
  await open();
});
afterAll(() => inbox.take());

describe('from the upload to the ministry', () => {
  test('a workbook has its receipt, report, indicator values, ranking and event', async () => {
    const { park, name, body, uploaded } = await fileAt(0);
    const submissionId = idOf(uploaded);

    const submission = await verdictOn(park, uploaded);
    expect(submission).toMatchObject({
      status: 'accepted',
      submissionId,
      filer: 'P001',
      key: `returns/${cycle}/P001/${name}`,
      fileName: name,
      versionId: uploaded.versionId,
      bytes: body.byteLength,
      sha256: sha256(body),
      late: false,
      reportKey: `reports/${cycle}/P001/${submissionId}.json`,
    });

    const report = JSON.parse(await textOf(reportsBucket, `reports/${cycle}/P001/${submissionId}.json`));
    expect(report).toMatchObject({
      verdict: 'accepted',
      file: { name, sha256: sha256(body), bytes: body.byteLength, format: 'xlsx', encoding: null },
      rulePack: `gx46-${cycle}@1.1.0`,
      counts: { reject: 0, mandatory: 0, query: 0 },
    });

    const event = await heardOf(1);
    const { values } =
      (await scoredReturnsTable(dynamoDbTable(dynamoDb(), deployment.table)).readScoredReturn(cycle, park)) ??
      expect.fail('there are no indicator values');
    const filedNumber = (code: string): number => {
      const value = figuresDraft({ cycle, park: parkOf(park), figures: 0 }).rows.find(
        (row) => row.code === code,
      )?.value;
      return value?.kind === 'number' ? Number(value.text) : expect.fail(`${code} is no number`);
    };
    expect(values['1.1']).toEqual({
      value: filedNumber('rd_institutions_national') + filedNumber('rd_institutions_provincial'),
    });
    expect(values['3.3']).toEqual({
      value: expect.closeTo((filedNumber('green_area') / filedNumber('land_area')) * 100, 9),
    });

    expect(event).toEqual({
      version: '0',
      id: expect.any(String),
      'detail-type': 'RankingChanged.v1',
      source: 'gaoxin',
      account: expect.stringMatching(/^\d{12}$/),
      time: expect.any(String),
      region: deployment.region,
      resources: expect.any(Array),
      detail: {
        eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
        cycle,
        occurredAt: expect.stringMatching(/Z$/),
        revision: 1,
        previousRevision: null,
        provisional: true,
        methodology: { id: 'most-2021', version: '1.0.0', weights: 'provisional' },
        register: 5,
        exempt: 0,
        ranked: 1,
        coverage: 0.2,
        indicative: true,
        indicators: { in: 41, of: 46 },
        cause: { kind: 'returns-accepted', submissions: [submissionId] },
        movements: [],
        entered: ['P001'],
        left: [],
        snapshot: {
          key: expect.stringMatching(new RegExp(`^rankings/${cycle}/000001-[0-9a-f]{12}\\.json$`)),
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
    });

    const head = await headWhere(({ revision }) => revision === 1);
    expect(head.snapshot).toEqual(event.detail.snapshot);
    const snapshot = await textOf(reportsBucket, head.snapshot.key);
    expect(sha256(snapshot)).toBe(head.snapshot.sha256);
    expect(head.snapshot.key).toContain(`-${head.snapshot.sha256.slice(0, 12)}.`);
    expect(JSON.parse(snapshot).result.parks).toMatchObject([
      { park: 'P001', submissionId, sha256: sha256(body), rank: 1 },
    ]);
  });

  test('other formats and encodings take the same way; people are not told below a coverage of 0.8', async () => {
    const uploads = [await fileAt(1), await fileAt(2)];
    for (const [index, { park, uploaded }] of uploads.entries()) {
      const submission = await verdictOn(park, uploaded);
      expect(submission.status).toBe('accepted');
      const { reportKey } = submission as Extract<typeof submission, { status: 'accepted' }>;
      const { format } = filed[index + 1]?.variant ?? expect.fail('not filed');
      expect(JSON.parse(await textOf(reportsBucket, reportKey)).file).toMatchObject({
        format,
        encoding: filed[index + 1]?.encoding,
      });
    }
    const head = await headWhere(({ contents }) => Object.keys(contents.returns).length === 3);
    expect((await heardOf(head.revision)).detail).toMatchObject({
      ranked: 3,
      coverage: 0.6,
      indicative: true,
    });
    await eventually(async () => expect(await queueDepth(outputs.NotifyMinistryQueueUrl ?? '')).toBe(0), {
      within: patience,
    });
    expect(await mail()).toEqual([]);
  });

  test('at 0.8 people are told once, in Chinese and English, with links and no figures', async () => {
    const { park, uploaded } = await fileAt(3);
    expect((await verdictOn(park, uploaded)).status).toBe('accepted');
    const head = await headWhere(({ contents }) => Object.keys(contents.returns).length === 4);
    expect((await heardOf(head.revision)).detail).toMatchObject({
      ranked: 4,
      coverage: 0.8,
      indicative: false,
      cause: { kind: 'returns-accepted', submissions: [idOf(uploaded)] },
      entered: ['P004'],
    });
    await eventually(async () => expect(await mail()).toHaveLength(1), { within: patience });
    const [text = ''] = messages;
    expect(text).toContain(`${cycle} 年度高新区评价排名有变动`);
    expect(text).toContain(`cycle ${cycle} has moved`);
    expect(text).toContain(`s3://${reportsBucket}/${head.snapshot.key}`);
    const { result } = await snapshotOf(head);
    for (const { score, park: ranked } of result.parks) {
      expect(text).not.toContain(ranked);
      expect(text).not.toContain(score.toFixed(2));
    }
  });

  test('a rejected return is told to nobody but its park', async () => {
    const revisions = (await listen()).length;
    const uploaded = await file('P005', { figures: 4, mistake: '!' });
    const submission = await verdictOn('P005', uploaded);
    expect(submission).toMatchObject({ status: 'rejected', counts: { reject: 0, mandatory: 1, query: 0 } });
    const report = JSON.parse(await textOf(reportsBucket, `reports/${cycle}/P005/${idOf(uploaded)}.json`));
    expect(report.findings).toMatchObject([{ rule: 'R-T-010', cells: [{ a1: '/inputs/hospitals/value' }] }]);
    expect(await listen()).toHaveLength(revisions);
  });

  test('publishing tells the ministry the ranking, and each park its own ranks only', async () => {
    const published = await publish();
    const told = await eventually(
      async () =>
        (await listen()).find((event) => event['detail-type'] === 'RankingPublished.v1') ??
        expect.fail('RankingPublished was not heard'),
      { within: patience },
    );
    expect(told.detail).toMatchObject({
      revision: published.revision,
      ranked: 4,
      register: 5,
      coverage: 0.8,
    });
    const head = await headWhere(({ revision }) => revision === published.revision);
    const { result } = await snapshotOf(head);
    for (const { park, rank, score } of result.parks) {
      const text = await eventually(() => textOf(reportsBucket, `reports/${cycle}/${park}/rank.json`), {
        within: patience,
      });
      expect(JSON.parse(text)).toMatchObject({
        park,
        rank,
        score,
        ranked: 4,
        register: 5,
        provisional: false,
      });
      const others = result.parks.filter((other) => other.park !== park);
      for (const other of [...others.map((one) => one.park), 'P005']) expect(text).not.toContain(other);
      for (const other of others) expect(text).not.toContain(String(other.score));
    }
    await expect(textOf(reportsBucket, `reports/${cycle}/P005/rank.json`)).rejects.toThrow(/key/i);
    await eventually(async () => expect((await mail()).at(-1)).toContain('已发布'), { within: patience });
    expect(await verify()).toMatchObject({ ok: true, recomputed: published.revision });
  });
});
