import { describe, expect, it } from 'vitest';
import { returnsWorld, settle, type UploadedFile } from '../../support/returns-world.ts';
import { checkToyMinistryFile, checkToyReturn, type ToyReturn, toyFile } from '../../support/toy-checks.ts';

const aWorld = () =>
  returnsWorld({ parks: ['P001'], checkReturn: checkToyReturn, checkMinistryFile: checkToyMinistryFile });
type World = Awaited<ReturnType<typeof aWorld>>;

const file = (toy: ToyReturn, minute: number): UploadedFile => ({
  key: 'returns/2021/P001/年报.json',
  content: toyFile(toy),
  minute,
});
const asks = (id: number, v: number): ToyReturn => ({ id, findings: { query: ['q'] }, values: { q: v } });
const explains = (id: number, v: number): ToyReturn => ({ ...asks(id, v), explains: ['q'] });

const upload = async (world: World, ...files: UploadedFile[]) => {
  for (const one of files) await settle(world, [world.put(one)]);
};
const verdicts = async (world: World) =>
  (await world.ports.readFiler('2021', 'P001')).submissions.map(({ status }) => status);
const marks = (world: World) =>
  [...world.reports.values()].map(({ findings }) => findings.map(({ explained }) => explained ?? false));

describe('an explanation in a file', () => {
  it('given 100, when 105 is filed, then it is covered; when 106 is filed, then it is asked again', async () => {
    const world = await aWorld();
    await upload(world, file(explains(1, 100), 1), file(asks(2, 105), 2), file(asks(3, 106), 3));
    expect(await verdicts(world)).toEqual(['accepted', 'accepted', 'needs-explanation']);
    await upload(world, file(explains(4, 106), 4));
    expect(await verdicts(world)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
  });

  it('given another band was explained later, when the first value comes back, then it is still covered', async () => {
    const world = await aWorld();
    await upload(world, file(explains(1, 100), 1), file(explains(2, 200), 2), file(asks(3, 101), 3));
    expect(await verdicts(world)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await world.ports.readExplanations('2021', 'P001')).toHaveLength(2);
  });

  it('counts for nothing where the file has no such query', async () => {
    const world = await aWorld();
    await upload(world, file({ id: 1, findings: { mandatory: ['m'] }, explains: ['q', 'm'] }, 1));
    await upload(world, file(asks(2, 100), 2));
    expect(await verdicts(world)).toEqual(['rejected', 'needs-explanation']);
    expect(await world.ports.readExplanations('2021', 'P001')).toEqual([]);
  });

  it('is marked in the reports of others, also where their verdict stays', async () => {
    const world = await aWorld();
    const both = { id: 1, findings: { query: ['q', 'r'] }, values: { q: 100 } };
    const broken = { id: 2, findings: { mandatory: ['m'], query: ['q'] }, values: { q: 100 } };
    await upload(world, file(both, 1), file(broken, 2), file(explains(3, 101), 3));
    expect(await verdicts(world)).toEqual(['needs-explanation', 'rejected', 'accepted']);
    expect(marks(world)).toEqual([[true, false], [false, true], [true]]);
  });

  it('leaves one audit entry with the others of its file, however many they are', async () => {
    const world = await aWorld();
    const query = Array.from({ length: 500 }, (_, index) => `q${index}`);
    await upload(world, file({ id: 1, findings: { query }, explains: query }, 1));
    expect(await verdicts(world)).toEqual(['accepted']);
    expect(await world.ports.readExplanations('2021', 'P001')).toHaveLength(500);
    const audit = await world.ports.readAudit('2021', 'P001');
    const [submission] = (await world.ports.readFiler('2021', 'P001')).submissions;
    expect(audit.map(({ action }) => action)).toEqual(['received', 'explained', 'accepted']);
    expect(audit[1]).toMatchObject({
      actor: 'park:P001',
      submissionId: submission?.submissionId,
      details: { findings: 500, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });
});

describe('the same words for three findings', () => {
  const three = { id: 1, findings: { query: ['a', 'b', 'c'] }, explains: ['a', 'b', 'c'] };

  it('are told to the reviewer with the return, and not in the report of the park', async () => {
    const world = await aWorld();
    await upload(world, file(three, 1));
    const [summary] = await world.ports.readReturns('2021');
    expect(summary?.review.repeatedExplanations).toEqual([{ text: '合并报表', findings: 3 }]);
    expect(JSON.stringify([...world.reports.values()])).not.toContain('合并报表');
  });

  it('stay told after the next upload, until one of them is put in other words', async () => {
    const world = await aWorld();
    await upload(world, file(three, 1), file({ id: 2, findings: { notice: ['n'] } }, 2));
    expect((await world.ports.readReturns('2021'))[0]?.review.repeatedExplanations).toHaveLength(1);
    await upload(world, file({ ...three, id: 3, says: { b: '收购一家企业' } }, 3));
    expect((await world.ports.readReturns('2021'))[0]?.review.repeatedExplanations).toEqual([]);
  });
});

it('counts of shadow rules go to the reviewer, of the last judged submission', async () => {
  const world = await aWorld();
  await upload(world, file({ id: 1, shadow: { 'R-A-003': 4 } }, 1));
  await upload(world, file({ id: 2, findings: { mandatory: ['m'] }, shadow: { 'R-A-003': 2 } }, 2));
  const [summary] = await world.ports.readReturns('2021');
  expect(summary?.review.shadow).toEqual({ 'R-A-003': 2 });
  expect(JSON.stringify([...world.reports.values()])).not.toContain('R-A-003');
});

describe('an accepted return that is superseded', () => {
  it('keeps its row, report, values and audit entries', async () => {
    const world = await aWorld();
    await upload(world, file({ id: 1, inputs: { employees: '1' } }, 1));
    await upload(world, file({ id: 2, inputs: { employees: '2' } }, 2));
    const { submissions, summary } = await world.ports.readFiler('2021', 'P001');
    const [first, second] = submissions;
    expect(summary?.inForce?.submissionId).toBe(second?.submissionId);
    expect(first).toMatchObject({ status: 'accepted', inputs: { employees: '1' } });
    for (const { submissionId } of submissions) {
      expect(world.reports.get(`reports/2021/P001/${submissionId}.json`)?.verdict).toBe('accepted');
      const lake = `lake/park-inputs/cycle=2021/park=P001/${submissionId}.parquet`;
      expect(world.parquet.has(lake)).toBe(true);
    }
    const audit = await world.ports.readAudit('2021', 'P001');
    expect(audit.map(({ action, submissionId }) => [action, submissionId])).toEqual([
      ['received', first?.submissionId],
      ['accepted', first?.submissionId],
      ['received', second?.submissionId],
      ['accepted', second?.submissionId],
      ['superseded', first?.submissionId],
    ]);
    expect(audit.at(-1)?.details).toEqual({ by: second?.submissionId });
  });
});
