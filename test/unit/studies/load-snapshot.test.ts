import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editionOf, loadSnapshot } from '../../../cli/studies/load-snapshot.ts';
import type { RankingSnapshot } from '../../../shared/domain/ranking/ranking.ts';
import { aSnapshot } from '../../support/a-snapshot.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapshots-'));
});
afterAll(() => rm(folder, { recursive: true }));

const written = async (content: unknown): Promise<string> => {
  const path = join(folder, 'snapshot.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

const snapshot = aSnapshot([
  { id: 'P001', at: 2, inputs: { employees: '100' }, registered: { innovationZone: true } },
  { id: 'P002', at: 1, values: { '4.7': { notComputable: 'missing-input', because: ['employees'] } } },
]);

describe('a study’s snapshot out of a file', () => {
  it('is the snapshot that was written', async () => {
    expect(await loadSnapshot({ snapshot: await written(snapshot) })).toEqual(snapshot);
  });

  it('may be named together with its own cycle and revision, and with no other', async () => {
    const path = await written(snapshot);
    await expect(loadSnapshot({ snapshot: path, cycle: '2021', revision: '1' })).resolves.toBeDefined();
    await expect(loadSnapshot({ snapshot: path, cycle: '2020' })).rejects.toThrow(/revision 1 of cycle 2021/);
    await expect(loadSnapshot({ snapshot: path, revision: '2' })).rejects.toThrow(/revision 1 of cycle 2021/);
  });

  const [first, second] = snapshot.result.parks;
  it.each<[string, unknown, RegExp]>([
    ['no JSON', 'park,rank', /is not JSON/],
    ['another document', { format: 'gaoxin-return@1' }, /no ranking snapshot .* wrong at format/],
    ['a missing member', { ...snapshot, basis: undefined }, /wrong at basis/],
    ['an unknown member', { ...snapshot, remark: '' }, /remark/],
    ['another methodology', withMethodology('most-1999', '1.0.0'), /does not have .* most-1999@1\.0\.0/],
    ['another version', withMethodology('most-2021', '9.0.0'), /does not have .* most-2021@9\.0\.0/],
    ['another cycle inside', { ...snapshot, cycle: '2022' }, /input\.cycle/],
    [
      'an altered score',
      { ...snapshot, result: { ...snapshot.result, parks: [{ ...first, score: 99 }, second] } },
      /another result/,
    ],
    [
      'a park filed twice',
      {
        ...snapshot,
        input: { ...snapshot.input, returns: [...snapshot.input.returns, snapshot.input.returns[0]] },
      },
      /more than one return/,
    ],
  ])('is refused in one sentence: %s', async (_, content, said) => {
    await expect(loadSnapshot({ snapshot: await written(content) })).rejects.toMatchObject({
      name: 'CannotDo',
      message: expect.stringMatching(said),
    });
  });

  it('is refused where there is no such file, and where nothing is named', async () => {
    await expect(loadSnapshot({ snapshot: join(folder, 'none.json') })).rejects.toThrow(/no file/);
    await expect(loadSnapshot({})).rejects.toThrow(/--cycle/);
  });

  it('names its edition', () => {
    expect(editionOf(snapshot).document.id).toBe('most-2021');
  });
});

function withMethodology(id: string, version: string): RankingSnapshot {
  return {
    ...snapshot,
    methodology: { id, version, weights: 'provisional' },
    input: { ...snapshot.input, methodology: { id, version } },
  };
}
