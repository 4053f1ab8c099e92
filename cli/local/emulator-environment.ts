import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProgramFailed, runProgram } from '../../infra/run-program.ts';
import { CannotDo } from '../terminal/context.ts';
import { findPython } from './python.ts';

/** The emulator and what it needs beside its own dependencies (asymmetric keys, certificates). */
const packages = ['ministack==1.5.33', 'cryptography==50.0.2'];

const folder = 'emulator';

/** Written last: an environment without it, or made for other packages, is not used. */
const markerOf = (directory: string): string => join(directory, 'installed.txt');

const isComplete = (directory: string): boolean =>
  existsSync(markerOf(directory)) && readFileSync(markerOf(directory), 'utf8') === packages.join('\n');

/** Python of the private virtual environment in `home`. */
export const pythonOf = (home: string): string => join(home, folder, 'bin', 'python');

/** Takes the environment away, so that the next `up` makes it anew. */
export function discardEmulatorEnvironment(home: string): void {
  rmSync(join(home, folder), { recursive: true, force: true });
}

/**
 * Makes the private virtual environment with the pinned emulator in `<home>/emulator`, unless it is there and whole.
 * It is made under another name and renamed when complete: an interrupted installation is never taken for one, and of
 * two processes that install at the same time both find a whole one.
 * @throws {CannotDo} when there is no Python for it or the packages cannot be installed.
 */
export async function ensureEmulatorEnvironment(home: string, beforeInstalling: () => void): Promise<void> {
  const directory = join(home, folder);
  if (isComplete(directory)) return;
  const python = findPython();
  beforeInstalling();
  mkdirSync(home, { recursive: true });
  removeAbandoned(home);
  rmSync(directory, { recursive: true, force: true });
  const building = `${directory}-${process.pid}`;
  try {
    await install(python, building);
    writeFileSync(markerOf(building), packages.join('\n'));
    try {
      renameSync(building, directory);
    } catch (error) {
      if (!isComplete(directory)) throw error;
    }
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

async function install(python: string, directory: string): Promise<void> {
  const options = {
    directory: process.cwd(),
    environment: { ...process.env, PYTHONNOUSERSITE: '1', PIP_DISABLE_PIP_VERSION_CHECK: '1' },
    log: '/dev/null',
  };
  try {
    await runProgram(python, ['-m', 'venv', directory], { ...options, timeoutSeconds: 60 });
    const patience = {
      // pip's own defaults wait for minutes where there is no network; who needs more sets PIP_DEFAULT_TIMEOUT.
      PIP_DEFAULT_TIMEOUT: process.env.PIP_DEFAULT_TIMEOUT ?? '4',
      PIP_RETRIES: process.env.PIP_RETRIES ?? '1',
    };
    await runProgram(
      join(directory, 'bin', 'python'),
      ['-m', 'pip', 'install', '--quiet', '--no-input', '--only-binary=:all:', ...packages],
      { ...options, environment: { ...options.environment, ...patience }, timeoutSeconds: 300 },
    );
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error;
    const { reason } = error;
    throw new CannotDo(
      {
        zh: `无法安装本机云环境（${reason}）：请检查能否访问 PyPI（代理、镜像见 pip 的设置），再执行 gaoxin local up。`,
        en: `The local cloud could not be installed (${reason}): check that PyPI can be reached (pip's settings name proxies and mirrors), then run gaoxin local up.`,
      },
      { cause: error },
    );
  }
}

/** Removes what installations left behind whose process is gone. */
function removeAbandoned(home: string): void {
  for (const name of readdirSync(home)) {
    const pid = new RegExp(`^${folder}-(\\d+)$`).exec(name)?.[1];
    if (pid === undefined) continue;
    try {
      process.kill(Number(pid), 0);
    } catch {
      rmSync(join(home, name), { recursive: true, force: true });
    }
  }
}
