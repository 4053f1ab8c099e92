import { describe, expect, it } from 'vitest';
import { population } from '../../../cli/sample/population.ts';
import { seededStreams } from '../../../cli/sample/random.ts';
import { checkFiledReturn } from '../../../functions/validate-return/check-filed-return.ts';
import { checkMinistryFile } from '../../../functions/validate-return/check-ministry-file.ts';
import { shippedRegister } from '../../../shared/domain/ranking/register.ts';
import { decideMinistryAct, type MinistryAct } from '../../../shared/domain/returns/decide-ministry-act.ts';
import { loadRulePack } from '../../../shared/domain/rules/load-rule-pack.ts';
import type { PackPatch } from '../../../shared/domain/rules/pack-patch.ts';
import { patchedPackId } from '../../../shared/domain/rules/patched-pack.ts';
import { aCycle, at, sha256 } from '../../support/returns.ts';
import { returnsWorld, settle } from '../../support/returns-world.ts';

const { returns, expertScores } = population({
  register: shippedRegister(),
  parks: 2,
  cycle: '2021',
  randomOf: seededStreams('returns'),
});
const parks = returns.map(({ park }) => park.id);
const [first] = returns;

const noPriors = { frozenPriors: null, readPriorRecords: async () => null };

const jsonOf = (filed: (typeof returns)[number], more: object = {}): string =>
  JSON.stringify({
    format: 'gaoxin-return@1',
    cycle: '2021',
    park: filed.park.id,
    inputs: Object.fromEntries(
      Object.entries(filed.inputs).map(([code, text]) => {
        const previous = filed.previous[code];
        const asFiled = (value: string) => (value === 'N/A' ? '不适用' : Number(value));
        return [
          code,
          { value: asFiled(text), ...(previous === undefined ? {} : { previous: asFiled(previous) }) },
        ];
      }),
    ),
    declarations: { enterprises: '无此业务', projects: '无此业务' },
    ...more,
  });
const scoresCsv = (rows: typeof expertScores) =>
  ['park,indicator,score', ...rows.map((row) => `${row.park},${row.indicator},${row.score}`)].join('\n');

const aWorld = () => returnsWorld({ parks, checkReturn: checkFiledReturn, checkMinistryFile });

describe('real files through receipt, checks and scoring', () => {
  it('end as indicator values and expert scores in force', async () => {
    const world = await aWorld();
    const puts = returns.map((filed, minute) =>
      world.put({ key: `returns/2021/${filed.park.id}/年报 a+b%.json`, content: jsonOf(filed), minute }),
    );
    const mine = expertScores.filter(({ park }) => parks.includes(park));
    puts.push(world.put({ key: 'expert-scores/2021/评分.csv', content: scoresCsv(mine), minute: 9 }));
    await settle(world, puts);
    const summaries = await world.ports.readReturns('2021');
    expect(summaries.map(({ filer, status }) => [filer, status])).toEqual(
      ['MINISTRY', ...parks].map((filer) => [filer, 'accepted']),
    );
    const scored = await world.ports.readScored('2021');
    expect(scored.indicators.map(({ park }) => park)).toEqual(parks);
    for (const { park, indicator, score } of mine) {
      expect(scored.expertScores?.scores[park]?.[indicator]).toBe(Number(score));
    }
  });

  it('keeps inputs and last-year column exactly as filed, and the verdict by the rules', async () => {
    if (first === undefined) throw new Error('no sample');
    const bytes = new TextEncoder().encode(jsonOf(first));
    const filing = { cycle: aCycle(), park: first.park.id, ...noPriors, packPatch: null };
    const checked = await checkFiledReturn({ name: 'r.json', bytes }, filing);
    expect(checked.report.verdict).toBe('accepted');
    expect(checked.inputs).toEqual(first.inputs);
    const other = await checkFiledReturn({ name: 'r.json', bytes }, { ...filing, park: 'P999' });
    expect(other.report.verdict).toBe('rejected');
  });

  it('spells fingerprints of explanations as findings do, and leaves out empty ones', async () => {
    if (first === undefined) throw new Error('no sample');
    const explanations = [
      { finding: ' ABC ', reason: 'other', text: '重组' },
      { finding: '#AB12', reason: 'other', text: '并购' },
      { finding: 'def', reason: 'other', text: ' ' },
    ];
    const bytes = new TextEncoder().encode(jsonOf(first, { explanations }));
    const filing = { cycle: aCycle(), park: first.park.id, ...noPriors, packPatch: null };
    const checked = await checkFiledReturn({ name: 'r.json', bytes }, filing);
    expect(checked.explanations).toEqual([
      { finding: 'abc', reason: 'other', text: '重组' },
      { finding: 'ab12', reason: 'other', text: '并购' },
    ]);
  });

  it('explains a query with or without the # of its fingerprint, and asks again outside the band', async () => {
    if (first === undefined) throw new Error('no sample');
    const world = await aWorld();
    const upload = async (gdp: number, minute: number, more: object = {}) => {
      const inputs = { ...first.inputs, city_gdp: String(gdp) };
      const content = jsonOf({ ...first, inputs }, more);
      await settle(world, [world.put({ key: `returns/2021/${first.park.id}/r.json`, content, minute })]);
      const { submissions } = await world.ports.readFiler('2021', first.park.id);
      const last = submissions.find(({ uploadedAt }) => uploadedAt === at(minute));
      return last !== undefined && 'reportKey' in last
        ? { status: last.status, report: world.reports.get(last.reportKey) }
        : undefined;
    };
    // Value added is about 70 % of the GDP: above 60 %, and within the whole.
    const gdp = Math.round(Number(first.inputs.value_added_full_coverage) / 0.7);
    const asked = await upload(gdp, 1);
    expect(asked?.status).toBe('needs-explanation');
    const [query] = asked?.report?.findings.filter(({ rule }) => rule === 'R-A-005') ?? [];
    const finding = `#${query?.fingerprint.toUpperCase()}`;
    const explained = { explanations: [{ finding, reason: '03', text: '按区一级 GDP 填报' }] };
    expect((await upload(gdp, 2, explained))?.status).toBe('accepted');
    expect((await upload(Math.round(gdp * 1.04), 3))?.status).toBe('accepted');
    expect((await upload(Math.round(gdp * 1.06), 4))?.status).toBe('needs-explanation');
  });

  it('finds what a correction changes outside the scope of its reopening, at its cell', async () => {
    if (first === undefined) throw new Error('no sample');
    const { id: park } = first.park;
    const world = await aWorld();
    const upload = async (inputs: Record<string, string>, minute: number) => {
      const content = jsonOf({ ...first, inputs: { ...first.inputs, ...inputs } });
      await settle(world, [world.put({ key: `returns/2021/${park}/r.json`, content, minute })]);
      const { submissions, summary } = await world.ports.readFiler('2021', park);
      const last = submissions.find(({ uploadedAt }) => uploadedAt === at(minute));
      const report =
        last !== undefined && 'reportKey' in last ? world.reports.get(last.reportKey) : undefined;
      return { status: last?.status, standing: summary?.status, report };
    };
    const more = (code: string) => ({ [code]: String(Number(first.inputs[code]) + 1) });
    expect((await upload({}, 1)).status).toBe('accepted');
    const reopen = {
      kind: 'reopen',
      reason: '口径',
      actor: '李伟',
      deadline: null,
      scope: ['rd_institutions_provincial'],
    } as const;
    const act = async (act: MinistryAct, minute: number) => {
      const decision = decideMinistryAct(
        await world.ports.readFiler('2021', park),
        { cycle: aCycle(), act },
        { now: at(minute), hash: sha256 },
      );
      if (decision.kind !== 'transition') throw new Error(decision.kind);
      await world.ports.commit(decision.transition, []);
    };
    await act(reopen, 10);

    const outside = await upload({ ...more('rd_institutions_provincial'), ...more('hospitals') }, 20);
    expect(outside).toMatchObject({ status: 'rejected', standing: 'reopened' });
    expect(outside.report?.findings).toMatchObject([
      {
        rule: 'R-L-101',
        severity: 'mandatory',
        entity: park,
        cells: [{ a1: '/inputs/hospitals/value' }],
        parameters: {
          code: 'hospitals',
          before: first.inputs.hospitals,
          scope: 'rd_institutions_provincial',
        },
      },
    ]);
    expect(outside.report?.rules['R-L-101']?.fix.zh).toContain('恢复原值');
    expect(await upload(more('rd_institutions_provincial'), 21)).toMatchObject({
      status: 'accepted',
      standing: 'accepted',
    });
    // The scope holds for whatever follows, also after the first correction.
    expect((await upload({ ...more('rd_institutions_provincial'), ...more('hospitals') }, 22)).status).toBe(
      'rejected',
    );
    expect((await upload({}, 23)).status).toBe('accepted');
    // With what was reopened withdrawn there is nothing to keep to: the park files anew.
    await act({ kind: 'withdraw', reason: '数据不实', actor: '李伟' }, 30);
    expect(await upload(more('hospitals'), 31)).toMatchObject({ status: 'accepted', standing: 'accepted' });
  });

  it('does not run a rule that is switched off, and names the patched pack', async () => {
    if (first === undefined) throw new Error('no sample');
    const inputs = {
      ...first.inputs,
      city_gdp: String(Number(first.inputs.value_added_full_coverage) / 0.7),
    };
    const bytes = new TextEncoder().encode(jsonOf({ ...first, inputs }));
    const filing = { cycle: aCycle(), park: first.park.id, ...noPriors };
    const judged = async (packPatch: PackPatch | null) =>
      (await checkFiledReturn({ name: 'r.json', bytes }, { ...filing, packPatch })).report;
    expect((await judged(null)).verdict).toBe('needs-explanation');
    const off = [{ rule: 'R-A-005', reason: '口径未定', actor: '张三', at: at(1) }];
    const report = await judged({ cycle: '2021', number: 1, off });
    expect(report.verdict).toBe('accepted');
    expect(report.rulePack).toBe(patchedPackId(loadRulePack('2021').id, { number: 1 }));
  });

  it('rejects expert scores of an unknown park as a whole', async () => {
    const content = `${scoresCsv(expertScores)}\nP999,1.10,50`;
    const world = await aWorld();
    await settle(world, [world.put({ key: 'expert-scores/2021/s.csv', content, minute: 1 })]);
    expect((await world.ports.readReturns('2021'))[0]?.status).toBe('rejected');
    expect((await world.ports.readScored('2021')).expertScores).toBeNull();
  });
});
