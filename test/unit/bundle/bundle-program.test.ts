import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SOURCES_FILE } from '../../../cli/bundle/built-program.ts';
import { bundleCheck } from '../../../cli/bundle/bundle-check.ts';
import { aRecordsReturn, recordsPark } from '../../support/a-records-return.ts';

const folder = mkdtempSync(join(tmpdir(), 'gaoxin-bundle-'));
const built = join(folder, 'dist');

beforeAll(() => bundleCheck(built));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the command says and its exit status. */
const run = (program: string, words: readonly string[]) => {
  const script = `const { runCommand } = await import(${JSON.stringify(pathToFileURL(program).href)});
    process.exitCode = await runCommand(${JSON.stringify(words)});`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { stdout, stderr, status };
};

const source = fileURLToPath(new URL('../../../cli/run-command.ts', import.meta.url));
const program = join(built, 'run-command.js');

it.each([
  ['a return with findings', { employees: '-1' }, 1],
  ['one without', {}, 0],
] as const)(
  'the bundled check says of %s what the sources say, without a package at hand',
  async (_, inputs, status) => {
    const file = join(folder, `${status}.zip`);
    writeFileSync(file, await aRecordsReturn({ inputs }));
    const words = ['check', file, '--cycle', '2021', '--park', recordsPark, '--json'];
    const answer = run(program, words);
    expect(answer).toEqual(run(source, words));
    expect(answer).toMatchObject({ stderr: '', status });
  },
);

it('tells its own sources, of the check and of no other verb', () => {
  const sources = Object.keys(JSON.parse(readFileSync(join(built, SOURCES_FILE), 'utf8')).files);
  expect(sources).toContain('cli/verbs/check-verb.ts');
  expect(sources).toContain('shared/data/validation-rules.json');
  expect(sources.filter((path) => path.endsWith('-verb.ts'))).toEqual(['cli/verbs/check-verb.ts']);
});
