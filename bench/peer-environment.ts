import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPython } from '../cli/local/python.ts';
import { CannotDo } from '../cli/terminal/context.ts';
import { ProgramFailed, runProgram } from '../infra/run-program.ts';

/**
 * Makes a scratch virtual environment with pinned peers, unless it is there and whole.
 *
 * @param directory taken away and made anew when it holds anything else
 * @param requirements a pip requirements file
 * @returns the environment's Python
 * @throws {CannotDo} when there is no Python for it or the packages are not to be had
 */
export async function ensurePeers(
  directory: string,
  requirements: string,
  beforeInstalling: () => void,
): Promise<string> {
  const python = join(directory, 'bin', 'python');
  const wanted = readFileSync(requirements, 'utf8');
  // Written last: an interrupted installation is never taken for a whole one.
  const marker = join(directory, 'installed.txt');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return python;
  const found = findPython();
  beforeInstalling();
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const options = { directory: process.cwd(), environment: peerEnvironment(), log: '/dev/null' };
  try {
    await runProgram(found, ['-m', 'venv', directory], { ...options, timeoutSeconds: 60 });
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-input', '--only-binary=:all:', '-r', requirements];
    await runProgram(python, pip, { ...options, timeoutSeconds: 300 });
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    if (!(error instanceof ProgramFailed)) throw error;
    throw new CannotDo(
      { zh: `无法安装对照软件（${error.reason}）`, en: `the peers could not be installed (${error.reason})` },
      { cause: error },
    );
  }
  writeFileSync(marker, wanted);
  return python;
}

/** The environment that peers run in: OpenBLAS finds out for itself what the processor can do. */
export function peerEnvironment(): NodeJS.ProcessEnv {
  const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...rest } = process.env;
  return { PIP_DEFAULT_TIMEOUT: '15', PIP_RETRIES: '1', ...rest, PYTHONNOUSERSITE: '1' };
}
