import { PutObjectCommand } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { UploadedFile } from '../../cli/client/upload.ts';
import { s3, sqs } from '../../shared/adapters/aws-clients.ts';
import { cloudCycle, freeYear, idOf, patience } from '../support/cloud-cycle.ts';
import { denial } from '../support/denial.ts';
import { eventually } from '../support/eventually.ts';
import { theDeployment } from '../support/local-cloud.ts';
import { impatientQueue, queueDepth, redrive, send, takeMessages } from '../support/queues.ts';

const deployment = theDeployment();
const { submissionsBucket, outputs } = deployment;
const queue = outputs.ValidateReturnQueueUrl ?? '';
const deadLetters = outputs.ValidateReturnDeadLetterQueueUrl ?? '';
const cycle = await freeYear(deployment);
const cloud = cloudCycle(deployment, cycle, 3);

beforeAll(() => cloud.open());

/** Bodies of the dead letters, which stay where they are. */
const deadBodies = async (): Promise<string[]> => {
  const { Messages = [] } = await sqs().send(
    new ReceiveMessageCommand({ QueueUrl: deadLetters, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
  );
  return Messages.map(({ Body = '' }) => Body);
};

describe.runIf(inject('ownsCloud'))('a message that cannot be handled', () => {
  test('reaches the dead-letter queue while others pass, and is redriven once its cause is gone', async () => {
    await using _ = await impatientQueue(queue, 1);
    const before = await queueDepth(deadLetters);
    const uploadWhileDenied = async (): Promise<UploadedFile> => {
      await using _denied = await denial('poison', ['ValidateReturn'], {
        actions: ['s3:GetObject*'],
        resources: [`arn:aws:s3:::${submissionsBucket}/returns/${cycle}/P001/*`],
      });
      const uploaded = await cloud.file('P001', { figures: 0 });
      const healthy = await cloud.file('P002', { figures: 1 });

      // Another park's return is not held up by it.
      expect(await cloud.verdictOn('P002', healthy)).toMatchObject({ status: 'accepted' });
      await cloud.headWhere(({ contents }) => contents.returns.P002 !== undefined);
      await eventually(async () => expect(await queueDepth(deadLetters)).toBe(before + 1), {
        within: patience,
      });
      return uploaded;
    };
    const poisoned = await uploadWhileDenied();
    expect(await deadBodies()).toContainEqual(expect.stringContaining(idOf(poisoned)));
    const waiting = await cloud.returns.readFiler(cycle, 'P001');
    expect(waiting.submissions).toMatchObject([{ status: 'received', submissionId: idOf(poisoned) }]);

    await redrive(deadLetters, queue);
    expect(await cloud.verdictOn('P001', poisoned)).toMatchObject({ status: 'accepted' });
    await cloud.headWhere(({ contents }) => contents.returns.P001 !== undefined);
    expect(await queueDepth(deadLetters)).toBe(0);
    expect(await cloud.verify()).toMatchObject({ ok: true });
  });

  test('is a dead letter word for word, whatever it is', async () => {
    await using _ = await impatientQueue(queue, 1);
    const poison = [
      'not an event',
      '{}',
      '{"source":"gaoxin","detail-type":"ReturnReceived.v1","detail":{"cycle":"2021"}}',
      '{"source":"gaoxin","detail-type":"ReturnReceived.v2","detail":{}}',
    ];
    for (const body of poison) await send(queue, body);
    const healthy = await cloud.file('P003', { figures: 2 });
    expect(await cloud.verdictOn('P003', healthy)).toMatchObject({ status: 'accepted' });
    await eventually(async () => expect(await queueDepth(deadLetters)).toBe(poison.length), {
      within: patience,
    });
    const found = (await takeMessages(deadLetters)).map(({ Body = '' }) => Body);
    expect(found.toSorted()).toEqual(poison.toSorted());
  });
});

describe('an upload that names no known cycle or park', () => {
  test('is recorded as unrouted, with the reason', async () => {
    const unopened = String(Number(cycle) + 1);
    const expected = {
      [`returns/${unopened}/P001/年报 a+b%.json`]: 'unknown-cycle',
      [`returns/${cycle}/P169/a.json`]: 'unknown-park',
      [`returns/${cycle}/MINISTRY/a.json`]: 'unknown-prefix',
      [`return/${cycle}/P001/a.json`]: 'unknown-prefix',
      [`returns/${cycle}/a.json`]: 'unknown-prefix',
      [`expert-scores/${unopened}/a.csv`]: 'unknown-cycle',
    };
    const versions: Record<string, string | undefined> = {};
    for (const Key of Object.keys(expected)) {
      const { VersionId } = await s3().send(
        new PutObjectCommand({ Bucket: submissionsBucket, Key, Body: '{}' }),
      );
      versions[Key] = VersionId;
    }
    await eventually(
      async () => {
        const recorded = (await cloud.returns.readUnrouted()).filter(
          ({ key, versionId }) => versionId !== null && versions[key] === versionId,
        );
        expect(Object.fromEntries(recorded.map(({ key, reason }) => [key, reason]))).toEqual(expected);
      },
      { within: patience },
    );
    expect((await cloud.returns.readReturns(cycle)).map(({ filer }) => filer)).not.toContain('P169');
  });
});
