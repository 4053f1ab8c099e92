import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../infra/function-code.ts';

const deploy = (words: readonly string[], variables: Record<string, string> = {}) =>
  spawnSync(process.execPath, [join(projectRoot, 'infra/deploy.ts'), ...words], {
    encoding: 'utf8',
    timeout: 20_000,
    env: { PATH: process.env.PATH, LANG: 'en_US.UTF-8', ...variables },
  });

test.each([
  ['nothing is named', []],
  ['only the account is named', ['--account', '123456789012']],
  ['only the region is named', ['--region', 'cn-north-1']],
  ['the account is no account', ['--account', 'mine', '--region', 'cn-north-1']],
  ['a word is not known', ['--everywhere']],
])('refuses when %s', (_, words) => {
  const { status, stderr } = deploy(words);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^A real account is deployed to only when account and region are named/);
});

test('refuses when an endpoint is set and a real account is named', () => {
  const { status, stderr } = deploy(['--account', '123456789012', '--region', 'cn-north-1'], {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  });
  expect(status).toBe(2);
  expect(stderr).toMatch(/choose one of them/);
});

test('an endpoint that does not answer is named, with the way out', () => {
  const { status, stderr } = deploy([], { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
  expect(status).toBe(2);
  expect(stderr).toMatch(/AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:9 does not answer/);
});
