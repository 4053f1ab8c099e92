import { describe, expect, it } from 'vitest';
import type { Table } from '../../../shared/adapters/table.ts';
import { manageWorld } from '../../support/manage-world.ts';
import { type Message, returnsWorld, settle, type UploadedFile } from '../../support/returns-world.ts';
import { checkToyMinistryFile, checkToyReturn, type ToyReturn, toyFile } from '../../support/toy-checks.ts';

const aWorld = async (wrap?: (table: Table) => Table) => {
  const world = await returnsWorld({
    parks: ['P001', 'P002'],
    checkReturn: checkToyReturn,
    checkMinistryFile: checkToyMinistryFile,
    ...(wrap === undefined ? {} : { wrap }),
  });
  return { world, ministry: manageWorld(world.memory, world.table) };
};
type World = Awaited<ReturnType<typeof aWorld>>['world'];

const aReturn = (toy: ToyReturn, minute: number, park = 'P001'): UploadedFile => ({
  key: `returns/2021/${park}/年报.json`,
  content: toyFile(toy),
  minute,
});
const aPriorsFile = (employees: string, minute: number): UploadedFile => ({
  key: 'priors/2021/上年.csv',
  content: toyFile({ id: 1, priors: { P001: { employees }, P002: { employees: '1' } } }),
  minute,
});
const upload = async (world: World, ...files: UploadedFile[]) => {
  for (const file of files) await settle(world, [world.put(file)]);
};
/** Commands write their events to the same outbox; each is delivered with all that follows. */
const afterwards = (world: World) => settle(world, world.drain());

const statuses = async (world: World, park = 'P001') =>
  (await world.ports.readFiler('2021', park)).submissions.map(({ status }) => status);
const reportOf = async (world: World, park = 'P001') => {
  const [submission] = (await world.ports.readFiler('2021', park)).submissions;
  return world.reports.get(submission !== undefined && 'reportKey' in submission ? submission.reportKey : '');
};
const told = (world: World, detailType: string) =>
  world.memory.rows().filter((row) => row.detailType === detailType);

const wants12: ToyReturn = { id: 1, lastYear: { mandatory: { employees: '12' } } };
const asksFor12: ToyReturn = { id: 1, lastYear: { query: { employees: '12' } } };
const amend = {
  command: 'amend-prior',
  cycle: '2021',
  park: 'P001',
  values: { employees: '12' },
  reason: '重复计算',
  approvedBy: '周明',
  document: '国科火字〔2021〕8号',
  effectiveOn: '2021-03-01',
};
const refresh = { command: 'refresh-priors', cycle: '2021', reason: '五月更正' };

describe('a return that is not accepted because of last year', () => {
  it.each([
    ['rejected', wants12],
    ['needs-explanation', asksFor12],
  ] as const)(
    '%s, is accepted by another file of last year’s values, without being filed again',
    async (status, toy) => {
      const { world } = await aWorld();
      await upload(world, aPriorsFile('10', 1), aReturn(toy, 2));
      expect(await statuses(world)).toEqual([status]);
      await upload(world, aPriorsFile('12', 3));
      expect(await statuses(world)).toEqual(['accepted']);
      expect(await reportOf(world)).toMatchObject({ verdict: 'accepted', findings: [] });
      const { indicators } = await world.ports.readScored('2021');
      expect(indicators.map(({ park, priors }) => [park, priors])).toEqual([['P001', { employees: '12' }]]);
      const audit = await world.ports.readAudit('2021', 'P001');
      expect(audit.map(({ action, reason }) => [action, reason])).toEqual([
        ['received', null],
        [status, null],
        ['accepted', 'priors-changed'],
      ]);
      expect(told(world, 'VerdictOutdated.v1')).toHaveLength(1);
    },
  );

  it('is accepted by a refresh that takes an amendment in', async () => {
    const { world, ministry } = await aWorld();
    await upload(world, aPriorsFile('10', 1), aReturn(wants12, 2));
    expect(await ministry.command(amend)).toMatchObject({ ok: true });
    await afterwards(world);
    expect(await statuses(world)).toEqual(['rejected']);
    expect(await ministry.command(refresh)).toMatchObject({ ok: true, parks: ['P001'] });
    await afterwards(world);
    expect(await statuses(world)).toEqual(['accepted']);
  });

  it('gets a new report and is told anew, where the verdict is the same by each of three files', async () => {
    const { world } = await aWorld();
    await upload(world, aReturn(wants12, 1));
    for (const [minute, employees] of [
      [2, '10'],
      [3, '11'],
      [4, '10'],
    ] as const) {
      await upload(world, aPriorsFile(employees, minute));
    }
    expect(await statuses(world)).toEqual(['rejected']);
    expect(new Set(told(world, 'ReturnRejected.v1').map(({ eventId }) => eventId)).size).toBe(4);
    expect((await world.ports.readFiler('2021', 'P001')).summary?.inForce).toBeNull();
  });

  it('is left alone where the values of other parks changed, and where it is accepted', async () => {
    const { world, ministry } = await aWorld();
    await upload(
      world,
      aPriorsFile('12', 1),
      aReturn(wants12, 2),
      aReturn({ ...wants12, lastYear: { mandatory: { employees: '3' } } }, 2, 'P002'),
    );
    expect([await statuses(world), await statuses(world, 'P002')]).toEqual([['accepted'], ['rejected']]);
    await ministry.command({ ...amend, values: { employees: '13' } });
    await ministry.command(refresh);
    await afterwards(world);
    expect([await statuses(world), await statuses(world, 'P002')]).toEqual([['accepted'], ['rejected']]);
    expect(told(world, 'VerdictOutdated.v1')).toEqual([]);
    expect(await world.ports.readAudit('2021', 'P002')).toHaveLength(2);
  });

  it('does nothing the second time that a change, or what it asks for, is told', async () => {
    const { world } = await aWorld();
    await upload(world, aPriorsFile('10', 1), aReturn(wants12, 2));
    const messages: Message[] = [];
    await world.deliver(world.put(aPriorsFile('11', 3)));
    for (let next = world.drain(); next.length > 0; next = world.drain()) {
      messages.push(...next);
      for (const message of next) await world.deliver(message);
    }
    expect(messages.map(({ detailType }) => detailType)).toContain('VerdictOutdated.v1');
    const rows = world.memory.rows();
    for (const message of messages.toReversed()) await world.deliver(message);
    expect(world.memory.rows()).toEqual(rows);
    expect(world.drain()).toEqual([]);
  });

  it('keeps the cycle from being published until it is judged anew', async () => {
    const { world, ministry } = await aWorld();
    await upload(world, aReturn({ id: 2 }, 1, 'P002'), aPriorsFile('10', 1), aReturn(wants12, 2));
    await ministry.rank('2021');
    const pending = async () =>
      (await ministry.command({ command: 'cycle-status', cycle: '2021' })) as { pending?: readonly string[] };
    expect((await pending()).pending).toEqual([]);
    await ministry.command(amend);
    await ministry.command(refresh);
    expect((await pending()).pending).toEqual(['P001']);
    expect(await ministry.command({ command: 'publish-cycle', cycle: '2021' })).toMatchObject({
      ok: false,
      code: 'returns-pending',
    });
    await afterwards(world);
    expect((await pending()).pending).toEqual([]);
    expect(await statuses(world)).toEqual(['accepted']);
  });
});

describe('an amendment of a park that only a file of last year’s values knows', () => {
  it('stays when a later file leaves the park out, and can be amended again', async () => {
    const { world, ministry } = await aWorld();
    await upload(world, aPriorsFile('10', 1), aReturn({ id: 1 }, 1));
    await ministry.command(amend);
    await ministry.command(refresh);
    await afterwards(world);
    await upload(world, {
      key: 'priors/2021/上年.csv',
      content: toyFile({ id: 2, priors: { P002: { employees: '1' } } }),
      minute: 2,
    });
    const priors = { employees: '12' };
    expect(await world.ports.readPriors('2021', 'P001')).toEqual({ inputs: priors, from: null });
    expect([...(await world.ports.readAllPriors('2021'))]).toEqual([
      ['P001', priors],
      ['P002', { employees: '1' }],
    ]);
    const { indicators } = await world.ports.readScored('2021');
    expect(indicators).toMatchObject([{ park: 'P001', priors, priorSource: 'previous-cycle' }]);
    const again = { ...amend, values: { employees: '13' } };
    expect(await ministry.command(again)).toMatchObject({ amendment: { before: priors } });
  });
});

describe('a return that is judged while last year’s values are replaced', () => {
  /** What is done once, before the verdict of P001 is written. */
  const meeting = () => {
    let meanwhile: (() => Promise<unknown>) | null = null;
    const wrap = (table: Table): Table => ({
      ...table,
      write: async (writes) => {
        const isVerdict = writes.some(
          (write) => 'put' in write && write.put.pk.endsWith('#FILER#P001') && 'judgedAt' in write.put,
        );
        const once = isVerdict ? meanwhile : null;
        if (once !== null) {
          meanwhile = null;
          await once();
        }
        return table.write(writes);
      },
    });
    const meets = (work: () => Promise<unknown>) => {
      meanwhile = work;
    };
    return { wrap, meets };
  };

  it('is judged by the new ones in the end', async () => {
    const { wrap, meets } = meeting();
    const { world, ministry } = await aWorld(wrap);
    await upload(world, aPriorsFile('10', 1));
    await ministry.command(amend);
    meets(async () => {
      await ministry.command(refresh);
      // The change is told, and finds nothing to recall yet.
      await afterwards(world);
    });
    await upload(world, aReturn(wants12, 2));
    expect(await statuses(world)).toEqual(['accepted']);
    expect(await reportOf(world)).toMatchObject({ verdict: 'accepted' });
  });

  it('has the report of its verdict, also where a repetition that judged by the old ones stores its own last', async () => {
    const { world, ministry } = await aWorld();
    await upload(world, aPriorsFile('10', 1));
    await ministry.command(amend);
    await afterwards(world);
    await world.deliver(world.put(aReturn(wants12, 2)));
    const [received] = world.drain();
    const { putReport } = world.ports;
    Object.assign(world.ports, {
      putReport: async (...report: Parameters<typeof putReport>) => {
        Object.assign(world.ports, { putReport });
        await ministry.command(refresh);
        await settle(world, [received as Message, ...world.drain()]);
        expect(await statuses(world)).toEqual(['accepted']);
        return putReport(...report);
      },
    });
    await settle(world, [received as Message]);
    const [submission] = (await world.ports.readFiler('2021', 'P001')).submissions;
    if (submission?.status !== 'accepted') throw new Error('not accepted');
    expect(await world.ports.readReport(submission)).toMatchObject({ verdict: 'accepted', findings: [] });
    // Those who know the key alone find the same.
    expect(await reportOf(world)).toMatchObject({ verdict: 'accepted', findings: [] });
  });

  it('is judged by the new ones also where the step died between verdict and second look', async () => {
    const { wrap, meets } = meeting();
    const { world, ministry } = await aWorld(wrap);
    await upload(world, aPriorsFile('10', 1));
    await ministry.command(amend);
    await afterwards(world);
    meets(() => ministry.command(refresh));
    await world.deliver(world.put(aReturn(wants12, 2)));
    const [received] = world.drain();
    const { readPriors } = world.ports;
    let looks = 0;
    Object.assign(world.ports, {
      readPriors: async (...of: Parameters<typeof readPriors>) => {
        looks += 1;
        if (looks === 2) throw new Error('died');
        return readPriors(...of);
      },
    });
    await expect(world.deliver(received as Message)).rejects.toThrow('died');
    expect(await statuses(world)).toEqual(['rejected']);
    // The same bytes are no repetition of that verdict either.
    await world.deliver(world.put(aReturn(wants12, 4)));
    expect(await statuses(world)).toEqual(['rejected', 'received']);
    await settle(world, [received as Message]);
    expect(await statuses(world)).toEqual(['accepted', 'accepted']);
  });
});

describe('verdicts stored before it was kept by which values of last year they were given', () => {
  /** As the table holds it: rows of P001 without the hash. */
  const rowsOfBefore = async (world: World) => {
    const bare = world.memory.rows().flatMap((row) => {
      if (!JSON.stringify(row).includes('"priors":')) return [];
      const { priors: _, ...rest } = row as typeof row & { priors?: unknown };
      const { current } = row as { current?: Record<string, unknown> | null };
      if (current == null) return [{ put: rest }];
      const { priors: _hash, ...known } = current;
      return [{ put: { ...rest, current: known } }];
    });
    await world.memory.write(bare);
    expect(JSON.stringify(world.memory.rows())).not.toContain('"priors":');
  };

  it.each([
    ['rejected', wants12],
    ['needs-explanation', asksFor12],
  ] as const)('are read, %s, and given anew when the values change', async (status, toy) => {
    const { world } = await aWorld();
    await upload(world, aReturn(toy, 1));
    await rowsOfBefore(world);
    expect(await statuses(world)).toEqual([status]);
    await upload(world, aPriorsFile('12', 3));
    expect(await statuses(world)).toEqual(['accepted']);
  });

  it('are given anew when the same bytes are filed again', async () => {
    const { world } = await aWorld();
    await upload(world, aReturn(wants12, 1));
    await rowsOfBefore(world);
    await upload(world, aReturn(wants12, 2));
    expect(await statuses(world)).toEqual(['rejected', 'rejected']);
  });

  it('hold no publication up: nothing would give them anew', async () => {
    const { world, ministry } = await aWorld();
    await upload(world, aReturn(wants12, 1));
    await rowsOfBefore(world);
    const { pending } = (await ministry.command({ command: 'cycle-status', cycle: '2021' })) as {
      pending?: readonly string[];
    };
    expect(pending).toEqual([]);
  });
});
