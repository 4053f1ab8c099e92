import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import * as z from 'zod';
import { localHome } from '../cli/local/local-state.ts';
import { CannotDo, type Terminal } from '../cli/terminal/context.ts';
import { ensurePeers, peerEnvironment } from './peer-environment.ts';

export const peerNames = ['numpy', 'pandas', 'pymcdm'] as const;
export type PeerName = (typeof peerNames)[number];
export type WorkName = 'rerank' | 'replicates';

/** How the indicators are weighted, for all of the peers. */
export interface Structure {
  readonly dimensionOf: readonly number[];
  /** 1 = higher is better, −1 = lower is. */
  readonly signs: readonly number[];
  /** Effective weights. */
  readonly weights: readonly number[];
  readonly tie: number;
}

/** What the peers work on: columns of one length, NaN = missing. */
export interface PeerTask {
  readonly columns: readonly Float64Array[];
  /** The same without a gap, for a peer that leaves nothing out. */
  readonly filled: readonly Float64Array[];
  /** Effective weights of each replicate, or null. */
  readonly replicates: readonly Float64Array[] | null;
}

/** The peers, in one Python process. */
export interface Peers {
  readonly versions: Readonly<Record<PeerName, string>>;
  readonly load: (task: PeerTask) => Promise<void>;
  /** Everything that a peer works out, as doubles in the order in which the engine's results are laid out. */
  readonly results: (tool: PeerName, work: WorkName) => Promise<Float64Array>;
  /** Milliseconds of each of so many runs. */
  readonly time: (tool: PeerName, work: WorkName, times: number) => Promise<readonly number[]>;
  readonly close: () => void;
}

const folder = join(import.meta.dirname, 'peers');
const Versions = z.record(z.enum(peerNames), z.string());

/** Starts the peers, installing them when they are not there; null, with a word, where they are not to be had. */
export async function startPeers(structure: Structure, { note, text }: Terminal): Promise<Peers | null> {
  try {
    const python = await ensurePeers(
      join(localHome, 'bench-venv'),
      join(folder, 'ranking-requirements.txt'),
      () => {
        note(text({ zh: '  安装对照软件 …', en: '  installing the peers …' }));
      },
    );
    return await converse(python, structure);
  } catch (error) {
    const reason =
      error instanceof CannotDo ? text(error) : error instanceof Error ? error.message : String(error);
    note(text({ zh: `  略过与 Python 的对照：${reason}`, en: `  Peers in Python are skipped: ${reason}` }));
    return null;
  }
}

async function converse(python: string, structure: Structure): Promise<Peers> {
  const scratch = mkdtempSync(join(tmpdir(), 'gaoxin-bench-'));
  const file = (name: string): string => join(scratch, name);
  writeFileSync(file('structure.json'), JSON.stringify(structure));
  const child = spawn(python, [join(folder, 'ranking.py'), file('structure.json')], {
    env: peerEnvironment(),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ask = conversation(child);
  const close = (): void => {
    child.stdin.end();
    rmSync(scratch, { recursive: true, force: true });
  };
  try {
    return {
      versions: Versions.parse(await ask({ do: 'versions' })),
      load: async ({ columns, filled, replicates }) => {
        writeDoubles(file('values'), columns);
        writeDoubles(file('filled'), filled);
        if (replicates !== null) writeDoubles(file('replicates'), replicates);
        await ask({
          do: 'load',
          units: columns[0]?.length,
          values: file('values'),
          filled: file('filled'),
          replicates: replicates === null ? null : file('replicates'),
        });
      },
      results: async (tool, work) => {
        await ask({ do: 'write', tool, work, file: file('results') });
        const { buffer, byteOffset, byteLength } = readFileSync(file('results'));
        return new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
      },
      time: async (tool, work, times) =>
        z.array(z.number()).parse(await ask({ do: 'time', tool, work, times })),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** One request at a time: a line of JSON to the process, and a line back. */
function conversation(
  child: ChildProcessByStdio<Writable, Readable, null>,
): (request: object) => Promise<unknown> {
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
    // A process that has ended takes no more requests; that it has is seen where its answer is missing.
    child.stdin.once('error', reject);
  });
  failed.catch(() => undefined);
  return async (request) => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await Promise.race([answers.next(), failed]);
    if (done === true) throw new Error('the peers’ Python process has ended');
    return JSON.parse(value) as unknown;
  };
}

const writeDoubles = (name: string, columns: readonly Float64Array[]): void =>
  writeFileSync(
    name,
    Buffer.concat(columns.map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength))),
  );

/** The largest difference of two results, relative to the size of a value or to 1; infinite where one is missing. */
export const largestDifference = (ours: Float64Array, theirs: Float64Array): number => {
  if (ours.length !== theirs.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let index = 0; index < ours.length; index += 1) {
    const one = ours[index] as number;
    const two = theirs[index] as number;
    if (Number.isNaN(one) && Number.isNaN(two)) continue;
    const difference = Math.abs(one - two) / Math.max(1, Math.abs(one));
    // Not so when it is NaN, either.
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  }
  return largest;
};
