import { setTimeout as sleep } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { beforeAll, describe, expect, test } from 'vitest';
import { IndicatorsComputed } from '../../events/indicators-computed.v1.ts';
import { rankCycle, youngSeconds } from '../../functions/rank-parks/rank-parks.ts';
import { RankingDue } from '../../functions/rank-parks/ranking-due.ts';
import type { RankingPorts } from '../../functions/rank-parks/ranking-ports.ts';
import { reviseRanking } from '../../functions/rank-parks/revise-ranking.ts';
import { dynamoDb, s3, sqs } from '../../shared/adapters/aws-clients.ts';
import { jitteredPause } from '../../shared/adapters/conflict-retry.ts';
import { cyclesTable } from '../../shared/adapters/cycles-table.ts';
import { sendDelayedTo } from '../../shared/adapters/delayed-messages.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import { rankingSnapshots, sha256OfText } from '../../shared/adapters/ranking-snapshots.ts';
import { rankingStateTable } from '../../shared/adapters/ranking-state-table.ts';
import { rankingsTable } from '../../shared/adapters/rankings-table.ts';
import { indicatorsWrite } from '../../shared/adapters/scored-returns-table.ts';
import { ConflictError } from '../../shared/adapters/table-errors.ts';
import { rankingCores } from '../../shared/domain/cycles/ranking-core.ts';
import { cloudCycle, freeYear, patience } from '../support/cloud-cycle.ts';
import { eventually } from '../support/eventually.ts';
import { anSqsEvent } from '../support/lambda-events.ts';
import { theDeployment } from '../support/local-cloud.ts';
import { anIndicatorsRow } from '../support/ranking-world.ts';
import { functionOfStep } from '../support/role-of-step.ts';

const deployment = theDeployment();
const cycle = await freeYear(deployment);
const cloud = cloudCycle(deployment, cycle, 12);
const { parks, rankings } = cloud;

const table = dynamoDbTable(dynamoDb(), deployment.table);
const sendDelayed = sendDelayedTo(sqs(), deployment.outputs.RankParksQueueUrl ?? '');
/** As the function's own, but run by this process. */
const ports: RankingPorts = {
  ...cyclesTable(table),
  ...rankingsTable(table),
  ...rankingStateTable(table),
  ...rankingSnapshots(s3(), deployment.reportsBucket),
  coreOf: rankingCores(sha256OfText),
  sha256: sha256OfText,
  now: () => new Date(),
  pause: jitteredPause(Math.random, sleep),
  sendDue: (ofCycle, delaySeconds) => sendDelayed(RankingDue.bodyOf({ cycle: ofCycle }), delaySeconds),
};

/** Writes a park's values as score-return does, but tells nobody: who ranks them is the test's business. */
const score = async (park: string, value: number): Promise<void> => {
  const values = { '1.1': { value }, '1.7': { value: 100 - value } };
  const row = anIndicatorsRow(park, value, value, { cycle, submissionId: `S-${park}-${value}`, values });
  await table.write([indicatorsWrite(row)]);
};

/** The head holds every given park, and the chain of revisions leads there without a gap. */
const expectRanked = async (ranked: readonly string[]): Promise<void> => {
  const head = await cloud.headWhere(({ contents }) => ranked.every((park) => park in contents.returns));
  const { result } = await cloud.snapshotOf(head);
  expect(result.parks.map(({ park }) => park).toSorted()).toEqual([...ranked].toSorted());
  const revisions = await rankings.readRevisions(cycle);
  expect(revisions.map(({ revision }) => revision)).toEqual(revisions.map((_, index) => index + 1));
  expect(revisions.map(({ previousHash }) => previousHash)).toEqual([
    null,
    ...revisions.slice(0, -1).map(({ hash }) => hash),
  ]);
  expect(await cloud.verify()).toMatchObject({ ok: true, revisions: revisions.length });
};

/** A ranking of a young head is put off; past its youth everybody means to rank at once. */
const headNoLongerYoung = async (): Promise<void> => {
  const head = await rankings.readHead(cycle);
  const until = Date.parse(head?.committedAt ?? '') + youngSeconds * 1000;
  await eventually(() => expect(Date.now()).toBeGreaterThan(until), { within: patience });
};

beforeAll(() => cloud.open());

describe('two rankings of one cycle at once', () => {
  test('from the same head: one commits, the other is told so and has written nothing', async () => {
    for (const park of parks.slice(0, 3)) {
      await score(park, Number(park.slice(1)));
      const head = await rankings.readHead(cycle);
      const outcomes = await Promise.allSettled([
        reviseRanking(ports, cycle, head),
        reviseRanking(ports, cycle, head),
      ]);
      const won = outcomes.filter((outcome) => outcome.status === 'fulfilled');
      const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(won).toEqual([{ status: 'fulfilled', value: 'ranked' }]);
      expect(lost).toEqual([{ status: 'rejected', reason: expect.any(ConflictError) }]);
      expect((await rankings.readHead(cycle))?.revision).toBe((head?.revision ?? 0) + 1);
    }
    await expectRanked(parks.slice(0, 3));
  });

  test('that have all read the same head: one ranks, the others retry, and no park is left out', async () => {
    const entering = parks.slice(3, 8);
    for (const park of entering) await score(park, Number(park.slice(1)));
    await headNoLongerYoung();
    const allHaveRead = Promise.withResolvers<void>();
    let readings = 0;
    let retries = 0;
    const meeting: RankingPorts = {
      ...ports,
      readHead: async (ofCycle) => {
        const head = await ports.readHead(ofCycle);
        readings += 1;
        if (readings === entering.length) allHaveRead.resolve();
        await allHaveRead.promise;
        return head;
      },
      pause: async (repetition) => {
        retries += 1;
        await ports.pause(repetition);
      },
    };
    const outcomes = await Promise.all(
      entering.map((park) => rankCycle(meeting, cycle, [{ id: `m-${park}`, cycle, kind: 'scored', park }])),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toContain('ranked');
    expect(retries).toBeGreaterThanOrEqual(entering.length - 1);
    for (const { unreadable } of outcomes) expect(unreadable).toEqual([]);
    await expectRanked(parks.slice(0, 8));
  });

  test('by two functions, each with its own grants: one wins, the other retries or leaves it to later', async () => {
    const client = new LambdaClient({});
    const FunctionName = await functionOfStep('RankParks');
    const invoke = async (park: string): Promise<unknown> => {
      await score(park, Number(park.slice(1)));
      const { eventId, detailType, detail } = IndicatorsComputed.event(
        {
          cycle,
          occurredAt: '2021-03-01T00:00:00.000Z',
          park,
          submissionId: `S-${park}-${Number(park.slice(1))}`,
          sha256: 'a'.repeat(64),
          computed: 2,
          notComputable: 39,
        },
        park,
      );
      const body = { id: eventId, source: 'gaoxin', 'detail-type': detailType, detail };
      const { Payload, FunctionError } = await client.send(
        new InvokeCommand({ FunctionName, Payload: JSON.stringify(anSqsEvent(body)) }),
      );
      expect(FunctionError).toBeUndefined();
      return JSON.parse(Buffer.from(Payload ?? []).toString());
    };
    await headNoLongerYoung();
    const answers = await Promise.all(parks.slice(8, 12).map(invoke));
    for (const answer of answers) expect(answer).toEqual({ batchItemFailures: [] });
    await expectRanked(parks);
  });
});
