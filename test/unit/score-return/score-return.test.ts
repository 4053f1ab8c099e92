import { describe, expect, it } from 'vitest';
import { scoreReturn } from '../../../functions/score-return/score-return.ts';
import { decideMinistryAct, type MinistryAct } from '../../../shared/domain/returns/decide-ministry-act.ts';
import { aCycle, at, sha256 } from '../../support/returns.ts';
import { returnsWorld, settle, type UploadedFile } from '../../support/returns-world.ts';
import { checkToyMinistryFile, checkToyReturn, toyFile } from '../../support/toy-checks.ts';

const aWorld = (options: Partial<Parameters<typeof returnsWorld>[0]> = {}) =>
  returnsWorld({
    parks: ['P001'],
    checkReturn: checkToyReturn,
    checkMinistryFile: checkToyMinistryFile,
    ...options,
  });
type World = Awaited<ReturnType<typeof aWorld>>;

/** 3.3 of most-2021 grows with employees; 2.6 is the difference of two years. */
const file = (employees: number, minute: number): UploadedFile => ({
  key: 'returns/2021/P001/r.json',
  content: toyFile({ id: employees, inputs: { employees: `${employees}`, staff_bachelor: '10' } }),
  minute,
});
const accept = (world: World, one: UploadedFile) => settle(world, [world.put(one)]);
const ofPark = { cycle: '2021', park: 'P001' };

const ministryActs = async (world: World, act: MinistryAct) => {
  const state = await world.ports.readFiler('2021', 'P001');
  const decision = decideMinistryAct(state, { cycle: aCycle(), act }, { now: at(30), hash: sha256 });
  if (decision.kind !== 'transition') throw new Error(decision.kind);
  await world.ports.commit(decision.transition, []);
};

describe('score-return', () => {
  it('stores the values of the return in force and says how many it could compute', async () => {
    const world = await aWorld();
    await world.deliver(world.put(file(100, 1)));
    const [receivedMessage] = world.drain();
    if (receivedMessage !== undefined) await world.deliver(receivedMessage);
    const [accepted] = world.drain();
    if (accepted !== undefined) await world.deliver(accepted);
    const [computed] = world.drain();
    const { indicators } = await world.ports.readScored('2021');
    expect(indicators).toMatchObject([
      { park: 'P001', sha256: sha256(file(100, 1).content), priorSource: 'return', reopened: false },
    ]);
    const values = Object.values(indicators[0]?.values ?? {});
    // 46 indicators, five of them expert scores.
    expect(values).toHaveLength(41);
    expect(computed).toMatchObject({
      detailType: 'IndicatorsComputed.v1',
      detail: {
        park: 'P001',
        computed: values.filter((value) => 'value' in value).length,
        notComputable: values.filter((value) => 'notComputable' in value).length,
      },
    });
  });

  it('does nothing the second time', async () => {
    const world = await aWorld();
    await accept(world, file(100, 1));
    const rows = world.memory.rows();
    expect(await scoreReturn(ofPark, world.ports)).toMatchObject({ outcome: 'done-before' });
    expect(world.memory.rows()).toEqual(rows);
  });

  it('scores what is in force now, whichever acceptance asks', async () => {
    const world = await aWorld();
    await accept(world, file(200, 2));
    await accept(world, file(100, 1));
    const scored = await world.ports.readScoredReturn('2021', 'P001');
    expect(scored?.sha256).toBe(sha256(file(200, 2).content));
  });

  it('never lets a slow run overwrite what was scored meanwhile', async () => {
    const world = await aWorld();
    await accept(world, file(100, 1));
    let overtaken = false;
    const slowly = {
      ...world.ports,
      commitScores: async (...parts: Parameters<typeof world.ports.commitScores>) => {
        if (!overtaken) {
          overtaken = true;
          await accept(world, file(200, 2));
        }
        return world.ports.commitScores(...parts);
      },
      readScoredReturn: async () => null,
    };
    await scoreReturn(ofPark, slowly);
    const scored = await world.ports.readScoredReturn('2021', 'P001');
    expect(scored?.sha256).toBe(sha256(file(200, 2).content));
  });

  it.each([
    ['previous-cycle', { P001: { employees: '50' } }, '2020'],
    ['previous-cycle', { P001: {} }, '2020'],
    ['first-cycle', {}, '2020'],
    ['return', {}, null],
  ] as const)('takes priors from %s given %j of %s', async (source, priors, previousCycle) => {
    const world = await aWorld({ priors, cycle: aCycle({ previousCycle }) });
    await accept(world, file(100, 1));
    expect((await world.ports.readScoredReturn('2021', 'P001'))?.priorSource).toBe(source);
  });

  it('takes the ministry’s file of last year’s values without a previous cycle, and scores anew by it', async () => {
    const world = await aWorld();
    await accept(world, file(100, 1));
    const scoredBefore = await world.ports.readScoredReturn('2021', 'P001');
    const priorsFile: UploadedFile = {
      key: 'priors/2021/上年.csv',
      content: toyFile({ id: 1, priors: { P001: { employees: '50', staff_bachelor: '5' } } }),
      minute: 2,
    };
    await settle(world, [world.put(priorsFile)]);
    const scored = await world.ports.readScoredReturn('2021', 'P001');
    expect(scored).toMatchObject({ priorSource: 'previous-cycle', priors: { employees: '50' } });
    expect(scored?.values).not.toEqual(scoredBefore?.values);
    expect(scored?.submissionId).toBe(scoredBefore?.submissionId);
  });

  it('scores again when last year’s values are replaced while it stores what it computed', async () => {
    const world = await aWorld({
      priors: { P001: { employees: '50' } },
      cycle: aCycle({ previousCycle: '2020' }),
    });
    await accept(world, file(100, 1));
    let reads = 0;
    // The first reading is of values that have been replaced by the time they are looked at again.
    const replaced = {
      ...world.ports,
      readPriors: async () => ({ inputs: { employees: reads++ === 0 ? '60' : '70' }, from: null }),
    };
    expect(await scoreReturn(ofPark, replaced)).toMatchObject({ outcome: 'scored' });
    expect((await world.ports.readScoredReturn('2021', 'P001'))?.priors).toEqual({ employees: '70' });
  });

  it('marks a reopened return until other bytes are accepted', async () => {
    const world = await aWorld();
    await accept(world, file(100, 1));
    await ministryActs(world, {
      kind: 'reopen',
      reason: '口径',
      actor: 'ministry',
      deadline: null,
      scope: null,
    });
    await scoreReturn(ofPark, world.ports);
    expect(await world.ports.readScoredReturn('2021', 'P001')).toMatchObject({ reopened: true });
    await accept(world, file(300, 40));
    expect(await world.ports.readScoredReturn('2021', 'P001')).toMatchObject({ reopened: false });
  });

  it('scores nothing of a withdrawn return, nor in a published cycle', async () => {
    const world = await aWorld();
    expect(await scoreReturn(ofPark, world.ports)).toMatchObject({ outcome: 'nothing-in-force' });
    await accept(world, file(100, 1));
    await ministryActs(world, { kind: 'withdraw', reason: '重复', actor: 'ministry' });
    expect(await scoreReturn(ofPark, world.ports)).toMatchObject({ outcome: 'nothing-in-force' });
    const published = { ...world.ports, readCycle: async () => aCycle({ status: 'published' }) };
    expect(await scoreReturn(ofPark, published)).toMatchObject({ outcome: 'cycle-published' });
  });
});
