import { expect, it } from 'vitest';
import type { Table } from '../../../shared/adapters/table.ts';
import { manageWorld } from '../../support/manage-world.ts';
import { returnsWorld, settle, type UploadedFile } from '../../support/returns-world.ts';
import { checkToyMinistryFile, checkToyReturn, toyFile } from '../../support/toy-checks.ts';

/** Two accepted, scored and ranked returns; whatever comes next meets a publication between its reading and its writing. */
const publishedBeforeTheVerdict = async (file: UploadedFile) => {
  let publish: (() => Promise<unknown>) | null = null;
  const wrap = (table: Table): Table => ({
    ...table,
    write: async (writes) => {
      const isVerdict = writes.some(
        (write) => 'put' in write && write.put.pk.includes('#FILER#') && 'judgedAt' in write.put,
      );
      const once = isVerdict ? publish : null;
      if (once !== null) {
        publish = null;
        expect(await once()).toMatchObject({ ok: true });
      }
      return table.write(writes);
    },
  });
  const parks = ['P001', 'P002', 'P003'];
  const world = await returnsWorld({
    parks,
    checkReturn: checkToyReturn,
    checkMinistryFile: checkToyMinistryFile,
    wrap,
  });
  const ministry = manageWorld(world.memory);
  const filed = ['P001', 'P002'].map((park, id) => ({
    key: `returns/2021/${park}/年报.json`,
    content: toyFile({ id, inputs: { employees: '100' } }),
    minute: 1,
  }));
  await settle(
    world,
    filed.map((one) => world.put(one)),
  );
  await ministry.rank('2021');
  await world.deliver(world.put(file));
  const received = world.drain();
  publish = async () => {
    // The file has its receipt; what publishing waits for is the verdict that is just being written.
    const ports = ministry.ports as { readReturns: typeof ministry.ports.readReturns };
    const { readReturns } = ministry.ports;
    ports.readReturns = async (cycle) =>
      (await readReturns(cycle)).filter(({ current }) => current?.verdict !== 'pending');
    return ministry.command({ command: 'publish-cycle', cycle: '2021' });
  };
  await settle(world, received);
  expect(await ministry.ports.readCycle('2021')).toMatchObject({ status: 'published' });
  return world;
};

it.each([
  [
    'REGISTER',
    { key: 'registers/2021/名单.csv', content: toyFile({ id: 1, register: ['P001', 'P003'] }) },
    'MinistryFileRejected.v1',
  ],
  [
    'PRIORS',
    {
      key: 'priors/2021/上年.csv',
      content: toyFile({ id: 1, priors: { P001: { employees: '90' } } }),
    },
    'MinistryFileRejected.v1',
  ],
  [
    'MINISTRY',
    { key: 'expert-scores/2021/评分.csv', content: toyFile({ id: 1, inputs: { 'P001/1.5': '80' } }) },
    'ReturnRejected.v1',
  ],
  [
    'P003',
    { key: 'returns/2021/P003/年报.json', content: toyFile({ id: 3, inputs: { employees: '7' } }) },
    'ReturnRejected.v1',
  ],
])(
  'a file of %s whose verdict meets a publication is refused and comes into force nowhere',
  async (filer, file, detailType) => {
    const world = await publishedBeforeTheVerdict({ ...file, minute: 2 });
    const { summary, submissions } = await world.ports.readFiler('2021', filer);
    expect(submissions).toMatchObject([{ status: 'refused', reason: 'cycle-published' }]);
    expect(summary).toMatchObject({ status: 'refused', inForce: null });
    const told = world.memory.rows().filter((row) => row.detailType === detailType);
    expect(told.map(({ detail }) => JSON.parse(String(detail)).reason)).toEqual(['cycle-published']);
    expect((await world.ports.readRegister('2021')).map(({ id }) => id)).toEqual(['P001', 'P002', 'P003']);
    expect(await world.ports.readPriors('2021', 'P001')).toBeNull();
    const { expertScores, indicators } = await world.ports.readScored('2021');
    expect(expertScores).toBeNull();
    expect(indicators.map(({ park }) => park)).toEqual(['P001', 'P002']);
  },
);
