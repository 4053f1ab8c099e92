import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateEventBusCommand, EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startEmulator } from '../../cli/local/emulator.ts';
import { ownConnection } from '../../cli/local/local-connection.ts';
import { writeLocalState } from '../../cli/local/local-state.ts';
import { projectRoot } from '../../infra/function-code.ts';
import { cycleRows, registeredParkRows } from '../../shared/adapters/cycle-rows.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import { tableKeys } from '../../shared/adapters/table-keys.ts';
import { emptyAuditHead } from '../../shared/domain/returns/audit-chain.ts';
import { patience } from '../support/cloud-cycle.ts';
import { eventually } from '../support/eventually.ts';
import { theDeployment } from '../support/local-cloud.ts';
import { aPark } from '../support/ranking-input.ts';
import { aCycle } from '../support/returns.ts';

const { outputs, submissionsBucket, table, eventBus } = theDeployment();

/** A checkout of its own, whose local cloud is nobody else's. */
const checkout = join(tmpdir(), `gaoxin-killed-${process.pid}`);
const home = join(checkout, '.gaoxin');

/** The user's environment, without the connection of this process. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(AWS|GAOXIN)_/.test(name)),
);

const gaoxin = (...words: readonly string[]) => {
  const child = spawn(process.execPath, ['cli/gaoxin.js', ...words, '--locale', 'en'], {
    cwd: checkout,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: patience * 1000,
  });
  const read = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return read.then(([stdout, stderr, [status]]) => ({ status, stdout, lines: stderr.trimEnd().split('\n') }));
};

/** An emulator that says it is deployed and holds no more than `submit` and `watch` begin with: seconds instead of ten. */
const barelyDeployed = async () => {
  const emulator = await startEmulator({ home, directory: home, enforceIdentity: false, port: undefined });
  const { endpoint } = emulator;
  writeLocalState(home, { ...emulator, enforcesIdentity: false, deployed: 'as if', outputs });
  const { region } = ownConnection(endpoint);
  const at = { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const s3 = new S3Client({ ...at, forcePathStyle: true });
  const eventBridge = new EventBridgeClient(at);
  const dynamoDb = new DynamoDBClient(at);
  await s3.send(new CreateBucketCommand({ Bucket: submissionsBucket }));
  await eventBridge.send(new CreateEventBusCommand({ Name: eventBus }));
  await dynamoDb.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  const row = { ...aCycle(), openedWith: '0'.repeat(64), audit: emptyAuditHead };
  await dynamoDbTable(DynamoDBDocumentClient.from(dynamoDb), table).write([
    { put: cycleRows.rowOf(tableKeys.cycle('2021'), row) },
    { put: registeredParkRows.rowOf(tableKeys.registeredPark('2021', 'P001'), aPark('P001')) },
  ]);
  return { pid: emulator.pid, s3, eventBridge };
};

const recovery = /run gaoxin local up/;

describe.runIf(inject('ownsCloud'))('when the emulator is killed', () => {
  beforeAll(() => {
    mkdirSync(home, { recursive: true });
    const sources = ['cli', 'infra', 'functions', 'shared', 'events'];
    const files = ['package.json', 'package-lock.json', 'tsconfig.json', 'cdk.json'];
    for (const name of [...sources, ...files]) {
      cpSync(join(projectRoot, name), join(checkout, name), { recursive: true });
    }
    symlinkSync(join(projectRoot, 'node_modules'), join(checkout, 'node_modules'));
    symlinkSync(join(projectRoot, '.gaoxin', 'emulator'), join(home, 'emulator'));
    writeFileSync(join(checkout, 'return.json'), '{}');
  });
  afterAll(async () => {
    await gaoxin('local', 'down');
    rmSync(checkout, { recursive: true, force: true });
  });

  test('verbs that are under way end, and each says how to recover', async () => {
    const { pid, s3, eventBridge } = await barelyDeployed();
    const submitting = gaoxin('submit', 'return.json', '--cycle', '2021', '--park', 'P001', '--wait');
    const watching = gaoxin('watch', '--cycle', '2021');
    await eventually(
      async () => {
        const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket: submissionsBucket }));
        const { Rules = [] } = await eventBridge.send(new ListRulesCommand({ EventBusName: eventBus }));
        expect([KeyCount, Rules.length]).toEqual([1, 1]);
      },
      { within: patience },
    );
    process.kill(pid, 'SIGKILL');

    const submitted = await submitting;
    expect(submitted).toEqual({ status: 2, stdout: '', lines: [expect.stringMatching(recovery)] });
    const watched = await watching;
    expect(watched.status).toBe(2);
    expect(watched.lines).toEqual([expect.stringContaining('Watching'), expect.stringMatching(recovery)]);
  });

  test.each([
    ['ranking', '--cycle', '2021'],
    ['cycle', 'close', '2021'],
    ['submit', 'return.json', '--cycle', '2021', '--park', 'P001'],
  ])('%s %s %s says so in one line', async (...words) => {
    expect(await gaoxin(...words)).toEqual({
      status: 2,
      stdout: '',
      lines: [expect.stringMatching(recovery)],
    });
  });

  test('local up recovers', async () => {
    expect(await gaoxin('local', 'up')).toMatchObject({ status: 0 });
    expect(await gaoxin('cycle', 'open', '2021')).toMatchObject({ status: 0 });
    expect(await gaoxin('ranking', '--cycle', '2021')).toMatchObject({ status: 1 });
  });
});
