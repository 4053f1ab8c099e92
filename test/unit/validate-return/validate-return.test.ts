import { describe, expect, it } from 'vitest';
import { ReturnReceived } from '../../../events/return-received.v1.ts';
import { UnknownSubmissionError } from '../../../functions/validate-return/check-submission.ts';
import { filerOf, validateReturn } from '../../../functions/validate-return/validate-return.ts';
import { VersionGoneError } from '../../../shared/adapters/upload-bucket.ts';
import { returnsWorld, settle, type UploadedFile } from '../../support/returns-world.ts';
import { checkToyMinistryFile, checkToyReturn, type ToyReturn, toyFile } from '../../support/toy-checks.ts';

const aWorld = () =>
  returnsWorld({ parks: ['P001'], checkReturn: checkToyReturn, checkMinistryFile: checkToyMinistryFile });

const file = (toy: ToyReturn, minute: number, key = 'returns/2021/P001/年报.json'): UploadedFile => ({
  key,
  content: toyFile(toy),
  minute,
});
const scores = (toy: ToyReturn, minute: number) => file(toy, minute, 'expert-scores/2021/评分.csv');
type World = Awaited<ReturnType<typeof aWorld>>;
const upload = async (world: World, ...files: UploadedFile[]) => {
  for (const one of files) await settle(world, [world.put(one)]);
};
/** Receives a file; its ReturnReceived is returned instead of delivered. */
const received = async (world: World, one: UploadedFile) => {
  await world.deliver(world.put(one));
  const [message] = world.drain();
  const detail = ReturnReceived.parse({
    source: 'gaoxin',
    'detail-type': message?.detailType,
    detail: message?.detail,
  });
  return { cycle: detail.cycle, submissionId: detail.submissionId, filer: filerOf(detail) };
};

describe('validate-return', () => {
  it.each([
    [{ id: 1, findings: { notice: ['n'] } }, 'accepted', 'ReturnAccepted.v1'],
    [{ id: 1, findings: { query: ['q'] } }, 'needs-explanation', 'ReturnNeedsExplanation.v1'],
    [{ id: 1, findings: { mandatory: ['m'], query: ['q'] } }, 'rejected', 'ReturnRejected.v1'],
  ] as const)('judges %j: %s', async (toy, verdict, detailType) => {
    const world = await aWorld();
    const detail = await received(world, file(toy, 1));
    expect(await validateReturn(detail, world.ports)).toMatchObject({ outcome: verdict });
    const key = `reports/2021/P001/${detail.submissionId}.json`;
    expect(world.reports.get(key)).toMatchObject({ verdict });
    expect(world.drain()).toMatchObject([
      { detailType, detail: { report: { bucket: 'reports', key }, filing: 'return', park: 'P001' } },
    ]);
    const lake = `lake/park-inputs/cycle=2021/park=P001/${detail.submissionId}.parquet`;
    expect([...world.parquet.keys()]).toEqual(verdict === 'accepted' ? [lake] : []);
  });

  it('does nothing the second time', async () => {
    const world = await aWorld();
    const detail = await received(world, file({ id: 1 }, 1));
    await validateReturn(detail, world.ports);
    const rows = world.memory.rows();
    expect(await validateReturn(detail, world.ports)).toMatchObject({ outcome: 'done-before' });
    expect(world.memory.rows()).toEqual(rows);
  });

  it('keeps explanations of a file for the others of the park, earlier and later ones', async () => {
    const world = await aWorld();
    const asks = { id: 1, findings: { query: ['q'] } };
    const explains = { id: 2, findings: { mandatory: ['m'], query: ['q'] }, explains: ['q'] };
    await upload(world, file(asks, 1));
    expect((await world.ports.readFiler('2021', 'P001')).summary?.status).toBe('needs-explanation');
    await upload(world, file(explains, 2));
    const { summary, submissions } = await world.ports.readFiler('2021', 'P001');
    expect(submissions.map(({ status }) => status)).toEqual(['accepted', 'rejected']);
    expect(summary?.inForce?.submissionId).toBe(submissions[0]?.submissionId);
    await upload(world, file({ ...asks, id: 3 }, 3));
    expect((await world.ports.readFiler('2021', 'P001')).summary?.current?.verdict).toBe('accepted');
    expect(await world.ports.readExplanations('2021', 'P001')).toMatchObject([
      { finding: 'q', text: '合并报表', actor: 'park:P001' },
    ]);
  });

  it('gives a report that does not depend on when it was made', async () => {
    const [first, second] = [await aWorld(), await aWorld()];
    await upload(second, file({ id: 9 }, 0));
    for (const world of [first, second]) {
      await upload(world, file({ id: 1, findings: { notice: ['n'] } }, 1));
    }
    const keys = [...first.reports.keys()];
    expect(keys).toHaveLength(1);
    for (const key of keys) {
      expect(JSON.stringify(second.reports.get(key))).toBe(JSON.stringify(first.reports.get(key)));
    }
  });

  it('puts the highest accepted file of expert scores in force, whole', async () => {
    const world = await aWorld();
    const late = scores({ id: 2, inputs: { 'P001/1.10': '80', 'P001/2.10': '70.5' } }, 5);
    const early = scores({ id: 1, inputs: { 'P001/1.10': '10', 'P002/1.10': '20' } }, 1);
    const bad = scores({ id: 3, inputs: { 'P001/1.10': '99' }, findings: { reject: ['r'] } }, 9);
    await upload(world, late, early, bad);
    const { expertScores } = await world.ports.readScored('2021');
    expect(expertScores?.scores).toEqual({ P001: { '1.10': 80, '2.10': 70.5 } });
  });

  it('announces accepted expert scores, in force or not', async () => {
    const world = await aWorld();
    const announced: unknown[] = [];
    for (const [minute, score] of [
      [5, '80'],
      [1, '10'],
    ] as const) {
      const detail = await received(
        world,
        scores({ id: minute, inputs: { 'P001/1.10': score, 'P002/1.10': score } }, minute),
      );
      await validateReturn(detail, world.ports);
      announced.push(...world.drain().map((message) => [message.detailType, message.detail]));
    }
    expect(announced).toMatchObject([
      ['ReturnAccepted.v1', { filing: 'expert-scores', park: null, inForce: true }],
      ['ExpertScoresAccepted.v1', { parks: 2, inForce: true }],
      ['ReturnAccepted.v1', { inForce: false }],
      ['ExpertScoresAccepted.v1', { parks: 2, inForce: false }],
    ]);
  });

  it('fails its message when the submission is not known or its version was deleted', async () => {
    const world = await aWorld();
    const uploaded = file({ id: 1 }, 1);
    const detail = await received(world, uploaded);
    const unknown = { ...detail, submissionId: 'S-0' };
    await expect(validateReturn(unknown, world.ports)).rejects.toThrow(UnknownSubmissionError);
    world.deleteVersion(uploaded);
    await expect(validateReturn(detail, world.ports)).rejects.toThrow(VersionGoneError);
  });
});
