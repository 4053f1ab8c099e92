import { describe, expect, it } from 'vitest';
import { sha256OfText } from '../../../shared/adapters/ranking-snapshots.ts';
import { twoFiledIn2021 } from '../../support/manage-world.ts';

const signOff = {
  command: 'sign-off-return',
  cycle: '2021',
  park: 'P001',
  unitHead: '王建国',
  statisticsHead: '赵敏',
  preparedBy: null,
  submission: null,
};

describe('sign-off', () => {
  it('binds the bytes of the stored report, with event and audit entry', async () => {
    const world = await twoFiledIn2021();
    const key = 'reports/2021/P001/S-P001-10-1.json';
    expect(await world.command(signOff)).toMatchObject({
      ok: true,
      doneBefore: false,
      signOff: {
        submissionId: 'S-P001-10-1',
        report: { key, sha256: sha256OfText(JSON.stringify(world.reports.get(key))) },
        actor: '张三',
      },
    });
    expect(world.events()).toContain('ReturnSignedOff.v1');
    expect((await world.ports.readAudit('2021', 'P001')).at(-1)).toMatchObject({ action: 'signed-off' });
    expect(await world.command(signOff)).toMatchObject({ doneBefore: true });
    expect(await world.command({ command: 'cycle-status', cycle: '2021' })).toMatchObject({
      signedOff: 1,
      unsigned: ['P002'],
    });
  });

  it.each([
    ['unknown-cycle', { cycle: '1999' }],
    ['unknown-park', { park: 'P009' }],
    ['no-return', { park: 'P003' }],
    ['other-in-force', { submission: 'S-0' }],
  ])('is refused with %s', async (code, over) => {
    const world = await twoFiledIn2021();
    const rows = world.table.rows();
    expect(await world.command({ ...signOff, ...over })).toMatchObject({ ok: false, code });
    expect(world.table.rows()).toEqual(rows);
  });

  it('of a reopened or published return is refused', async () => {
    const world = await twoFiledIn2021();
    await world.command({
      command: 'reopen-return',
      cycle: '2021',
      park: 'P001',
      reason: '更正',
      deadline: null,
    });
    expect(await world.command(signOff)).toMatchObject({ code: 'return-reopened' });
    await world.rank('2021');
    // A reopening that nobody answered holds no publication up, and is named.
    expect(await world.command({ command: 'publish-cycle', cycle: '2021' })).toMatchObject({
      ok: true,
      uncorrected: ['P001'],
    });
    expect(await world.command({ ...signOff, park: 'P002' })).toMatchObject({ code: 'cycle-published' });
  });

  it('holds a publication up only where it is asked for', async () => {
    const world = await twoFiledIn2021();
    await world.command(signOff);
    const publish = { command: 'publish-cycle', cycle: '2021' };
    expect(await world.command({ ...publish, requireSignOff: true })).toMatchObject({
      ok: false,
      code: 'returns-unsigned',
      message: { en: expect.stringContaining('P002') },
    });
    expect(await world.command(publish)).toMatchObject({ ok: true, unsigned: ['P002'] });
  });
});
