import { beforeEach, describe, expect, it } from 'vitest';
import type { IndicatorsRow } from '../../../shared/adapters/indicator-rows.ts';
import { indicatorsWrite } from '../../../shared/adapters/scored-returns-table.ts';
import { anOpening, type ManageWorld, twoFiledIn2021 } from '../../support/manage-world.ts';

const amend = {
  command: 'amend-prior',
  cycle: '2022',
  park: 'P001',
  values: { employees: '12' },
  reason: '重复计算',
  approvedBy: '周明',
  document: '国科火字〔2022〕8号',
  effectiveOn: '2021-04-01',
};
const refresh = { command: 'refresh-priors', cycle: '2022', reason: '五月更正' };

/** 2022 after 2021 was published with 10 employees of P001 and 20 of P002. */
let world: ManageWorld;
beforeEach(async () => {
  world = await twoFiledIn2021();
  await world.command({ command: 'publish-cycle', cycle: '2021' });
  await world.command(anOpening('2022', ['P001', 'P002', 'P003', 'P004']));
});
const employees = async (park = 'P001') => (await world.ports.readPriors('2022', park))?.inputs.employees;

describe('publishing with amendments', () => {
  it('names those that are effective and that no refresh has taken in', async () => {
    await world.file('2022', 'P001', '11', 1);
    await world.score('2022', 'P001');
    await world.table.write([
      // Scored by the values of last year that count, which this world's scoring leaves out.
      indicatorsWrite({
        ...((await world.ports.readScoredReturn('2022', 'P001')) as IndicatorsRow),
        priors: { employees: '10' },
      }),
    ]);
    await world.rank('2022');
    await world.command(amend);
    await world.command({ ...amend, values: { employees: '13' }, effectiveOn: '2030-01-01' });
    expect(await world.command({ command: 'publish-cycle', cycle: '2022' })).toMatchObject({
      ok: true,
      amendmentsNotTakenIn: [1],
    });
  });
});

describe('an amendment of last year', () => {
  it('is recorded with approval and what counted before, and counts from the refresh on', async () => {
    const published = await world.ports.readPublication('2021');
    expect(await world.command(amend)).toMatchObject({
      ok: true,
      doneBefore: false,
      amendment: { number: 1, before: { employees: '10' }, document: '国科火字〔2022〕8号', actor: '张三' },
    });
    expect(await employees()).toBe('10');
    expect(await world.command({ command: 'cycle-status', cycle: '2022' })).toMatchObject({
      amendments: { inForce: 0, pending: 1 },
    });
    expect(await world.command(refresh)).toMatchObject({ ok: true, amendments: [1], parks: ['P001'] });
    expect(await employees()).toBe('12');
    expect(await employees('P002')).toBe('20');
    expect(await world.command({ command: 'cycle-status', cycle: '2022' })).toMatchObject({
      amendments: { inForce: 1, pending: 0 },
    });
    expect(world.events()).toEqual(expect.arrayContaining(['PriorAmended.v1', 'PriorsRefreshed.v1']));
    const audit = await world.ports.readAudit('2022', 'CYCLE');
    expect(audit.slice(1)).toMatchObject([
      { action: 'prior-amended', reason: '重复计算', details: { park: 'P001', 'value:employees': '12' } },
      { action: 'priors-refreshed', reason: '五月更正', details: { amendments: '1', parks: 'P001' } },
    ]);
    // Last year stays as it was published.
    expect(await world.ports.readPublication('2021')).toEqual(published);
    expect(await world.ports.readAudit('2021', 'P001')).toHaveLength(2);
  });

  it('that is not effective yet waits for a later refresh', async () => {
    await world.command({ ...amend, effectiveOn: '2021-04-20' });
    expect(await world.command(refresh)).toMatchObject({ ok: false, code: 'nothing-to-refresh' });
    world.pass(25 * 24 * 3600 * 1000);
    expect(await world.command(refresh)).toMatchObject({ ok: true, amendments: [1] });
    expect(await world.command(refresh)).toMatchObject({ ok: false, code: 'nothing-to-refresh' });
  });

  it('of the same value by a later day counts, whichever was recorded last', async () => {
    await world.command({ ...amend, values: { employees: '15' }, effectiveOn: '2021-03-31' });
    await world.command({ ...amend, values: { employees: '14' }, effectiveOn: '2021-03-01' });
    await world.command(refresh);
    expect(await employees()).toBe('15');
  });

  it('given twice is recorded once', async () => {
    await world.command(amend);
    const rows = world.table.rows();
    expect(await world.command(amend)).toMatchObject({
      ok: true,
      doneBefore: true,
      amendment: { number: 1 },
    });
    expect(world.table.rows()).toEqual(rows);
  });

  it('keeps a cycle from being published before the return is scored by it', async () => {
    await world.file('2022', 'P001', '30', 3);
    await world.score('2022', 'P001');
    await world.rank('2022');
    // The toy scoring stores no values of last year; what is stored is not what counts.
    expect(await world.command({ command: 'publish-cycle', cycle: '2022' })).toMatchObject({
      ok: false,
      code: 'returns-pending',
    });
  });

  it.each([
    ['unknown-cycle', { cycle: '1999' }],
    ['unknown-park', { park: 'P099' }],
    ['unknown-input', { values: { employes: '1' } }],
    ['unknown-input', { values: { expert_score_innovation_climate: '90' } }],
    ['not-a-number', { values: { employees: '约12' } }],
    ['no-frozen-priors', { park: 'P004' }],
    ['cycle-published', { cycle: '2021' }],
  ])('is refused with %s', async (code, over) => {
    const rows = world.table.rows();
    expect(await world.command({ ...amend, ...over })).toMatchObject({
      ok: false,
      code,
      message: { zh: expect.any(String), en: expect.any(String) },
    });
    expect(world.table.rows()).toEqual(rows);
  });
});
