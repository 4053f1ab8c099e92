import { describe, expect, it } from 'vitest';
import { RankingChanged } from '../../../events/ranking-changed.v1.ts';
import { rankCycle } from '../../../functions/rank-parks/rank-parks.ts';
import { ministryFiles, registerInForceWrite } from '../../../shared/adapters/ministry-files.ts';
import { sha256OfText } from '../../../shared/adapters/ranking-snapshots.ts';
import { aPark } from '../../support/ranking-input.ts';
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

/** A world in which P001 is ranked with 10 and P002 with 20, long ago. */
const twoRanked = async () => {
  const world = await rankingWorld(['P001', 'P002', 'P003']);
  await world.score(anIndicatorsRow('P001', 1, 10));
  await world.score(anIndicatorsRow('P002', 1, 20));
  await rankCycle(world.ports, cycle, [scoredMessage('m1', 'P001')]);
  world.pass(60_000);
  return world;
};

describe('a register that is replaced', () => {
  const replace = async (world: RankingWorld, id: string, order: string, parks: readonly string[]) => {
    await ministryFiles(world.table).writeRegisterVersion(
      cycle,
      id,
      parks.map((park) => aPark(park)),
    );
    const file = {
      cycle,
      submissionId: id,
      sha256: sha256OfText(id),
      order,
      storedAt: '2021-03-01T00:00:00.000Z',
    };
    await world.table.write([registerInForceWrite(file)]);
    world.pass(60_000);
  };
  const registerMessage = { id: 'm9', cycle, kind: 'register' } as const;

  it('moves the denominator, and a park that is not in it leaves', async () => {
    const world = await twoRanked();
    await replace(world, 'S-1', '1', ['P002', 'P003', 'P004', 'P005']);
    expect(await rankCycle(world.ports, cycle, [registerMessage])).toMatchObject({ outcome: 'ranked' });
    expect(eventsOf(world).at(-1)).toMatchObject({
      cause: { kind: 'register', submissions: [] },
      register: 4,
      left: ['P001'],
      entered: [],
    });
    expect(await rankCycle(world.ports, cycle, [registerMessage])).toMatchObject({ outcome: 'in-head' });
  });

  it('is news also where the first one is in force again, so that whoever read between loses its lock', async () => {
    const world = await twoRanked();
    await replace(world, 'S-1', '1', ['P001', 'P002', 'P003']);
    await rankCycle(world.ports, cycle, [registerMessage]);
    const first = await world.ports.readHead(cycle);
    await replace(world, 'S-2', '2', ['P001', 'P002', 'P003']);
    expect(await rankCycle(world.ports, cycle, [registerMessage])).toMatchObject({ outcome: 'unchanged' });
    expect((await world.ports.readHead(cycle))?.version).toBe((first?.version ?? 0) + 1);
  });
});

it('is made of the same submission scored by other values of last year, with the cause priors', async () => {
  const world = await twoRanked();
  await world.score(anIndicatorsRow('P001', 1, 30, { priors: { employees: '7' } }));
  expect(await rankCycle(world.ports, cycle, [scoredMessage('m2', 'P001')])).toMatchObject({
    outcome: 'ranked',
  });
  expect(eventsOf(world).at(-1)).toMatchObject({
    cause: { kind: 'priors', submissions: [] },
    movements: [{ park: 'P001', from: 2, to: 1 }, { park: 'P002' }],
  });
});
