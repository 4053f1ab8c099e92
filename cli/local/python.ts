import { spawnSync } from 'node:child_process';
import { CannotDo } from '../terminal/context.ts';

/** Minor versions of Python 3 that the emulator runs on. */
const oldest = 10;
const newest = 13;

const candidates = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];

const probe = 'import sys; print(sys.version_info[0], sys.version_info[1])\nimport venv, ensurepip';

type Probed = { readonly minor: number; readonly canMakeEnvironments: boolean } | undefined;

/** What answers to this name; undefined when nothing does, or it is not Python 3. */
function probePython(program: string): Probed {
  const { status, stdout } = spawnSync(program, ['-c', probe], { encoding: 'utf8', timeout: 3000 });
  const [major, minor] = (stdout ?? '').trim().split(' ').map(Number);
  if (major !== 3 || minor === undefined) return undefined;
  return { minor, canMakeEnvironments: status === 0 };
}

/**
 * A Python 3.10 to 3.13 that can make virtual environments: the one that PYTHON names, else the first on the PATH.
 * @throws {CannotDo} when there is none.
 */
export function findPython(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment.PYTHON;
  let withoutVenv: string | undefined;
  for (const program of named ? [named] : candidates) {
    const probed = probePython(program);
    if (!probed || probed.minor < oldest || probed.minor > newest) continue;
    if (probed.canMakeEnvironments) return program;
    withoutVenv ??= program;
  }
  if (withoutVenv) {
    throw new CannotDo({
      zh: `${withoutVenv} 缺少 venv 模块，无法建立本机云环境：请先安装（Debian/Ubuntu：apt install python3-venv），再执行 gaoxin local up。`,
      en: `${withoutVenv} lacks the venv module that the local cloud needs: install it (Debian/Ubuntu: apt install python3-venv), then run gaoxin local up.`,
    });
  }
  throw new CannotDo({
    zh: `${named ? `PYTHON=${named} 不是可用的` : '找不到'} Python 3.${oldest} 至 3.${newest}：请安装其中之一，或用环境变量 PYTHON 指明其路径，再执行 gaoxin local up。`,
    en: `${named ? `PYTHON=${named} is not a usable` : 'There is no'} Python 3.${oldest} to 3.${newest}: install one, or name its path in the variable PYTHON, then run gaoxin local up.`,
  });
}
