import { describe, expect, test } from 'vitest';
import { cyclesOf } from '../../cli/client/cycles.ts';
import { manageCycle, manageCycleOrFail } from '../../cli/client/manage-cycle.ts';
import { ReturnRefused } from '../../events/return-refused.v1.ts';
import { ReturnSignedOff } from '../../events/return-signed-off.v1.ts';
import { sha256OfText } from '../../shared/adapters/ranking-snapshots.ts';
import type { Cycle } from '../../shared/domain/cycles/cycle.ts';
import { actor, idOf, patience, textOf } from '../support/cloud-cycle.ts';
import { eventually } from '../support/eventually.ts';
import { listenTo } from '../support/listener-queue.ts';
import { theDeployment } from '../support/local-cloud.ts';
import { openedCycle } from '../support/opened-cycle.ts';

const deployment = theDeployment();
const cycles = cyclesOf(deployment);
const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

const statusIs = (cycle: string, status: Cycle['status']) =>
  eventually(
    async () => {
      const definition = await cycles.readCycle(cycle);
      expect(definition?.status).toBe(status);
      return definition;
    },
    { within: patience },
  );

describe('a cycle with times', () => {
  test('opens and closes by itself; what comes before is refused with a receipt, what comes after is late', async () => {
    const cloud = await openedCycle(deployment, { opensAt: soon(8), closesAt: soon(3600), late: 'refuse' });
    const { cycle } = cloud;
    expect((await cycles.readCycle(cycle))?.status).toBe('scheduled');
    await using refusals = await listenTo(
      'gaoxin-test-refused',
      ReturnRefused.pattern({ cycle: [cycle] }),
      deployment.eventBus,
    );
    const early = await cloud.verdictOn('P001', await cloud.file('P001', { figures: 0 }));
    expect(early).toMatchObject({ status: 'refused', reason: 'not-open' });
    await eventually(async () => expect(await refusals.take()).toHaveLength(1), { within: patience });

    await statusIs(cycle, 'open');
    const inTime = await cloud.verdictOn('P001', await cloud.file('P001', { figures: 0 }));
    expect(inTime).toMatchObject({ status: 'accepted', late: false });

    const closesAt = soon(3);
    const moved = { command: 'reschedule-cycle', cycle, closesAt, reason: '提前截止', actor } as const;
    expect(await manageCycleOrFail(deployment, moved)).toMatchObject({ cycle: { closesAt } });
    expect(await statusIs(cycle, 'closed')).toMatchObject({ closedAt: closesAt });
    const late = await cloud.verdictOn('P002', await cloud.file('P002', { figures: 1 }));
    expect(late).toMatchObject({ status: 'refused', reason: 'late', late: true });

    const audit = await cloud.returns.readAudit(cycle, 'CYCLE');
    expect(audit.map(({ action, actor: who }) => [action, who])).toEqual([
      ['cycle-scheduled', actor],
      ['cycle-opened', 'gaoxin'],
      ['cycle-rescheduled', actor],
      ['cycle-closed', 'gaoxin'],
    ]);
    expect(await cloud.verify()).toMatchObject({ ok: true });
  });

  test('takes late returns where it says so, flagged; a reopening has a deadline of its own', async () => {
    const cloud = await openedCycle(deployment, { late: 'accept' });
    const { cycle } = cloud;
    await cloud.verdictOn('P001', await cloud.file('P001', { figures: 0 }));
    await manageCycleOrFail(deployment, { command: 'close-cycle', cycle, actor });
    // S3 may tell whole seconds: until the second of the closing is over nothing is late.
    const late = await eventually(
      async () => {
        const uploaded = await cloud.file('P002', { figures: 1 }, `${Date.now()}.json`);
        const submission = await cloud.verdictOn('P002', uploaded);
        expect(submission.late).toBe(true);
        return submission;
      },
      { within: patience },
    );
    expect(['accepted', 'same']).toContain(late.status);
    await cloud.headWhere(({ contents }) => contents.returns.P002 !== undefined);
    await manageCycleOrFail(deployment, {
      command: 'reopen-return',
      cycle,
      park: 'P001',
      reason: '口径有误',
      deadline: soon(3600),
      scope: ['hospitals'],
      actor,
    });
    const outside = await cloud.verdictOn('P001', await cloud.file('P001', { figures: 2 }));
    expect(outside).toMatchObject({ status: 'rejected', late: false });
    const [status] = (await cloud.returns.readReturns(cycle)).filter(({ filer }) => filer === 'P001');
    expect(status).toMatchObject({ status: 'reopened', reopening: { scope: ['hospitals'] } });
    expect(await cloud.verify()).toMatchObject({ ok: true });
  });
});

test('a sign-off binds file, report and pack as they lie in the buckets, until another file is accepted', async () => {
  const cloud = await openedCycle(deployment);
  const { cycle } = cloud;
  const uploaded = await cloud.file('P001', { figures: 0 });
  const accepted = await cloud.verdictOn('P001', uploaded);
  if (accepted.status !== 'accepted') expect.fail(accepted.status);
  await using events = await listenTo(
    'gaoxin-test-signed',
    ReturnSignedOff.pattern({ cycle: [cycle] }),
    deployment.eventBus,
  );
  const signOff = {
    command: 'sign-off-return',
    cycle,
    park: 'P001',
    unitHead: '王建国',
    statisticsHead: '赵敏',
    preparedBy: null,
    submission: idOf(uploaded),
    actor,
  } as const;
  const reportText = await textOf(deployment.reportsBucket, accepted.reportKey);
  expect(await manageCycleOrFail(deployment, signOff)).toMatchObject({
    signOff: {
      sha256: uploaded.sha256,
      report: { key: accepted.reportKey, sha256: sha256OfText(reportText) },
      rulePack: accepted.rulePack,
    },
  });
  const [body] = await eventually(
    async () => {
      const heard = await events.take();
      expect(heard).toHaveLength(1);
      return heard;
    },
    { within: patience },
  );
  expect(ReturnSignedOff.parse(JSON.parse(body ?? ''))).toMatchObject({ park: 'P001', actor });
  const status = { command: 'cycle-status', cycle } as const;
  expect(await manageCycleOrFail(deployment, status)).toMatchObject({ signedOff: 1, unsigned: [] });
  await cloud.verdictOn('P001', await cloud.file('P001', { figures: 5 }));
  expect(await manageCycleOrFail(deployment, status)).toMatchObject({ signedOff: 0, unsigned: ['P001'] });
  expect(await manageCycle(deployment, signOff)).toMatchObject({ ok: false, code: 'other-in-force' });
  expect(await cloud.verify()).toMatchObject({ ok: true });
});
