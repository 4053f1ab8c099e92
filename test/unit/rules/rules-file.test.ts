import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CannotDo } from '../../../cli/terminal/context.ts';
import { packPatchIn } from '../../../cli/verbs/rules-file.ts';
import { at } from '../../support/returns.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gaoxin-rules-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const file = async (content: unknown): Promise<string> => {
  const path = join(folder, 'rules.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const patch = {
  cycle: '2021',
  number: 2,
  off: [{ rule: 'R-A-005', reason: '误报', actor: '张三', at: at(1) }],
};

describe('the rules that are off, out of a list of rules', () => {
  test('are those of its patch', async () => {
    const path = await file({ cycle: '2021', rulePack: 'gx46-2021@1.1.2', patch, rules: [] });
    expect(await packPatchIn(path, '2021')).toEqual(patch);
  });

  test('are none without a file, or where none was ever switched', async () => {
    expect(await packPatchIn(await file({ cycle: '2021', patch: null }), '2021')).toBeNull();
  });

  test.each([
    ['another cycle', { cycle: '2020', patch: null }],
    ['another document', { verdict: 'accepted' }],
    ['no JSON', 'R-A-005'],
  ])('are refused out of %s', async (_, content) => {
    await expect(packPatchIn(await file(content), '2021')).rejects.toThrow(CannotDo);
  });
});
