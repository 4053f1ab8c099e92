import { describe, expect, it } from 'vitest';
import { manageCycle } from '../../../functions/manage-cycle/manage-cycle.ts';
import { reopenReturn } from '../../../functions/manage-cycle/reopen-return.ts';
import { indicatorsWrite } from '../../../shared/adapters/scored-returns-table.ts';
import { CycleCommand } from '../../../shared/domain/cycles/command.ts';
import type { Finding } from '../../../shared/domain/rules/finding.ts';
import { anOpening, manageWorld, twoFiledIn2021 } from '../../support/manage-world.ts';
import { aReport } from '../../support/reports.ts';

const reopen = { command: 'reopen-return', cycle: '2021', park: 'P001', reason: '数据有误', deadline: null };
const withdraw = { command: 'withdraw-return', cycle: '2021', park: 'P001', reason: '数据不实' };

describe('reopen-return', () => {
  it('marks the return and its indicator values, keeps it ranked, and audits who and why', async () => {
    const world = await twoFiledIn2021();
    const answer = await world.command({ ...reopen, deadline: '2021-05-01T00:00:00.000Z' });
    expect(answer).toMatchObject({
      ok: true,
      status: 'reopened',
      submissionId: 'S-P001-10-1',
      doneBefore: false,
    });
    expect((await world.ports.readAudit('2021', 'P001')).at(-1)).toMatchObject({
      action: 'reopened',
      actor: '张三',
      reason: '数据有误',
      details: { deadline: '2021-05-01T00:00:00.000Z' },
    });
    expect(world.events()).toContain('ReturnReopened.v1');

    expect(await world.rank('2021')).toBe('ranked');
    const head = await world.ports.readHead('2021');
    expect(head?.contents.returns.P001).toMatchObject({ reopened: true, withdrawn: false });
    // Its rank did not move, so nothing new was announced.
    expect(head?.announced?.revision).toBe(1);
  });

  it('refuses a deadline that nobody can meet, and leaves the return as it is', async () => {
    const world = await twoFiledIn2021();
    const now = world.ports.now().toISOString();
    expect(await world.command({ ...reopen, deadline: now })).toMatchObject({
      ok: false,
      code: 'time-passed',
    });
    expect((await world.ports.readFiler('2021', 'P001')).summary?.status).toBe('accepted');
    expect(world.events()).not.toContain('ReturnReopened.v1');
  });

  it.each(['XYZ', 'REGISTER', 'CYCLE', 'p001'])('knows no park %s', async (park) => {
    const world = await twoFiledIn2021();
    expect(await world.command({ ...reopen, park })).toMatchObject({ ok: false, code: 'unknown-park' });
  });

  it.each([
    [null, null],
    [
      ['rd_expenditure', 'employees', 'employees'],
      ['employees', 'rd_expenditure'],
    ],
  ])(
    'tells its scope %j in the second version of the event, and nothing of it in the first',
    async (scope, told) => {
      const world = await twoFiledIn2021();
      await world.command({ ...reopen, scope });
      const details = world.table
        .rows()
        .filter(({ detailType }) => String(detailType).startsWith('ReturnReopened.'))
        .map(({ detailType, detail }) => [String(detailType), JSON.parse(String(detail))] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1));
      const { eventId: _, ...first } = details[0]?.[1] ?? expect.fail('nothing was told');
      expect(details).toEqual([
        ['ReturnReopened.v1', { ...first, eventId: expect.any(String) }],
        ['ReturnReopened.v2', { ...first, eventId: expect.any(String), scope: told }],
      ]);
      expect(first).toMatchObject({ park: 'P001', reason: '数据有误', actor: '张三', deadline: null });
      expect(first).not.toHaveProperty('scope');
    },
  );

  it('says when it was so before', async () => {
    const world = await twoFiledIn2021();
    await world.command(reopen);
    expect(await world.command(reopen)).toMatchObject({ ok: true, doneBefore: true });
  });

  it('does not mark values of other bytes than those that are reopened', async () => {
    const world = await twoFiledIn2021();
    await world.file('2021', 'P001', '15', 2);
    await world.command(reopen);
    expect(await world.ports.readScoredReturn('2021', 'P001')).toMatchObject({
      submissionId: 'S-P001-10-1',
      reopened: false,
    });
  });

  it('marks values that are scored while the return is being reopened', async () => {
    const world = await twoFiledIn2021();
    await world.file('2021', 'P001', '15', 2);
    let scored = false;
    const answer = await reopenReturn(
      { ...reopen, command: 'reopen-return', actor: '张三', scope: null },
      {
        ...world.ports,
        readScoredReturn: async (cycle, park) => {
          const row = await world.ports.readScoredReturn(cycle, park);
          if (!scored) await world.score(cycle, park);
          scored = true;
          return row;
        },
      },
    );
    expect(answer).toMatchObject({ ok: true });
    expect(await world.ports.readScoredReturn('2021', 'P001')).toMatchObject({
      submissionId: 'S-P001-15-2',
      reopened: true,
    });
  });
});

describe('a mark on values', () => {
  it.each([reopen, withdraw])(
    'does not bring back those that were replaced meanwhile: $command',
    async (act) => {
      const world = await twoFiledIn2021();
      const priors = { employees: '9' };
      let rescored = false;
      const answer = await manageCycle(CycleCommand.parse({ ...act, actor: '张三' }), {
        ...world.ports,
        readScoredReturn: async (cycle, park) => {
          const row = await world.ports.readScoredReturn(cycle, park);
          if (row === null) throw new Error('not scored');
          // The same return, scored by last year's values as they were refreshed in this moment.
          const again = { ...row, priors, scoredAt: '2021-04-01T00:00:00.001Z' };
          if (!rescored) await world.table.write([indicatorsWrite(again)]);
          rescored = true;
          return row;
        },
      });
      expect(answer).toMatchObject({ ok: true });
      expect(await world.ports.readScoredReturn('2021', 'P001')).toMatchObject({
        priors,
        [act === reopen ? 'reopened' : 'withdrawn']: true,
      });
    },
  );
});

describe('withdraw-return', () => {
  it('takes the park out of the ranking until something uploaded later is accepted', async () => {
    const world = await twoFiledIn2021();
    expect(await world.command(withdraw)).toMatchObject({ ok: true, status: 'withdrawn' });
    await world.rank('2021');
    const left = await world.ports.readHead('2021');
    const { result } = await world.ports.readSnapshot(left?.snapshot ?? { key: '', sha256: '' });
    expect(result.parks.map(({ park }) => park)).toEqual(['P002']);
    expect(result.unranked).toContainEqual({ park: 'P001', reason: 'withdrawn' });

    // Minutes of the filing day are in March; the withdrawal was in April.
    await world.file('2021', 'P001', '12', 60 * 24 * 60);
    await world.score('2021', 'P001');
    await world.rank('2021');
    expect((await world.ports.readHead('2021'))?.contents.returns.P001).toMatchObject({
      withdrawn: false,
    });
  });

  it('leaves a tombstone where nothing is scored yet, so that the ranking finds what it is told of', async () => {
    const world = manageWorld();
    await world.command(anOpening('2021', ['P001']));
    await world.file('2021', 'P001', '10', 1);
    expect(await world.command(withdraw)).toMatchObject({ ok: true });
    expect(await world.ports.readScoredReturn('2021', 'P001')).toMatchObject({ withdrawn: true, values: {} });
  });
});

describe('refusals', () => {
  it.each([
    ['unknown-cycle', { cycle: '2020' }],
    ['unknown-park', { park: 'P169' }],
    ['no-return', { park: 'P003' }],
  ])('%s', async (code, over) => {
    const world = await twoFiledIn2021();
    const before = world.table.rows();
    for (const command of [reopen, withdraw]) {
      const answer = await world.command({ ...command, ...over });
      expect(answer).toMatchObject({ ok: false, code });
      expect(answer.ok ? {} : answer.message).toEqual({ zh: expect.any(String), en: expect.any(String) });
    }
    expect(world.table.rows()).toEqual(before);
  });

  it('nothing-in-force: a return that only waits for an explanation cannot be reopened', async () => {
    const world = await twoFiledIn2021();
    await world.file('2021', 'P003', '30', 1, aReport([aQuery]));
    expect(await world.command({ ...reopen, park: 'P003' })).toMatchObject({ code: 'nothing-in-force' });
  });
});

const aQuery: Finding = {
  rule: 'R-P-001',
  severity: 'query',
  fingerprint: 'f-1',
  entity: 'P003',
  cells: [],
  parameters: {},
};

describe('explain-finding', () => {
  const explain = {
    command: 'explain-finding',
    cycle: '2021',
    park: 'P003',
    finding: 'f-1',
    reason: '企业搬迁',
    text: '一家大型企业迁出。',
  };

  it('keeps the explanation and accepts what waited for it alone', async () => {
    const world = await twoFiledIn2021();
    const submissionId = await world.file('2021', 'P003', '30', 1, aReport([aQuery]));
    expect(await world.command(explain)).toMatchObject({
      ok: true,
      status: 'accepted',
      judgedAnew: [submissionId],
    });
    expect(await world.ports.readExplanations('2021', 'P003')).toMatchObject([
      { finding: 'f-1', actor: '张三' },
    ]);
    const audit = await world.ports.readAudit('2021', 'P003');
    expect(audit.map(({ action }) => action)).toEqual([
      'received',
      'needs-explanation',
      'explained',
      'accepted',
    ]);
    expect(world.events().filter((type) => type === 'ReturnAccepted.v1')).toHaveLength(3);
    const [told] = world.table.rows().filter(({ detailType }) => detailType === 'FindingExplained.v1');
    expect(JSON.parse(String(told?.detail))).toMatchObject({
      park: 'P003',
      finding: 'f-1',
      rule: aQuery.rule,
      reason: explain.reason,
      actor: '张三',
      judgedAnew: [submissionId],
    });
  });

  it('is told each time that it is given, also where nothing is judged anew', async () => {
    const world = await twoFiledIn2021();
    await world.file('2021', 'P003', '30', 1, aReport([aQuery, { ...aQuery, fingerprint: 'f-2' }]));
    await world.command(explain);
    await world.command({ ...explain, text: '另一种说明' });
    const told = world.table.rows().filter(({ detailType }) => detailType === 'FindingExplained.v1');
    expect(told.map(({ detail }) => JSON.parse(String(detail)).judgedAnew)).toEqual([[], []]);
  });

  it('keeps it where other findings are still open', async () => {
    const world = await twoFiledIn2021();
    await world.file('2021', 'P003', '30', 1, aReport([aQuery, { ...aQuery, fingerprint: 'f-2' }]));
    expect(await world.command(explain)).toMatchObject({
      ok: true,
      status: 'needs-explanation',
      judgedAnew: [],
    });
    expect(await world.command({ ...explain, finding: 'f-2' })).toMatchObject({
      ok: true,
      status: 'accepted',
    });
  });

  it('holds for the values that were explained: a later file outside their band is asked again', async () => {
    const world = await twoFiledIn2021();
    const about = (v: string): Finding => ({ ...aQuery, about: { values: { v }, sides: 'f' } });
    await world.file('2021', 'P003', '30', 1, aReport([about('100')]));
    await world.file('2021', 'P003', '31', 2, aReport([about('120')]));
    // The latest one is explained, and its band is not that of the first.
    const [first, second] = ['S-P003-30-1', 'S-P003-31-2'];
    expect(await world.command(explain)).toMatchObject({ status: 'accepted', judgedAnew: [second] });
    expect(await world.command(explain)).toMatchObject({ judgedAnew: [first] });
    expect(
      (await world.ports.readExplanations('2021', 'P003')).map((one) => one.about.values.v).sort(),
    ).toEqual(['100', '120']);
    expect(await world.command(explain)).toMatchObject({ ok: false, code: 'unknown-finding' });
  });

  it('may come ahead of the corrected file, for a query of a rejected one', async () => {
    const world = await twoFiledIn2021();
    const mandatory: Finding = { ...aQuery, severity: 'mandatory', fingerprint: 'f-m', rule: 'R-T-010' };
    await world.file('2021', 'P003', '30', 1, aReport([aQuery, mandatory]));
    expect(await world.command(explain)).toMatchObject({ ok: true, status: 'rejected', judgedAnew: [] });
    expect(world.reports.get('reports/2021/P003/S-P003-30-1.json')?.findings).toMatchObject([
      { fingerprint: 'f-1', explained: true },
      { fingerprint: 'f-m' },
    ]);
    expect(await world.command({ ...explain, finding: 'f-m' })).toMatchObject({ code: 'not-explainable' });
  });

  it.each([
    ['unknown-finding', { finding: 'f-9' }],
    ['not-explainable', { finding: 'f-n' }],
    ['no-return', { park: 'P004' }],
  ])('refuses with %s', async (code, over) => {
    const world = manageWorld();
    await world.command(anOpening('2021', ['P003', 'P004']));
    const notice: Finding = { ...aQuery, severity: 'notice', fingerprint: 'f-n', rule: 'R-D-003' };
    await world.file('2021', 'P003', '30', 1, aReport([aQuery, notice]));
    expect(await world.command({ ...explain, ...over })).toMatchObject({ ok: false, code });
  });
});
