import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Deployment, findDeployment } from '../../cli/local/deployment.ts';
import { localHome } from '../../cli/local/local-state.ts';
import { localDown, localUp } from '../../cli/local/local-up.ts';

const directory = join(localHome, 'test');

/**
 * Before the cloud tests: a private instance that enforces identity policies, so that whatever passes here passes with
 * every function's own grants. With AWS_ENDPOINT_URL, or with GAOXIN_ACCOUNT and AWS_REGION, the tests run against what
 * is deployed there instead.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Tests of other levels run in children of this process and must not find themselves connected.
  const before = { ...process.env };
  const own = !process.env.AWS_ENDPOINT_URL && !process.env.GAOXIN_ACCOUNT;
  let deployment: Deployment;
  if (own) {
    await localDown(directory);
    const { gone: _, stop: __, ...started } = await localUp({ directory, enforceIdentity: true });
    deployment = started;
  } else {
    deployment = await findDeployment();
  }
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  project.provide('deployment', deployment);
  project.provide('ownsCloud', own);
  return async () => {
    if (own) await localDown(directory);
  };
}
