import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineSample } from '../../../cli/sample/sample-verb.ts';
import { CannotDo, type Terminal } from '../../../cli/terminal/context.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gaoxin-sample-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function sample(...words: string[]) {
  const answers: unknown[] = [];
  const statuses: number[] = [];
  const terminal: Terminal = {
    json: true,
    locale: 'en',
    isTty: false,
    columns: 80,
    say: () => undefined,
    note: () => undefined,
    answer: (document) => void answers.push(document),
    text: (text) => text.en,
  };
  const verb = new Command('sample').exitOverride().configureOutput({ outputError: () => undefined });
  defineSample(verb, terminal, (status) => statuses.push(status));
  await verb.parseAsync(['--cycle', '2021', '--out', folder, ...words], { from: 'user' });
  return { answers, statuses };
}

describe('gaoxin sample', () => {
  it('writes returns, expert scores and a manifest that names each defect', async () => {
    const { answers, statuses } = await sample('--parks', '3', '--defects', '2', '--seed', 'x');
    expect(statuses).toEqual([0]);
    expect(answers).toEqual([expect.objectContaining({ parks: 3, defects: 2, synthetic: true })]);
    expect((await readdir(folder)).sort()).toEqual(['expert-scores', 'manifest.json', 'returns']);
    expect(await readdir(join(folder, 'returns', '2021'))).toHaveLength(3);
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    expect(manifest.defects).toHaveLength(2);
    for (const defect of manifest.defects) {
      expect(defect).toMatchObject({
        file: expect.stringContaining('returns/2021/P'),
        sheet: expect.any(String),
        a1: expect.any(String),
        rules: expect.any(Array),
      });
    }
  });

  it.each([
    ['--parks', '170'],
    ['--parks', '0'],
    ['--parks', 'many'],
    ['--format', 'pdf'],
    ['--cycle', '1999'],
    ['--enterprises', '-1'],
    ['--parks', '1', '--defects', '1000'],
  ])('cannot do %s %s %s %s, in one sentence', async (...words) => {
    await expect(sample(...words.filter((word) => word !== undefined))).rejects.toThrow(CannotDo);
    expect(await readdir(folder)).toEqual([]);
  });
});
