import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CycleClosed } from '../../../events/cycle-closed.v1.ts';
import { CycleOpened } from '../../../events/cycle-opened.v1.ts';
import { type AdvancePorts, advanceCycle } from '../../../functions/advance-cycle/advance-cycle.ts';
import { anOpening, manageWorld } from '../../support/manage-world.ts';

const minutes = (count: number): string =>
  new Date(Date.parse('2021-04-01T00:00:00.000Z') + count * 60_000).toISOString();

/** A cycle that opens in ten minutes and closes in sixty, with its one schedule. */
const scheduledWorld = async (over: Record<string, unknown> = {}) => {
  const world = manageWorld();
  const schedule: { at: string | null; set: number } = { at: null, set: 0 };
  const ports: AdvancePorts = {
    ...world.ports,
    schedule: async (_, at) => {
      schedule.at = at;
      schedule.set += 1;
    },
    unschedule: async () => {
      schedule.at = null;
    },
  };
  await world.command(
    anOpening('2021', ['P001', 'P002'], { opensAt: minutes(10), closesAt: minutes(60), ...over }),
  );
  return {
    ...world,
    schedule,
    ports,
    advance: (at = 0) => {
      world.pass(at * 60_000);
      return advanceCycle('2021', ports);
    },
    state: async () => {
      const row = await world.ports.readCycleRow('2021');
      const audit = await world.ports.readAudit('2021', 'CYCLE');
      return { status: row?.status, closedAt: row?.closedAt, did: audit.map(({ action }) => action) };
    },
  };
};

describe('a cycle with times', () => {
  it('waits with a schedule, opens, waits, closes, and has none any more', async () => {
    const world = await scheduledWorld();
    expect(world.events()).toEqual(['CycleScheduled.v1']);
    expect(await world.advance()).toEqual({ done: [], next: minutes(10) });
    expect(world.schedule.at).toBe(minutes(10));
    expect(await world.advance(10)).toEqual({ done: ['cycle-opened'], next: minutes(60) });
    expect(world.schedule.at).toBe(minutes(60));
    expect(await world.advance(70)).toEqual({ done: ['cycle-closed'], next: null });
    expect(world.schedule.at).toBeNull();
    expect(await world.state()).toEqual({
      status: 'closed',
      closedAt: minutes(60),
      did: ['cycle-scheduled', 'cycle-opened', 'cycle-closed'],
    });
    const details = world.table
      .rows()
      .filter(({ pk }) => pk.startsWith('OUTBOX#'))
      .map(({ detailType, detail }) => [detailType, JSON.parse(String(detail))] as const);
    const opened = details.find(([type]) => type === CycleOpened.detailType)?.[1];
    expect(opened).toMatchObject({ register: 2, opensAt: minutes(10), closesAt: minutes(60) });
    const closed = details.find(([type]) => type === CycleClosed.detailType)?.[1];
    expect(closed).toMatchObject({ closedAt: minutes(60), actor: 'gaoxin' });
  });

  it('keeps to the times as they were changed', async () => {
    const world = await scheduledWorld();
    await world.advance();
    await world.command({ command: 'reschedule-cycle', cycle: '2021', opensAt: minutes(30), reason: '顺延' });
    expect(await world.advance(10)).toEqual({ done: [], next: minutes(30) });
    expect(world.schedule.at).toBe(minutes(30));
    expect((await world.state()).status).toBe('scheduled');
  });

  it.each([
    ['an earlier one', minutes(60), minutes(40)],
    ['one where there was none', null, minutes(40)],
    ['none', minutes(60), null],
  ])('keeps to %s that is set while a slower step still sets the time before', async (_, before, after) => {
    const world = await scheduledWorld({ opensAt: '2021-01-01T00:00:00.000Z', closesAt: before });
    let meanwhile: (() => Promise<unknown>) | null = async () => {
      await world.command({ command: 'reschedule-cycle', cycle: '2021', closesAt: after, reason: '调整' });
      await advanceCycle('2021', world.ports);
    };
    const interrupted = async () => {
      const interruption = meanwhile;
      meanwhile = null;
      await interruption?.();
    };
    await advanceCycle('2021', {
      ...world.ports,
      schedule: async (cycle, at) => {
        await interrupted();
        await world.ports.schedule(cycle, at);
      },
      unschedule: async (cycle) => {
        await interrupted();
        await world.ports.unschedule(cycle);
      },
    });
    expect(world.schedule.at).toBe(after);
  });

  it('does nothing more once the ministry has closed it', async () => {
    const world = await scheduledWorld({ opensAt: '2021-01-01T00:00:00.000Z' });
    await world.command({ command: 'close-cycle', cycle: '2021' });
    expect(await world.advance(90)).toEqual({ done: [], next: null });
    expect((await world.state()).closedAt).toBe(minutes(0));
  });

  it('is refused by commands that need an open one', async () => {
    const world = await scheduledWorld();
    for (const command of ['close-cycle', 'publish-cycle']) {
      expect(await world.command({ command, cycle: '2021' })).toMatchObject({ code: 'not-open-yet' });
    }
    expect(await world.command({ command: 'cycle-status', cycle: '2021' })).toMatchObject({
      cycle: { status: 'scheduled' },
    });
  });

  it('ends in the same state whenever and however often it is looked at', async () => {
    const looks = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(looks, async (pauses) => {
        const world = await scheduledWorld();
        for (const pause of pauses) {
          const before = world.schedule.at;
          await world.advance(pause);
          // There is always a schedule for what is still to come.
          const { status } = await world.state();
          expect(world.schedule.at).toBe(
            status === 'scheduled' ? minutes(10) : status === 'open' ? minutes(60) : null,
          );
          expect([before, minutes(10), minutes(60), null]).toContain(world.schedule.at);
        }
        await world.advance(400);
        await world.advance(0);
        expect(await world.state()).toEqual({
          status: 'closed',
          closedAt: minutes(60),
          did: ['cycle-scheduled', 'cycle-opened', 'cycle-closed'],
        });
        expect(world.events().toSorted()).toEqual(['CycleClosed.v1', 'CycleOpened.v1', 'CycleScheduled.v1']);
      }),
      { numRuns: 60 },
    );
  });
});
