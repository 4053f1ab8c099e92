import { describe, expect, it } from 'vitest';
import { loadRulePack } from '../../../shared/domain/rules/load-rule-pack.ts';
import { patchedPackId } from '../../../shared/domain/rules/patched-pack.ts';
import { anOpening, manageWorld, twoFiledIn2021 } from '../../support/manage-world.ts';

const switchOff = {
  command: 'patch-rule-pack',
  cycle: '2021',
  rule: 'R-A-005',
  to: 'off',
  reason: '城市 GDP 口径未定',
};
const version = (number: number) => patchedPackId(loadRulePack('2021').id, { number });

const openWorld = async () => {
  const world = manageWorld();
  await world.command(anOpening('2021', ['P001']));
  return world;
};

describe('switching a rule off', () => {
  it('patches the pack of the cycle, with actor and reason in its audit chain', async () => {
    const world = await openWorld();
    const events = world.events();
    expect(await world.command(switchOff)).toEqual({
      ok: true,
      cycle: '2021',
      rule: 'R-A-005',
      switchedTo: 'off',
      rulePack: version(1),
      off: ['R-A-005'],
      doneBefore: false,
    });
    expect(await world.ports.readPackPatch('2021')).toMatchObject({
      number: 1,
      off: [{ rule: 'R-A-005', reason: '城市 GDP 口径未定', actor: '张三' }],
    });
    expect((await world.ports.readCycle('2021'))?.rulePack).toBe(version(1));
    expect((await world.ports.readAudit('2021', 'CYCLE')).at(-1)).toMatchObject({
      action: 'rule-pack-patched',
      actor: '张三',
      reason: '城市 GDP 口径未定',
      details: { rule: 'R-A-005', switchedTo: 'off', rulePack: version(1), rulesOff: 1 },
    });
    expect(world.events().toSorted()).toEqual([...events, 'RulePackPatched.v1'].toSorted());
  });

  it('and on again are two patches', async () => {
    const world = await openWorld();
    await world.command(switchOff);
    await world.command({ ...switchOff, rule: 'R-P-004' });
    expect(await world.command({ ...switchOff, to: 'on', reason: '已核实' })).toMatchObject({
      rulePack: version(3),
      off: ['R-P-004'],
    });
  });

  it('says when it was so before, and changes nothing', async () => {
    const world = await openWorld();
    expect(await world.command({ ...switchOff, to: 'on' })).toMatchObject({ doneBefore: true, off: [] });
    await world.command(switchOff);
    const rows = world.table.rows();
    expect(await world.command(switchOff)).toMatchObject({ doneBefore: true, rulePack: version(1) });
    expect(world.table.rows()).toEqual(rows);
  });

  it.each([
    ['unknown-cycle', { cycle: '2020' }],
    ['unknown-rule', { rule: 'R-Z-999' }],
    ['indispensable-rule', { rule: 'R-F-003' }],
  ])('is refused with %s', async (code, over) => {
    const world = await openWorld();
    const rows = world.table.rows();
    const answer = await world.command({ ...switchOff, ...over });
    expect(answer).toMatchObject({ ok: false, code });
    expect(answer.ok ? {} : answer.message).toEqual({ zh: expect.any(String), en: expect.any(String) });
    expect(world.table.rows()).toEqual(rows);
  });

  it('is refused once the cycle is published, whose verdicts rest on the pack that it had', async () => {
    const world = await twoFiledIn2021();
    expect(await world.command({ command: 'publish-cycle', cycle: '2021' })).toMatchObject({ ok: true });
    expect(await world.command(switchOff)).toMatchObject({ ok: false, code: 'cycle-published' });
  });
});
