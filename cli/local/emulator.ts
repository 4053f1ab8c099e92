import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { linesOf } from '../../infra/run-program.ts';
import { CannotDo } from '../terminal/context.ts';
import { pythonOf } from './emulator-environment.ts';
import { processStart } from './process-identity.ts';

export interface EmulatorProcess {
  readonly pid: number;
  readonly startedAt: string;
  readonly endpoint: string;
}

export interface EmulatorOptions {
  /** Where the virtual environment is. */
  readonly home: string;
  /** Where log and temporary files of this instance go. */
  readonly directory: string;
  /** Enforces the identity policies of callers and functions. */
  readonly enforceIdentity: boolean;
  /** The port asked for; any free one when undefined. */
  readonly port: number | undefined;
}

/** Thrown when the virtual environment turns out not to hold what it should. */
export class BrokenEnvironment extends Error {
  override readonly name = 'BrokenEnvironment';
}

/** It answers after 0.4 s on an idle machine; a process that does not in this time never will. */
const startSeconds = 9;

const logOf = (directory: string): string => join(directory, 'emulator.log');

/**
 * Starts an emulator on 127.0.0.1 and waits until it answers. It outlives this process.
 * @throws {CannotDo} when the port is taken, or it ends or does not answer within 9 s.
 * @throws {BrokenEnvironment} when modules are missing from the virtual environment.
 */
export async function startEmulator(options: EmulatorOptions): Promise<EmulatorProcess> {
  const { directory } = options;
  const port = await portToUse(options.port);
  const endpoint = `http://127.0.0.1:${port}`;
  const temporary = join(directory, 'tmp');
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  // Functions are unpacked here beside a CommonJS starter, which the project's own package.json would make an ES module.
  writeFileSync(join(temporary, 'package.json'), '{"type":"commonjs"}\n');
  const log = openSync(logOf(directory), 'w');
  const child = spawn(pythonOf(options.home), ['-m', 'ministack'], {
    cwd: directory,
    detached: true,
    stdio: ['ignore', log, log],
    // Nothing else of the user's environment: functions run as its children and must not see anyone's credentials.
    env: {
      PATH: [dirname(process.execPath), process.env.PATH ?? ''].join(':'),
      HOME: directory,
      LANG: 'C.UTF-8',
      TMPDIR: temporary,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      MINISTACK_HOST: '127.0.0.1',
      AUTH: String(options.enforceIdentity),
      // Both would listen on fixed ports of every interface.
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
    },
  });
  closeSync(log);
  const ended = new AbortController();
  child.once('error', () => ended.abort());
  child.once('exit', () => ended.abort());
  const answered = await answersWithin(endpoint, startSeconds, ended.signal);
  child.unref();
  const startedAt = child.pid === undefined ? undefined : processStart(child.pid);
  if (answered && child.pid !== undefined && startedAt !== undefined) {
    return { pid: child.pid, startedAt, endpoint };
  }
  if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
  throw notStarted(directory, port);
}

function notStarted(directory: string, port: number): Error {
  const log = logOf(directory);
  const last = linesOf(readFileSync(log, 'utf8')).at(-1);
  if (last === undefined || /No module named|^ImportError/.test(last)) return new BrokenEnvironment(last);
  return new CannotDo({
    zh: `本机云环境未能在端口 ${port} 启动（${last}）；日志见 ${log}，可再次执行 gaoxin local up。`,
    en: `The local cloud did not start on port ${port} (${last}); its log is ${log}; run gaoxin local up to try again.`,
  });
}

/** Whether what listens at the endpoint is an emulator in health. */
export async function isHealthy(endpoint: string): Promise<boolean> {
  try {
    const answer = await fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(2000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

async function answersWithin(endpoint: string, seconds: number, ended: AbortSignal): Promise<boolean> {
  const giveUpAt = performance.now() + seconds * 1000;
  while (!ended.aborted && performance.now() < giveUpAt) {
    if (await isHealthy(endpoint)) return true;
    await after(50);
  }
  return false;
}

/**
 * The port asked for, if it is free, or any free one.
 * @throws {CannotDo} when it is taken, or there is none.
 */
async function portToUse(wanted: number | undefined): Promise<number> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(wanted ?? 0, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no address');
    return address.port;
  } catch (error) {
    throw new CannotDo(
      wanted === undefined
        ? {
            zh: '127.0.0.1 上没有可用端口：请释放一个，或用 GAOXIN_PORT 指定，再执行 gaoxin local up。',
            en: 'There is no free port on 127.0.0.1: free one, or name one in GAOXIN_PORT, then run gaoxin local up.',
          }
        : {
            zh: `127.0.0.1 的端口 ${wanted} 已被其他程序占用：请停掉该程序，或改用其他 GAOXIN_PORT（不设则自动选择），再执行 gaoxin local up。`,
            en: `Port ${wanted} of 127.0.0.1 is taken by another program: stop it, or set GAOXIN_PORT to another one (or to none, then any free one is used), and run gaoxin local up.`,
          },
      { cause: error },
    );
  } finally {
    server.close();
  }
}

/** Whether the process is still the one that was started. */
export const isAlive = (emulator: Pick<EmulatorProcess, 'pid' | 'startedAt'>): boolean =>
  processStart(emulator.pid) === emulator.startedAt;

/** Ends an emulator and the functions that run as its children, if it is still the process that was started. */
export async function stopEmulator(emulator: Pick<EmulatorProcess, 'pid' | 'startedAt'>): Promise<void> {
  if (!isAlive(emulator)) return;
  signalGroup(emulator.pid, 'SIGTERM');
  const killAt = performance.now() + 1500;
  while (isAlive(emulator) && performance.now() < killAt) await after(25);
  // It may close its port and stay: what is left of the group goes now.
  signalGroup(emulator.pid, 'SIGKILL');
  while (isAlive(emulator)) await after(25);
}

function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch {
    // Nobody of the group is left.
  }
}
