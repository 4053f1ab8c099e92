import { ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { beforeAll, describe, expect, test } from 'vitest';
import { eventFeed, type FeedEvent } from '../../cli/client/event-feed.ts';
import { manageCycleOrFail } from '../../cli/client/manage-cycle.ts';
import { uploadMinistryFile } from '../../cli/client/upload.ts';
import { contractOf } from '../../events/catalogue.ts';
import { EventEnvelope, ObjectCreated } from '../../events/envelope.ts';
import { eventBridge } from '../../shared/adapters/aws-clients.ts';
import { actor, cloudCycle, freeYear, idOf, patience } from '../support/cloud-cycle.ts';
import { eventually } from '../support/eventually.ts';
import { type Listener, listenTo } from '../support/listener-queue.ts';
import { theDeployment } from '../support/local-cloud.ts';

const deployment = theDeployment();
const cycle = await freeYear(deployment);
const cloud = cloudCycle(deployment, cycle, 3);

const aList = async (listener: Listener, size: number): Promise<unknown[]> => {
  const bodies: string[] = [];
  await eventually(
    async () => {
      bodies.push(...(await listener.take()));
      expect(bodies).toHaveLength(size);
    },
    { within: patience },
  );
  return bodies.map((body) => JSON.parse(body));
};

describe('events as the cloud delivers them', () => {
  test('S3 tells of each upload in an envelope that we read, with the key as it is', async () => {
    const names = ['年报 a+b%.json', '%E5%B9%B4+报 .csv', 'a/folder/of its own/100%.xlsx'];
    await using listener = await listenTo('gaoxin-test-s3-events', {
      ...ObjectCreated.pattern(deployment.submissionsBucket),
      detail: {
        bucket: { name: [deployment.submissionsBucket] },
        object: { key: [{ prefix: `returns/${cycle}/P169/` }] },
      },
    });
    const uploads = [];
    for (const name of names) uploads.push(await cloud.upload('P169', name, new TextEncoder().encode(name)));
    const read = (await aList(listener, names.length)).map((event) => ObjectCreated.parse(event));
    expect(read.toSorted((a, b) => (a.sequencer < b.sequencer ? -1 : 1))).toEqual(
      uploads.map(({ bucket, key, bytes, versionId }) => ({
        bucket,
        key,
        bytes,
        uploadedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        etag: expect.stringMatching(/^[0-9a-f]{32}$/),
        // Not every endpoint says it; receive-return then finds the version by its ETag.
        versionId: expect.toBeOneOf([versionId, null]),
        sequencer: expect.stringMatching(/^[0-9A-F]+$/i),
      })),
    );
  });

  describe('on our own bus', () => {
    const heard = new Map<string, FeedEvent[]>();
    const ended = new AbortController();
    const feedName = 'gaoxin-test-feed';
    const feedHasTarget = async () => {
      const { Targets = [] } = await eventBridge().send(
        new ListTargetsByRuleCommand({ Rule: feedName, EventBusName: deployment.eventBus }),
      );
      expect(Targets).toHaveLength(1);
    };
    let feeding: Promise<void>;
    const hear = (detailType: string, count = 1): Promise<FeedEvent[]> =>
      eventually(
        () => {
          const events = heard.get(detailType) ?? [];
          expect([detailType, events.length]).toEqual([detailType, expect.toSatisfy((n) => n >= count)]);
          return events;
        },
        { within: patience },
      );

    beforeAll(async () => {
      const feed = eventFeed(deployment, { cycle, name: feedName, signal: ended.signal });
      feeding = (async () => {
        for await (const event of feed) {
          heard.set(event.detailType, [...(heard.get(event.detailType) ?? []), event]);
        }
      })();
      // The rule of the feed takes effect before the first event.
      await eventually(feedHasTarget, { within: patience });
      return async () => {
        ended.abort();
        await feeding;
      };
    });

    test('every event of a cycle’s life reaches a listener, exactly as its contract says', async () => {
      await cloud.open();
      await hear('CycleOpened.v1');
      const accepted = await cloud.file('P001', { figures: 0 });
      const rejected = await cloud.file('P002', { figures: 1, mistake: '!' });
      const asked = await cloud.file('P003', { figures: 2, mistake: '?' });
      await uploadMinistryFile(deployment, 'expert-scores', {
        cycle,
        fileName: '专家 评分+.csv',
        body: new TextEncoder().encode('park,indicator,score\r\nP001,1.10,80\r\nP001,2.10,70\r\n'),
      });
      await hear('ReturnReceived.v1', 4);
      await hear('ReturnRejected.v1');
      await hear('ReturnNeedsExplanation.v1');
      await hear('ExpertScoresAccepted.v1');
      await hear('IndicatorsComputed.v1');
      await hear('RankingChanged.v1');
      const ofReturn = { cycle, park: 'P001', reason: '测试 test', actor };
      await manageCycleOrFail(deployment, { command: 'reopen-return', ...ofReturn, deadline: null });
      await hear('ReturnReopened.v1');
      await hear('ReturnReopened.v2');
      await manageCycleOrFail(deployment, { command: 'withdraw-return', ...ofReturn });
      await hear('ReturnWithdrawn.v1');
      await cloud.file('P001', { figures: 3 });
      await hear('ReturnAccepted.v1', 2);
      await cloud.publish();
      await hear('CycleClosed.v1');
      await hear('RankingPublished.v1');

      expect([...heard.keys()].toSorted()).toEqual([
        'CycleClosed.v1',
        'CycleOpened.v1',
        'ExpertScoresAccepted.v1',
        'IndicatorsComputed.v1',
        'RankingChanged.v1',
        'RankingPublished.v1',
        'ReturnAccepted.v1',
        'ReturnNeedsExplanation.v1',
        'ReturnReceived.v1',
        'ReturnRejected.v1',
        'ReturnReopened.v1',
        'ReturnReopened.v2',
        'ReturnWithdrawn.v1',
      ]);
      for (const { detailType, detail } of [...heard.values()].flat()) {
        expect(contractOf(detailType)?.schema.parse(detail)).toEqual(detail);
        expect(detail).toMatchObject({ cycle, eventId: expect.stringMatching(/^[0-9a-f]{32}$/) });
      }
      const submissionOf = (detailType: string) =>
        heard.get(detailType)?.map(({ detail }) => detail.submissionId);
      expect(submissionOf('ReturnAccepted.v1')).toContain(idOf(accepted));
      expect(submissionOf('ReturnRejected.v1')).toEqual([idOf(rejected)]);
      expect(submissionOf('ReturnNeedsExplanation.v1')).toEqual([idOf(asked)]);
    });

    test('the envelope is EventBridge’s own', async () => {
      await using listener = await listenTo(
        'gaoxin-test-envelope',
        { source: ['gaoxin'], detailType: ['ReturnRejected.v1'], detail: { cycle: [cycle] } },
        deployment.eventBus,
      );
      // The cycle is published by now.
      const late = await cloud.file('P002', { figures: 4 });
      const [event] = await aList(listener, 1);
      expect(EventEnvelope.parse(event)).toMatchObject({
        version: '0',
        id: expect.any(String),
        'detail-type': 'ReturnRejected.v1',
        source: 'gaoxin',
        account: expect.stringMatching(/^\d{12}$/),
        time: expect.stringMatching(/Z$/),
        region: deployment.region,
        detail: { submissionId: idOf(late), reason: 'cycle-published', report: null },
      });
    });
  });
});
