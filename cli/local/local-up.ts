import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { deployLocally } from '../../infra/deploy-stacks.ts';
import { ProgramFailed } from '../../infra/run-program.ts';
import { CannotDo } from '../terminal/context.ts';
import { type Deployment, deploymentOf } from './deployment.ts';
import { lockDirectory } from './directory-lock.ts';
import { BrokenEnvironment, isAlive, isHealthy, startEmulator, stopEmulator } from './emulator.ts';
import { discardEmulatorEnvironment, ensureEmulatorEnvironment } from './emulator-environment.ts';
import {
  type Connection,
  connectedEnvironment,
  givenConnection,
  ownConnection,
  useConnection,
} from './local-connection.ts';
import {
  type LocalState,
  localHome,
  readLocalState,
  removeLocalState,
  writeLocalState,
} from './local-state.ts';
import { sourceFingerprint } from './source-fingerprint.ts';

type Text = { readonly zh: string; readonly en: string };

export interface LocalUpOptions {
  /** Told of each step before it starts. */
  readonly report?: (step: Text) => void;
  /**
   * A private instance: its state lives in this directory, apart from the one of `gaoxin local`, and AWS_ENDPOINT_URL is
   * not looked at. Absent: the instance that `gaoxin local` manages, or the endpoint that AWS_ENDPOINT_URL names.
   */
  readonly directory?: string;
  /** Identity policies of callers and functions are enforced. */
  readonly enforceIdentity?: boolean;
}

export interface LocalCloud extends Deployment {
  readonly endpoint: string;
  /** True when this call has started the emulator, or deployed. */
  readonly changed: boolean;
  /** Aborts, with a `CannotDo` as its reason, within a second of the emulator's end; never for a given endpoint. */
  readonly gone: AbortSignal;
  /** Ends the emulator, if this is one of ours, and forgets its state. */
  readonly stop: () => Promise<void>;
}

const lost: Text = {
  zh: '本机云环境已意外停止：请执行 gaoxin local up 恢复。',
  en: 'The local cloud has stopped unexpectedly: run gaoxin local up to recover.',
};

/**
 * Brings up the local cloud and deploys what is in the working tree; does nothing that is done already. This process'
 * SDK clients made afterwards reach it.
 * @throws {CannotDo} with the way out.
 */
export async function localUp(options: LocalUpOptions = {}): Promise<LocalCloud> {
  const report = options.report ?? (() => undefined);
  const given = options.directory === undefined ? givenConnection() : undefined;
  const directory = given ? join(localHome, 'given') : (options.directory ?? localHome);
  // Two at a time would start two emulators, or write one assembly twice.
  const release = lockDirectory(directory);
  try {
    return given
      ? await deployToGiven(given, directory, report)
      : await upOurs(directory, options.enforceIdentity ?? false, report);
  } finally {
    release();
  }
}

async function upOurs(
  directory: string,
  enforcesIdentity: boolean,
  report: (step: Text) => void,
): Promise<LocalCloud> {
  let state = await running(directory, enforcesIdentity);
  let changed = false;
  if (!state) {
    state = await start(directory, enforcesIdentity, report);
    changed = true;
  }
  const connection = ownConnection(state.endpoint);
  const gone = goneSignal(state);
  const fingerprint = sourceFingerprint();
  if (state.deployed !== fingerprint) {
    report({ zh: '部署', en: 'deploying' });
    const outputs = await deploy(connection, join(directory, 'deploy'), gone);
    state = { ...state, deployed: fingerprint, outputs };
    writeLocalState(directory, state);
    changed = true;
  }
  useConnection(connection);
  const { endpoint } = connection;
  return {
    ...deploymentOf(state.outputs, connection),
    endpoint,
    changed,
    gone,
    stop: () => localDown(directory).then(),
  };
}

/** The instance of a directory, if it runs and answers; what is left of another one is taken away. */
async function running(directory: string, enforcesIdentity: boolean): Promise<LocalState | undefined> {
  const state = readLocalState(directory);
  if (!state) return undefined;
  if (isAlive(state) && state.enforcesIdentity === enforcesIdentity && (await isHealthy(state.endpoint)))
    return state;
  await stopEmulator(state);
  removeLocalState(directory);
  return undefined;
}

async function start(
  directory: string,
  enforcesIdentity: boolean,
  report: (step: Text) => void,
): Promise<LocalState> {
  const options = { home: localHome, directory, enforceIdentity: enforcesIdentity, port: portAskedFor() };
  const install = () =>
    ensureEmulatorEnvironment(localHome, () =>
      report({ zh: '安装本机云环境（仅首次）', en: 'installing the local cloud (first time only)' }),
    );
  await install();
  report({ zh: '启动本机云环境', en: 'starting the local cloud' });
  const emulator = await startEmulator(options).catch(async (error: unknown) => {
    if (!(error instanceof BrokenEnvironment)) throw error;
    discardEmulatorEnvironment(localHome);
    await install();
    return startEmulator(options);
  });
  const state = { ...emulator, enforcesIdentity, deployed: null, outputs: {} };
  writeLocalState(directory, state);
  return state;
}

function portAskedFor(): number | undefined {
  const text = process.env.GAOXIN_PORT;
  if (!text) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new CannotDo({
    zh: `GAOXIN_PORT=${text} 不是端口号（1 至 65535）。`,
    en: `GAOXIN_PORT=${text} is not a port (1 to 65535).`,
  });
}

async function deploy(connection: Connection, directory: string, gone?: AbortSignal) {
  try {
    return await deployLocally({
      ...connection,
      environment: connectedEnvironment(connection),
      directory,
      signal: gone,
    });
  } catch (error) {
    if (gone?.aborted) throw gone.reason;
    if (!(error instanceof ProgramFailed)) throw error;
    const log = join(directory, 'deploy.log');
    throw new CannotDo(
      {
        zh: `部署失败（${error.reason}）：详见 ${log}，修正后再执行 gaoxin local up。`,
        en: `The deployment failed (${error.reason}): see ${log}, mend it and run gaoxin local up.`,
      },
      { cause: error },
    );
  }
}

/** Uses the endpoint that the user has set; starts nothing, stops nothing. */
async function deployToGiven(
  connection: Connection,
  directory: string,
  report: (step: Text) => void,
): Promise<LocalCloud> {
  const { endpoint } = connection;
  try {
    await fetch(endpoint, { method: 'HEAD', signal: AbortSignal.timeout(5000) });
  } catch (error) {
    throw new CannotDo(
      {
        zh: `AWS_ENDPOINT_URL=${endpoint} 没有应答：请启动它，或取消该变量以使用自带的本机云环境，再执行 gaoxin local up。`,
        en: `AWS_ENDPOINT_URL=${endpoint} does not answer: start what should listen there, or unset the variable to use the local cloud that comes along, and run gaoxin local up.`,
      },
      { cause: error },
    );
  }
  report({ zh: `部署到 ${endpoint}`, en: `deploying to ${endpoint}` });
  const outputs = await deploy(connection, join(directory, 'deploy'));
  useConnection(connection);
  const never = new AbortController().signal;
  return {
    ...deploymentOf(outputs, connection),
    endpoint,
    changed: true,
    gone: never,
    stop: async () => undefined,
  };
}

/** Watches the process; the watch itself keeps nothing alive. */
function goneSignal(state: LocalState): AbortSignal {
  const controller = new AbortController();
  const watch = setInterval(() => {
    if (isAlive(state)) return;
    clearInterval(watch);
    controller.abort(new CannotDo(lost));
  }, 500);
  watch.unref();
  return controller.signal;
}

/** Ends the emulator of a directory and removes what it left there; false when there was none. */
export async function localDown(directory: string = localHome): Promise<boolean> {
  const state = readLocalState(directory);
  const ran = state !== undefined && isAlive(state);
  if (state) await stopEmulator(state);
  removeLocalState(directory);
  rmSync(join(directory, 'tmp'), { recursive: true, force: true });
  return ran;
}
