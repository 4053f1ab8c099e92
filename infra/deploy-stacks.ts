import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { projectRoot } from './function-code.ts';
import { runProgram } from './run-program.ts';

/** Values of the stacks' outputs by name, of both stacks. */
export type StackOutputs = Readonly<Record<string, string>>;

export interface LocalDeployment {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  /** Holds endpoint and credentials; nothing else decides where the deployment goes. */
  readonly environment: NodeJS.ProcessEnv;
  /** Gets the cloud assembly and the log. */
  readonly directory: string;
  readonly signal?: AbortSignal | undefined;
}

const cdk = join(projectRoot, 'node_modules', '.bin', 'cdk');

/** The CDK's command as we call it: nothing asked, nothing sent home. */
export const quietly = ['--require-approval', 'never', '--no-notices', '--no-version-reporting'] as const;

const quietEnvironment = { CDK_DISABLE_CLI_TELEMETRY: 'true', CI: 'true' };

const timeoutSeconds = 180;

/**
 * Deploys both stacks to an endpoint that answers the AWS API, with plain `cdk`. Bundling and synthesis run beside
 * the bootstrap: synthesis is what takes the time (2 s of 4).
 * @throws {ProgramFailed} when a step fails; the whole output is in `<directory>/deploy.log`.
 */
export async function deployLocally(target: LocalDeployment): Promise<StackOutputs> {
  const { account, region, directory, signal } = target;
  mkdirSync(directory, { recursive: true });
  const log = join(directory, 'deploy.log');
  rmSync(log, { force: true });
  const assembly = join(directory, 'assembly');
  // Each synthesis would leave the bundles of the one before.
  rmSync(assembly, { recursive: true, force: true });
  const environment = { ...target.environment, ...quietEnvironment };
  const options = { directory, environment, timeoutSeconds, log, signal };

  const synthesize = runProgram(process.execPath, [join(projectRoot, 'infra', 'app.ts')], {
    ...options,
    environment: {
      ...environment,
      CDK_OUTDIR: assembly,
      CDK_CONTEXT_JSON: JSON.stringify({ stage: 'local', account, region }),
    },
  });
  const bootstrap = runProgram(
    cdk,
    ['bootstrap', `aws://${account}/${region}`, ...quietly.slice(2)],
    options,
  );
  const settled = await Promise.allSettled([synthesize, bootstrap]);
  for (const step of settled) if (step.status === 'rejected') throw step.reason;

  const outputs = join(directory, 'outputs.json');
  await runProgram(
    cdk,
    [
      'deploy',
      '--all',
      ...['--app', assembly],
      ...['--method', 'direct'],
      ...['--concurrency', '2'],
      '--asset-parallelism',
      ...['--outputs-file', outputs],
      ...['--progress', 'events'],
      ...quietly,
    ],
    options,
  );
  return Object.assign({}, ...Object.values(OutputsFile.parse(JSON.parse(readFileSync(outputs, 'utf8')))));
}

const OutputsFile = z.record(z.string(), z.record(z.string(), z.string()));
