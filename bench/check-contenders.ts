import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { bundleProgram } from '../cli/bundle/bundle-program.ts';
import { localHome } from '../cli/local/local-state.ts';
import { CannotDo, type Terminal } from '../cli/terminal/context.ts';
import packageFile from '../package.json' with { type: 'json' };
import { ensurePeers, peerEnvironment } from './peer-environment.ts';

/** polars with fastexcel checks all that we do; hucre reads a workbook and no more; valibot with udsv checks a CSV. */
export type CheckPeerName = 'polars' | 'hucre' | 'valibot';

const Answer = z.object({
  megabytes: z.number(),
  /** How often each rule is broken; absent where nothing is checked. */
  counts: z.record(z.string(), z.number()).optional(),
  /** Park inputs as sums over the enterprises, by code; null or absent where one is not known. */
  totals: z.record(z.string(), z.number().nullable()).optional(),
});

/** What a process said of its work, and how long it took from its start to its end. */
export type CheckRun = z.infer<typeof Answer> & { readonly seconds: number };

/** A program that checks or reads a file, each time in a process of its own. */
export interface CheckContender {
  readonly name: string;
  /** Reads the file and checks nothing. */
  readonly readsOnly: boolean;
  /** With a second file it also writes every finding there, as lines of `rule,row,columns`; not for timing. */
  readonly run: (file: string, findings?: string) => CheckRun;
}

const folder = import.meta.dirname;
const TIMEOUT_SECONDS = 120;

interface Program {
  readonly name: string;
  readonly program: string;
  readonly words: readonly string[];
  readonly readsOnly?: boolean;
  readonly environment?: NodeJS.ProcessEnv;
}

const contender = ({
  name,
  program,
  words,
  readsOnly = false,
  environment = {},
}: Program): CheckContender => ({
  name,
  readsOnly,
  run: (file, findings) => {
    const started = performance.now();
    const { stdout, stderr, status, error } = spawnSync(
      program,
      [...words, file, ...(findings === undefined ? [] : [findings])],
      {
        encoding: 'utf8',
        env: { ...peerEnvironment(), ...environment },
        timeout: TIMEOUT_SECONDS * 1000,
        killSignal: 'SIGKILL',
      },
    );
    const seconds = (performance.now() - started) / 1000;
    if (status !== 0) throw new Error(`${name}: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
    return { seconds, ...Answer.parse(JSON.parse(stdout)) };
  },
});

/** Contenders in Node keep their compiled code, as the command does. */
const compiled = { NODE_COMPILE_CACHE: join(localHome, 'bench', 'compiled') };

/** Bundles our check as the command is; answers a contender for the returns of a park. */
export async function bundleOurCheck(): Promise<(park: string) => CheckContender> {
  const built = join(localHome, 'bench', 'program');
  await bundleProgram({ name: 'check-once', entry: 'bench/check-once.ts' }, built);
  return (park) =>
    contender({
      name: 'gaoxin',
      program: process.execPath,
      words: [join(built, 'check-once.js'), park],
      environment: compiled,
    });
}

/** The peers that are to be had here, those in Python installed when they are not there; a word about those that are not. */
export async function startCheckPeers({
  note,
  text,
}: Terminal): Promise<ReadonlyMap<CheckPeerName, CheckContender>> {
  const { hucre } = packageFile.dependencies;
  const { udsv, valibot } = packageFile.devDependencies;
  const inNode = (file: string) => ({
    program: process.execPath,
    words: [join(folder, 'peers', file)],
    environment: compiled,
  });
  const peers = new Map<CheckPeerName, CheckContender>([
    ['hucre', contender({ name: `hucre ${hucre}`, ...inNode('hucre-reading.ts'), readsOnly: true })],
    ['valibot', contender({ name: `valibot ${valibot} + udsv ${udsv}`, ...inNode('valibot-check.ts') })],
  ]);
  const requirements = join(folder, 'peers', 'check-requirements.txt');
  try {
    const python = await ensurePeers(join(localHome, 'check-bench-venv'), requirements, () => {
      note(text({ zh: '  安装对照软件 …', en: '  installing the peers …' }));
    });
    const versionOf = (name: string): string =>
      new RegExp(`^${name}==(.+)$`, 'm').exec(readFileSync(requirements, 'utf8'))?.[1] ?? '';
    const name = `polars ${versionOf('polars')} + fastexcel ${versionOf('fastexcel')}`;
    peers.set('polars', contender({ name, program: python, words: [join(folder, 'peers', 'check.py')] }));
  } catch (error) {
    if (!(error instanceof CannotDo)) throw error;
    note(text({ zh: `  略过与 polars 的对照：${error.zh}`, en: `  polars is skipped: ${error.en}` }));
  }
  return peers;
}
