import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('a Node that cannot run TypeScript has the one among the packages run the command', () => {
  const command = fileURLToPath(new URL('../../../cli/gaoxin.js', import.meta.url));
  const words = [
    '--no-experimental-strip-types',
    command,
    'check',
    'no-such-file.xlsx',
    '--cycle',
    '2021',
    '--park',
    'P001',
  ];
  const { status, stderr } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'en' },
    timeout: 30_000,
  });
  expect([status, stderr]).toEqual([2, 'There is no file no-such-file.xlsx.\n']);
});
