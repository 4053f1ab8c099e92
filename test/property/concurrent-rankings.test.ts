import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankCycle } from '../../functions/rank-parks/rank-parks.ts';
import { sha256OfText } from '../../shared/adapters/ranking-snapshots.ts';
import { rankingInputOf } from '../../shared/domain/cycles/ranking-state.ts';
import { findBrokenRevision } from '../../shared/domain/cycles/revision-chain.ts';
import { drain, type Interleave, portsOfProcess, rankingQueue } from '../support/ranking-queue.ts';
import {
  anIndicatorsRow,
  cycle,
  type RankingWorld,
  rankingWorld,
  scoredMessage,
} from '../support/ranking-world.ts';
import { tinyCore } from '../support/tiny-ranking.ts';

const parks = ['P001', 'P002', 'P003', 'P004'];

/** Nothing that is stored is missing from the head, and its revisions are gapless and chained. */
const expectEverythingRanked = async (world: RankingWorld) => {
  const head = await world.ports.readHead(cycle);
  const revisions = await world.ports.readRevisions(cycle);
  const state = await world.ports.readRankingState(cycle);
  expect(head?.inputHash).toBe(tinyCore.inputHash(rankingInputOf(state)));
  expect(findBrokenRevision(revisions, head, sha256OfText)).toBeNull();
  expect(revisions.map(({ revision }) => revision)).toEqual(revisions.map((_, index) => index + 1));
  for (const { snapshot } of revisions) {
    expect(sha256OfText(world.snapshots.get(snapshot.key) ?? '')).toBe(snapshot.sha256);
  }
};

describe('two or more rankings of one cycle at once', () => {
  it('leave one winner a revision, no gap, no lost update, whatever the interleaving', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 2, max: 4 }),
        fc.boolean(),
        async (scheduler, rankings, withHead) => {
          const world = await rankingWorld(parks);
          if (withHead) {
            await world.score(anIndicatorsRow('P001', 1, 5));
            await rankCycle(world.ports, cycle, [scoredMessage('first', 'P001')]);
            world.pass(60_000);
          }
          const before = (await world.ports.readRevisions(cycle)).length;
          const work = parks.slice(0, rankings).map((park, index) => {
            const ports = portsOfProcess(
              world.ports,
              (name, step) => scheduler.schedule(Promise.resolve(), `${park} ${name}`).then(step),
              null,
            );
            return scheduler
              .schedule(Promise.resolve(), `${park} is scored`)
              .then(() => world.score(anIndicatorsRow(park, 2, index)))
              .then(() => rankCycle(ports, cycle, [scoredMessage(`m-${park}`, park)]));
          });
          await scheduler.waitFor(Promise.all(work));
          const outcomes = (await Promise.all(work)).map(({ outcome }) => outcome);
          const won = outcomes.filter((outcome) => outcome === 'ranked').length;
          const revisions = await world.ports.readRevisions(cycle);
          expect(won).toBeGreaterThan(0);
          expect(revisions).toHaveLength(before + won);
          // The clock stood still, so a loser found a young head: one put a message back, none ranked a second time.
          expect(won).toBe(1);
          const queue = rankingQueue(world);
          await drain(world, queue);
          await expectEverythingRanked(world);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** What happens to a park or the ministry's scores in one step of a history. */
const change = fc.record({
  park: fc.constantFrom(...parks),
  // Few values, so that a return comes back to bytes it had before (A, B, A).
  value: fc.integer({ min: 0, max: 2 }),
  what: fc.constantFrom('score', 'score', 'score', 'reopen', 'withdraw', 'expert-scores', 'close'),
  deliveries: fc.integer({ min: 1, max: 2 }),
  /** Steps of others that may pass before it. */
  idle: fc.nat(12),
});

const invocation = fc.record({
  from: fc.nat(20),
  size: fc.integer({ min: 1, max: 3 }),
  crash: fc.option(fc.record({ step: fc.nat(14), after: fc.boolean() }), { freq: 2, nil: null }),
  elapsed: fc.constantFrom(0, 0, 500, 2_000, 5_000, 20_000),
  /** A process that is held up at one of its steps while others go on. */
  stall: fc.record({ step: fc.nat(8), turns: fc.constantFrom(0, 0, 10, 20) }),
});

type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;
type Invocation = typeof invocation extends fc.Arbitrary<infer Value> ? Value : never;

/** Applies changes one after the other, each with the messages that it makes, in one atomic step as the outbox does. */
const historian = (world: RankingWorld, send: (message: Parameters<typeof rankCycle>[2][number]) => void) => {
  let step = 0;
  return async ({ park, value, what, deliveries }: Change): Promise<void> => {
    step += 1;
    const stored = await world.ports.readIndicators(cycle, park);
    const ids = Array.from({ length: deliveries }, (_, index) => `m-${step}-${index}`);
    const sendAll = (kind: 'scored' | 'reopened' | 'withdrawn') => {
      for (const id of ids) send({ id, cycle, kind, park });
    };
    if (what === 'score') {
      await world.score(anIndicatorsRow(park, step, value, { submissionId: `S-${park}-${value}` }));
      sendAll('scored');
    } else if (what === 'expert-scores') {
      await world.giveExpertScores(step, { [park]: { '1.1': value } });
      for (const id of ids) send({ id, cycle, kind: 'expert-scores' });
    } else if (what === 'close') {
      await world.setCycle({ status: 'closed', closedAt: '2021-04-01T00:00:00.000Z' });
      for (const id of ids) send({ id, cycle, kind: 'closed' });
    } else if (stored !== null && !stored.withdrawn) {
      const isReopening = what === 'reopen';
      await world.score({ ...world.rowOf(stored), reopened: isReopening, withdrawn: !isReopening });
      sendAll(isReopening ? 'reopened' : 'withdrawn');
    }
  };
};

/** Runs changes and processes in the order that the scheduler chooses, then works off what is left. */
const everythingRankedAfter = async (
  scheduler: fc.Scheduler,
  changes: readonly Change[],
  processes: readonly (readonly Invocation[])[],
): Promise<void> => {
  const world = await rankingWorld(parks);
  const queue = rankingQueue(world);
  const apply = historian(world, queue.send);
  const turn = (label: string) => scheduler.schedule(Promise.resolve(), label);
  let applied = 0;
  const history = async () => {
    for (const next of changes) {
      for (let step = 0; step <= next.idle; step += 1) await turn(next.what);
      await apply(next);
      applied += 1;
    }
  };
  const process = async (invocations: readonly Invocation[], name: number) => {
    for (const { from, size, crash, elapsed, stall } of invocations) {
      await turn(`process ${name}`);
      while (queue.isEmpty() && applied < changes.length) await turn(`process ${name} waits`);
      world.pass(elapsed);
      let steps = 0;
      const interleave: Interleave = async (port, step) => {
        const turns = steps === stall.step ? stall.turns : 0;
        steps += 1;
        for (let passed = 0; passed <= turns; passed += 1) await turn(`${name}: ${port}`);
        return step();
      };
      const ports = portsOfProcess(world.ports, interleave, crash);
      await queue.invoke(ports, from, size);
    }
  };
  await scheduler.waitFor(Promise.all([history(), ...processes.map(process)]));
  await drain(world, queue);
  if ((await world.ports.readRevisions(cycle)).length > 0) await expectEverythingRanked(world);
  else expect((await world.ports.readRankingState(cycle)).indicators).toEqual([]);
};

describe('the wake-up', () => {
  it('is never lost: any order of messages, duplicates and crashes end with everything in the head', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(change, { minLength: 1, maxLength: 8 }),
        fc.array(fc.array(invocation, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 }),
        everythingRankedAfter,
      ),
      { numRuns: 2_000 },
    );
  });

  it('is not lost on a return that comes back to bytes it had before (A, B, A)', async () => {
    const aOrB = fc.record({
      park: fc.constant('P001'),
      value: fc.integer({ min: 0, max: 1 }),
      what: fc.constant('score' as const),
      deliveries: fc.constant(1),
      idle: fc.nat(12),
    });
    // The head is never young, so that every message is ranked at once, against the others.
    const atOnce = fc.record({
      from: fc.nat(3),
      size: fc.constant(1),
      crash: fc.constant(null),
      elapsed: fc.constant(20_000),
      stall: fc.record({ step: fc.integer({ min: 3, max: 8 }), turns: fc.constantFrom(0, 0, 10, 20) }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(aOrB, { minLength: 3, maxLength: 5 }),
        fc.array(fc.array(atOnce, { minLength: 2, maxLength: 3 }), { minLength: 2, maxLength: 2 }),
        everythingRankedAfter,
      ),
      { numRuns: 2_000 },
    );
  });
});
