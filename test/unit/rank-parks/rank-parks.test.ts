import { describe, expect, it } from 'vitest';
import { RankingChanged } from '../../../events/ranking-changed.v1.ts';
import { rankCycle, rankParks, UnknownCycleError } from '../../../functions/rank-parks/rank-parks.ts';
import { sha256OfText } from '../../../shared/adapters/ranking-snapshots.ts';
import type { RankingSnapshot } from '../../../shared/domain/ranking/ranking.ts';
import {
  anIndicatorsRow,
  cycle,
  type RankingWorld,
  rankingWorld,
  scoredMessage,
} from '../../support/ranking-world.ts';

const eventsOf = (world: RankingWorld) =>
  world.table
    .rows()
    .filter(({ pk }) => pk.startsWith('OUTBOX#'))
    .map((row) => RankingChanged.schema.parse(JSON.parse(String(row.detail))))
    .toSorted((a, b) => a.revision - b.revision);

const silent = { info: () => undefined, error: () => undefined };

/** A world in which P001 is ranked with 10 and P002 with 20, long ago. */
const twoRanked = async () => {
  const world = await rankingWorld(['P001', 'P002', 'P003']);
  await world.score(anIndicatorsRow('P001', 1, 10));
  await world.score(anIndicatorsRow('P002', 1, 20));
  await rankCycle(world.ports, cycle, [scoredMessage('m1', 'P001')]);
  world.pass(60_000);
  return world;
};

describe('a ranking', () => {
  it('takes everything scored so far, writes the snapshot under its hash, and announces it', async () => {
    const world = await twoRanked();
    const head = await world.ports.readHead(cycle);
    const [event] = eventsOf(world);
    const text = world.snapshots.get(head?.snapshot.key ?? '') ?? '';
    const snapshot = JSON.parse(text) as RankingSnapshot;

    expect(head).toMatchObject({ revision: 1, announced: { revision: 1 } });
    expect(head?.snapshot.key).toBe(`rankings/2021/000001-${sha256OfText(text).slice(0, 12)}.json`);
    expect(snapshot.result.parks.map(({ park, rank }) => [park, rank])).toEqual([
      ['P001', 2],
      ['P002', 1],
    ]);
    expect(snapshot.input.withoutReturn).toEqual([{ park: 'P003', reason: 'not-filed' }]);
    expect(event).toMatchObject({
      revision: 1,
      previousRevision: null,
      entered: ['P001', 'P002'],
      ranked: 2,
      register: 3,
      cause: { kind: 'returns-accepted', submissions: ['S-P001-1', 'S-P002-1'] },
      snapshot: head?.snapshot,
    });
  });

  it('does nothing for a message whose submission is in the head', async () => {
    const world = await twoRanked();
    const { outcome } = await rankCycle(world.ports, cycle, [scoredMessage('m2', 'P002')]);
    expect(outcome).toBe('in-head');
    expect((await world.ports.readRevisions(cycle)).length).toBe(1);
  });

  it('names the last announced revision as the previous one, not one without movement', async () => {
    const world = await twoRanked();
    await world.score(anIndicatorsRow('P001', 2, 11));
    await rankCycle(world.ports, cycle, [scoredMessage('m2', 'P001')]);
    world.pass(60_000);
    await world.score(anIndicatorsRow('P001', 3, 30));
    await rankCycle(world.ports, cycle, [scoredMessage('m3', 'P001')]);

    expect((await world.ports.readRevisions(cycle)).map(({ announced }) => announced)).toEqual([
      true,
      false,
      true,
    ]);
    expect(eventsOf(world).map(({ revision, previousRevision }) => [revision, previousRevision])).toEqual([
      [1, null],
      [3, 1],
    ]);
    expect(eventsOf(world)[1]?.movements).toEqual([
      { park: 'P001', from: 2, to: 1, dimensions: { '1': { from: 2, to: 1 } } },
      { park: 'P002', from: 1, to: 2, dimensions: { '1': { from: 1, to: 2 } } },
    ]);
  });

  it('makes no new revision of the same input', async () => {
    const world = await twoRanked();
    const { outcome } = await rankCycle(world.ports, cycle, [{ id: 'd', cycle, kind: 'due' }]);
    expect(outcome).toBe('unchanged');
  });

  it('ranks again after A, B, A although the id of the first A is in the head', async () => {
    const world = await twoRanked();
    // B and the second A are scored; the ranking that read B commits after the message of A came.
    await world.score(anIndicatorsRow('P001', 2, 30));
    const duringCommit = {
      ...world.ports,
      storeSnapshot: async (key: string, text: string) => {
        await world.score(anIndicatorsRow('P001', 3, 10, { submissionId: 'S-P001-1' }));
        const early = await rankCycle(world.ports, cycle, [scoredMessage('m-a', 'P001')]);
        expect(early.outcome).not.toBe('in-head');
        await world.ports.storeSnapshot(key, text);
      },
    };
    await rankCycle(duringCommit, cycle, [scoredMessage('m-b', 'P001')]).catch(() => undefined);
    world.pass(60_000);
    for (const _ of world.putBack) await rankCycle(world.ports, cycle, [{ id: 'd', cycle, kind: 'due' }]);
    const head = await world.ports.readHead(cycle);
    const { input } = await world.ports.readSnapshot(head?.snapshot ?? { key: '', sha256: '' });
    expect(input.returns[0]?.values['1.1']).toEqual({ value: 10 });
  });
});

describe('a burst', () => {
  it('puts one message back while the last revision is young, and drops the others', async () => {
    const world = await twoRanked();
    await world.score(anIndicatorsRow('P001', 2, 30));
    await rankCycle(world.ports, cycle, [scoredMessage('m2', 'P001')]);
    world.pass(1_200);
    await world.score(anIndicatorsRow('P002', 2, 40));
    await world.score(anIndicatorsRow('P003', 1, 50));
    const first = await rankCycle(world.ports, cycle, [scoredMessage('m3', 'P002')]);
    const second = await rankCycle(world.ports, cycle, [scoredMessage('m4', 'P003')]);

    expect([first.outcome, second.outcome]).toEqual(['put-back', 'waiting']);
    // 2.8 s are left of the four; SQS counts whole seconds.
    expect(world.putBack).toEqual([{ cycle, dueAt: world.clock() + 3_000 }]);

    world.pass(3_000);
    const due = await rankCycle(world.ports, cycle, [{ id: 'm5', cycle, kind: 'due' }]);
    expect(due.outcome).toBe('ranked');
    expect((await world.ports.readHead(cycle))?.contents.returns).toMatchObject({
      P002: { submissionId: 'S-P002-2' },
      P003: { submissionId: 'S-P003-1' },
    });
    expect(await world.ports.readWake(cycle)).toBeNull();
  });

  it('sends again when the claimer died between claiming and sending', async () => {
    const world = await twoRanked();
    await world.score(anIndicatorsRow('P001', 2, 30));
    await rankCycle(world.ports, cycle, [scoredMessage('m2', 'P001')]);
    await world.score(anIndicatorsRow('P002', 2, 40));
    const dying = { ...world.ports, sendDue: () => Promise.reject(new Error('killed')) };
    await expect(rankCycle(dying, cycle, [scoredMessage('m3', 'P002')])).rejects.toThrow('killed');
    expect(world.putBack).toEqual([]);

    world.pass(60_000);
    // Somebody else ranked meanwhile, so the claimer's own submission is no news; what relied on its claim may be.
    await rankCycle(world.ports, cycle, [scoredMessage('m4', 'P002')]);
    const again = await rankCycle(world.ports, cycle, [scoredMessage('m3', 'P002')]);
    expect(again.outcome).toBe('put-back');
    expect(world.putBack).toHaveLength(1);
  });

  it('takes over a claim whose message is overdue', async () => {
    const world = await twoRanked();
    await world.score(anIndicatorsRow('P001', 2, 30));
    await rankCycle(world.ports, cycle, [scoredMessage('m2', 'P001')]);
    await world.ports.claimWake(cycle, null, {
      by: 'dead',
      at: new Date(world.clock() - 11_000).toISOString(),
    });
    await world.score(anIndicatorsRow('P002', 2, 40));
    const { outcome } = await rankCycle(world.ports, cycle, [scoredMessage('m3', 'P002')]);
    expect(outcome).toBe('put-back');
    expect(await world.ports.readWake(cycle)).toMatchObject({ by: 'm3' });
  });
});

describe('what cannot be ranked', () => {
  it('gives back the messages whose rows cannot be read, and answers the others', async () => {
    const world = await twoRanked();
    await world.score(anIndicatorsRow('P003', 1, 5));
    const again = await rankParks(
      world.ports,
      [
        scoredMessage('ghost', 'P999'),
        scoredMessage('m3', 'P003'),
        { id: 'e', cycle, kind: 'expert-scores' },
      ],
      silent,
    );
    expect(again).toEqual(['ghost', 'e']);
    expect((await world.ports.readHead(cycle))?.revision).toBe(2);
  });

  it('gives back all messages of a cycle that was never opened, and none of another', async () => {
    const world = await twoRanked();
    await expect(rankCycle(world.ports, '2019', [])).rejects.toThrow(UnknownCycleError);
    const again = await rankParks(
      world.ports,
      [{ id: 'x', cycle: '2019', kind: 'closed' }, scoredMessage('m', 'P001')],
      silent,
    );
    expect(again).toEqual(['x']);
  });

  it('leaves a published cycle alone', async () => {
    const world = await twoRanked();
    await world.score(anIndicatorsRow('P001', 2, 99));
    await world.setCycle({ status: 'published' });
    const { outcome } = await rankCycle(world.ports, cycle, [scoredMessage('m2', 'P001')]);
    expect(outcome).toBe('published');
    expect((await world.ports.readHead(cycle))?.revision).toBe(1);
  });

  it('refuses to commit when the cycle was published after it was read', async () => {
    const world = await twoRanked();
    await world.score(anIndicatorsRow('P001', 2, 99));
    const slow = {
      ...world.ports,
      storeSnapshot: async (key: string, text: string) => {
        await world.ports.storeSnapshot(key, text);
        await world.setCycle({ status: 'published' });
      },
    };
    expect((await rankCycle(slow, cycle, [scoredMessage('m2', 'P001')])).outcome).toBe('published');
    expect((await world.ports.readHead(cycle))?.revision).toBe(1);
  });
});

describe('causes', () => {
  const lastCause = async (world: RankingWorld) => (await world.ports.readRevisions(cycle)).at(-1)?.cause;

  it('tells a reopened return, which stays ranked, from a withdrawn one, which leaves', async () => {
    const world = await twoRanked();
    await world.score(anIndicatorsRow('P001', 1, 10, { reopened: true }));
    await rankCycle(world.ports, cycle, [{ id: 'r', cycle, kind: 'reopened', park: 'P001' }]);
    expect(await lastCause(world)).toEqual({ kind: 'return-reopened', submissions: ['S-P001-1'] });
    expect(eventsOf(world)).toHaveLength(1);

    world.pass(60_000);
    await world.score(anIndicatorsRow('P001', 1, 10, { withdrawn: true }));
    await rankCycle(world.ports, cycle, [{ id: 'w', cycle, kind: 'withdrawn', park: 'P001' }]);
    expect(await lastCause(world)).toEqual({ kind: 'return-withdrawn', submissions: ['S-P001-1'] });
    expect(eventsOf(world).at(-1)).toMatchObject({ left: ['P001'], previousRevision: 1 });
  });

  it('tells expert scores', async () => {
    const world = await twoRanked();
    await world.giveExpertScores(1, { P001: { '1.1': 50 } });
    await rankCycle(world.ports, cycle, [{ id: 'e', cycle, kind: 'expert-scores' }]);
    expect(await lastCause(world)).toEqual({ kind: 'expert-scores', submissions: ['S-MINISTRY-1'] });
  });
});

describe('bounds', () => {
  it('are computed once at the first ranking after the close, and frozen', async () => {
    const world = await twoRanked();
    await world.setCycle({ status: 'closed', closedAt: '2021-04-01T00:00:00.000Z' });
    await rankCycle(world.ports, cycle, [{ id: 'c', cycle, kind: 'closed' }]);
    expect(await world.ports.readBounds(cycle, 'closed')).toEqual({ '1.1': { min: 10, max: 20 } });
    expect((await world.ports.readRevisions(cycle)).at(-1)?.cause.kind).toBe('bounds');

    world.pass(60_000);
    await world.score(anIndicatorsRow('P003', 1, 500));
    await rankCycle(world.ports, cycle, [scoredMessage('late', 'P003')]);
    expect(await world.ports.readBounds(cycle, 'closed')).toEqual({ '1.1': { min: 10, max: 20 } });
    const head = await world.ports.readHead(cycle);
    const { result } = await world.ports.readSnapshot(head?.snapshot ?? { key: '', sha256: '' });
    expect(result.bounds.source).toBe('closed');
    expect(result.parks.find(({ park }) => park === 'P003')?.score).toBe(20);
  });
});
