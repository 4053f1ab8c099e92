import { describe, expect, it } from 'vitest';
import { manageCycle } from '../../../functions/manage-cycle/manage-cycle.ts';
import type { PublicationRow } from '../../../shared/adapters/cycle-rows.ts';
import { ConflictError } from '../../../shared/adapters/table-errors.ts';
import { tableKeys } from '../../../shared/adapters/table-keys.ts';
import { CycleCommand } from '../../../shared/domain/cycles/command.ts';
import { anOpening, manageWorld, twoFiledIn2021 } from '../../support/manage-world.ts';

const parks = Array.from({ length: 169 }, (_, index) => `P${String(index + 1).padStart(3, '0')}`);

describe('open-cycle', () => {
  it('writes 169 parks in transactions of at most 100, and the cycle last', async () => {
    const world = manageWorld();
    const answer = await world.command(anOpening('2021', parks));
    expect(answer).toMatchObject({ ok: true, register: 169, priors: 0, doneBefore: false });
    expect(answer).toMatchObject({
      cycle: {
        status: 'open',
        methodology: { id: 'most-2021', version: '1.0.0' },
        rulePack: 'gx46-2021@1.1.0',
        opensAt: '2021-01-01T00:00:00.000Z',
        previousCycle: null,
      },
    });
    expect(await world.ports.readRegister('2021')).toHaveLength(169);
    expect(world.events()).toEqual(['CycleOpened.v1']);
  });

  it('is invisible until it is finished, and finished by repeating it', async () => {
    const world = manageWorld();
    const { writeRegister } = world.ports;
    const ports = world.ports as { writeRegister: typeof writeRegister };
    ports.writeRegister = async (cycle, register) => {
      await writeRegister(cycle, register.slice(0, 1));
      throw new Error('killed');
    };
    await expect(world.command(anOpening('2021', ['P001', 'P002']))).rejects.toThrow('killed');
    expect(await world.ports.readCycle('2021')).toBeNull();
    expect(await world.command({ command: 'cycle-status', cycle: '2021' })).toMatchObject({
      code: 'unknown-cycle',
    });

    ports.writeRegister = writeRegister;
    expect(await world.command(anOpening('2021', ['P003']))).toMatchObject({ code: 'opening-unfinished' });
    expect(await world.command(anOpening('2021', ['P001', 'P002']))).toMatchObject({ ok: true });
    expect(await world.ports.readRegister('2021')).toHaveLength(2);
  });

  it('opens once: the same again is done before, anything else is refused', async () => {
    const world = manageWorld();
    await world.command(anOpening('2021', ['P001']));
    world.pass(5_000);
    expect(await world.command(anOpening('2021', ['P001']))).toMatchObject({ ok: true, doneBefore: true });
    expect(await world.command(anOpening('2021', ['P001', 'P002']))).toMatchObject({
      ok: false,
      code: 'cycle-exists',
    });
    expect(world.events()).toHaveLength(1);
  });

  it('tells of two openings at once that the other was first', async () => {
    const world = manageWorld();
    const [one, other] = await Promise.all([
      world.command(anOpening('2021', ['P001'])),
      world.command(anOpening('2021', ['P001'])),
    ]);
    expect([one, other].map((answer) => answer.ok && 'doneBefore' in answer && answer.doneBefore)).toContain(
      true,
    );
    expect(world.events()).toHaveLength(1);
  });

  it.each([
    ['unknown-methodology', { methodology: 'most-1999' }],
    ['closes-before-opens', { opensAt: '2021-05-01T00:00:00.000Z', closesAt: '2021-04-30T00:00:00.000Z' }],
  ])('refuses with %s', async (code, over) => {
    const world = manageWorld();
    const answer = await world.command(anOpening('2021', ['P001'], over));
    expect(answer).toMatchObject({ ok: false, code });
    expect(world.events()).toEqual([]);
  });

  it('refuses a park that is registered twice', async () => {
    const answer = await manageWorld().command(anOpening('2021', ['P001', 'P001']));
    expect(answer).toMatchObject({ ok: false, code: 'park-twice' });
  });

  it('freezes the values and bounds of the latest published cycle', async () => {
    const world = await twoFiledIn2021();
    await world.command({ command: 'publish-cycle', cycle: '2021' });
    const answer = await world.command(anOpening('2022', ['P001', 'P003', 'P004']));
    expect(answer).toMatchObject({ ok: true, priors: 2, cycle: { previousCycle: '2021' } });
    expect(await world.ports.readPriors('2022', 'P001')).toMatchObject({
      inputs: { employees: '10' },
      from: { cycle: '2021' },
    });
    // In last year's register without an accepted return; and not in it at all.
    expect(await world.ports.readPriors('2022', 'P003')).toEqual({ inputs: {}, from: null });
    expect(await world.ports.readPriors('2022', 'P004')).toBeNull();
    expect(await world.ports.readBounds('2022', 'previous-cycle')).toEqual({ '1.1': { min: 10, max: 20 } });
  });
});

describe('close-cycle', () => {
  it('closes once and says so', async () => {
    const world = await twoFiledIn2021();
    const first = await world.command({ command: 'close-cycle', cycle: '2021' });
    const second = await world.command({ command: 'close-cycle', cycle: '2021' });
    expect(first).toMatchObject({ ok: true, doneBefore: false, cycle: { status: 'closed' } });
    expect(second).toMatchObject({ ok: true, doneBefore: true });
    expect(world.events().filter((type) => type === 'CycleClosed.v1')).toHaveLength(1);
  });

  it('refuses an unknown cycle', async () => {
    expect(await manageWorld().command({ command: 'close-cycle', cycle: '1999' })).toMatchObject({
      ok: false,
      code: 'unknown-cycle',
    });
  });
});

describe('the audit chain of a cycle', () => {
  it('says who opened, closed and published it, and why, where that was said', async () => {
    const world = manageWorld();
    await world.command(anOpening('2021', ['P001'], { reason: '国科火字〔2021〕1号' }));
    // Why it was opened is no part of what was opened.
    expect(await world.command(anOpening('2021', ['P001']))).toMatchObject({ doneBefore: true });
    await world.file('2021', 'P001', '10', 1);
    await world.score('2021', 'P001');
    await world.rank('2021');
    await world.command({ command: 'close-cycle', cycle: '2021' });
    await world.rank('2021');
    await world.command({ command: 'publish-cycle', cycle: '2021', reason: '部务会通过', actor: '李伟' });
    const audit = await world.ports.readAudit('2021', 'CYCLE');
    expect(audit.map(({ action, actor, reason }) => [action, actor, reason])).toEqual([
      ['cycle-opened', '张三', '国科火字〔2021〕1号'],
      ['cycle-closed', '张三', null],
      ['cycle-published', '李伟', '部务会通过'],
    ]);
  });
});

describe('a command that meets a publication', () => {
  it.each([
    { command: 'reopen-return', park: 'P001', reason: '更正', deadline: null },
    { command: 'withdraw-return', park: 'P001', reason: '更正' },
    {
      command: 'sign-off-return',
      park: 'P001',
      unitHead: '王建国',
      statisticsHead: '赵敏',
      preparedBy: null,
      submission: null,
    },
  ])('changes nothing of what is published: $command', async (given) => {
    const world = await twoFiledIn2021();
    let isPublished = false;
    const command = CycleCommand.parse({ cycle: '2021', actor: '张三', ...given });
    const answer = await manageCycle(command, {
      ...world.ports,
      // Published between reading the cycle as open and writing.
      readFiler: async (cycle, park) => {
        const state = await world.ports.readFiler(cycle, park);
        if (!isPublished) await world.command({ command: 'publish-cycle', cycle });
        isPublished = true;
        return state;
      },
    });
    expect(answer).toMatchObject({ ok: false, code: 'cycle-published' });
    const { summary } = await world.ports.readFiler('2021', 'P001');
    expect(summary).toMatchObject({ status: 'accepted', isSignedOff: false });
    expect(await world.ports.readScoredReturn('2021', 'P001')).toMatchObject({
      reopened: false,
      withdrawn: false,
    });
  });
});

describe('publish-cycle', () => {
  it('freezes revision, bounds and the end of every audit chain, and locks the cycle', async () => {
    const world = await twoFiledIn2021();
    await world.command({ command: 'close-cycle', cycle: '2021' });
    await world.rank('2021');
    const answer = await world.command({ command: 'publish-cycle', cycle: '2021' });
    const head = await world.ports.readHead('2021');
    expect(answer).toMatchObject({ ok: true, revision: 2, register: 3, ranked: 2, snapshot: head?.snapshot });
    expect(await world.ports.readCycle('2021')).toMatchObject({ status: 'published', publishedRevision: 2 });

    const publication = (await world.ports.readPublication('2021')) as PublicationRow;
    const audit = await world.ports.readAudit('2021', 'P001');
    expect(publication.auditHeads.P001).toEqual({ sequence: audit.length, hash: audit.at(-1)?.hash });
    expect(publication.auditHeads.CYCLE?.sequence).toBe(2);
    expect(world.events()).toContain('RankingPublished.v1');

    for (const command of [
      { command: 'publish-cycle' },
      { command: 'close-cycle' },
      { command: 'reopen-return', park: 'P001', reason: '更正', deadline: null },
      { command: 'withdraw-return', park: 'P001', reason: '更正' },
      { command: 'explain-finding', park: 'P001', finding: 'x', reason: '', text: '说明' },
    ]) {
      expect(await world.command({ cycle: '2021', ...command })).toMatchObject({ code: 'cycle-published' });
    }
  });

  it('closes an open cycle first and ranks it by its own bounds', async () => {
    const world = await twoFiledIn2021();
    expect(await world.command({ command: 'publish-cycle', cycle: '2021' })).toMatchObject({
      ok: true,
      revision: 2,
    });
    expect(world.events()).toContain('CycleClosed.v1');
    expect(await world.ports.readBounds('2021', 'closed')).toEqual({ '1.1': { min: 10, max: 20 } });
  });

  it.each(['open', 'closed'])('refuses a head that lacks a scored return (%s cycle)', async (status) => {
    const world = await twoFiledIn2021();
    if (status === 'closed') {
      await world.command({ command: 'close-cycle', cycle: '2021' });
      await world.rank('2021');
    }
    await world.file('2021', 'P003', '30', 2);
    await world.score('2021', 'P003');
    expect(await world.command({ command: 'publish-cycle', cycle: '2021' })).toMatchObject({
      ok: false,
      code: 'ranking-behind',
    });
    expect(await world.ports.readCycle('2021')).toMatchObject({ status });
    await world.rank('2021');
    expect(await world.command({ command: 'publish-cycle', cycle: '2021' })).toMatchObject({
      ok: true,
      ranked: 3,
    });
  });

  it('refuses while a return is accepted but not scored, and names the park', async () => {
    const world = await twoFiledIn2021();
    await world.file('2021', 'P003', '30', 2);
    const answer = await world.command({ command: 'publish-cycle', cycle: '2021' });
    expect(answer).toMatchObject({ ok: false, code: 'returns-pending' });
    expect(answer.ok ? '' : answer.message.en).toContain('P003');
  });

  it('refuses a cycle in which nothing is ranked', async () => {
    const world = manageWorld();
    await world.command(anOpening('2021', ['P001']));
    expect(await world.command({ command: 'publish-cycle', cycle: '2021' })).toMatchObject({
      code: 'nothing-ranked',
    });
  });

  it('looks again when a revision was committed between its last look and its commit', async () => {
    const world = await twoFiledIn2021();
    await world.command({ command: 'close-cycle', cycle: '2021' });
    await world.rank('2021');
    const { commitCycle } = world.ports;
    const ports = world.ports as { commitCycle: typeof commitCycle };
    ports.commitCycle = async (commit) => {
      ports.commitCycle = commitCycle;
      await world.file('2021', 'P003', '30', 2);
      await world.score('2021', 'P003');
      await world.rank('2021');
      await expect(commitCycle(commit)).rejects.toThrow(ConflictError);
      throw new ConflictError('as seen');
    };
    expect(await world.command({ command: 'publish-cycle', cycle: '2021' })).toMatchObject({
      ok: true,
      ranked: 3,
    });
  });
});

describe('cycle-status', () => {
  it('counts who is due, who filed and who did not, and says whether the ranking is current', async () => {
    const world = await twoFiledIn2021();
    await world.file('2021', 'P003', '30', 2);
    expect(await world.command({ command: 'cycle-status', cycle: '2021' })).toMatchObject({
      ok: true,
      register: 3,
      exempt: 0,
      returns: { accepted: 3 },
      notFiled: [],
      expertScores: null,
      pending: ['P003'],
      ranking: { revision: 1, isCurrent: true },
    });
    await world.score('2021', 'P003');
    expect(await world.command({ command: 'cycle-status', cycle: '2021' })).toMatchObject({
      pending: [],
      ranking: { isCurrent: false },
    });
  });
});

it('keeps the claim of an opening apart from the cycle', () => {
  expect(tableKeys.cycleOpening('2021').sk).not.toBe(tableKeys.cycle('2021').sk);
});
