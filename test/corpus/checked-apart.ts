import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../../infra/function-code.ts';

/** What `gaoxin check` said, and what it took, in a process of its own. */
export interface CheckedApart {
  readonly status: number | null;
  /** The signal that ended it, where it did not end by itself. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Processor time of all its threads: what the machine does beside it does not count. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

const reporter = fileURLToPath(new URL('report-usage.ts', import.meta.url));

/** Runs `gaoxin check` in `directory` as the return of P021 for 2021; killed after `killAfterSeconds` of wall clock. */
export const checkApart = async (
  directory: string,
  words: readonly string[],
  killAfterSeconds = 60,
): Promise<CheckedApart> => {
  const child = spawn(
    process.execPath,
    [
      '--max-old-space-size=512',
      '--import',
      reporter,
      join(projectRoot, 'cli', 'gaoxin.js'),
      'check',
      ...words,
      '--cycle',
      '2021',
      '--park',
      'P021',
    ],
    {
      cwd: directory,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      timeout: killAfterSeconds * 1000,
      killSignal: 'SIGKILL',
    },
  );
  const ended = once(child, 'close');
  const usage = child.stdio[3];
  if (!child.stdout || !child.stderr || !usage || !('readable' in usage)) throw new Error('no pipes');
  const [stdout, stderr, used] = await Promise.all([text(child.stdout), text(child.stderr), text(usage)]);
  const [status, signal] = await ended;
  const { cpuSeconds = Number.NaN, peakMegabytes = Number.NaN } = used === '' ? {} : JSON.parse(used);
  return { status, signal, stdout, stderr, cpuSeconds, peakMegabytes };
};
