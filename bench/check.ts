import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { localHome } from '../cli/local/local-state.ts';
import { CannotDo } from '../cli/terminal/context.ts';
import { type CheckCase, checkCases } from './check-cases.ts';
import { bundleOurCheck, type CheckContender, type CheckRun, startCheckPeers } from './check-contenders.ts';
import type { Bench, Measurement } from './measurement.ts';

/**
 * Time and peak memory of `check` on enterprise records beside peers that do the same work: whole processes, from start
 * to end, median of rounds in which they take turns, and our best beside it. Before that each checks every file once, and
 * what it says is compared with the manifest: who does not find what is seeded, finds more, or gets a sum wrong is not
 * timed.
 */

const ROUNDS = 5;
const QUICK_ROUNDS = 1;
/** Largest error of a sum, relative to it. */
const SUM_TOLERANCE = 1e-9;
const folder = join(localHome, 'bench');

/** What `check-file.ts` prints. */
const FileAnswer = z.object({
  park: z.string(),
  totals: z.record(z.string(), z.number()),
  /** How many findings are lacking and how many there are beside those seeded, with the first of them; null for neither. */
  wrong: z.object({ count: z.string(), first: z.string() }).nullable(),
});
type FileAnswer = z.infer<typeof FileAnswer>;

interface Entrant extends CheckContender {
  readonly wrong: FileAnswer['wrong'];
  readonly runs: CheckRun[];
}

interface Race {
  readonly one: CheckCase;
  readonly path: string;
  readonly own: Entrant;
  readonly peers: readonly (Entrant & { readonly atLeast: number })[];
}

export const bench: Bench = {
  title: { zh: '审核企业数据', en: 'check of enterprise records' },
  run: async (terminal, { quick, only }) => {
    const plain = (name: string): string => name.toLowerCase().replaceAll('×', 'x');
    const wanted = checkCases.filter(({ name }) =>
      [name.zh, name.en].some((text) => plain(text).includes(plain(only))),
    );
    if (wanted.length === 0) {
      throw new CannotDo({
        zh: `没有名称含“${only}”的项目；有：${checkCases.map(({ name }) => name.zh).join('、')}。`,
        en: `No case is called “${only}”; there are ${checkCases.map(({ name }) => name.en).join(', ')}.`,
      });
    }
    const peers = await startCheckPeers(terminal);
    const ourCheck = await bundleOurCheck();
    const races: Race[] = [];
    for (const one of wanted) {
      terminal.note(`  ${terminal.text(one.name)}`);
      const path = join(folder, one.file);
      const { park } = askFile(path);
      const entrant = (contender: CheckContender): Entrant => {
        const wrong = differenceOf(contender, path);
        if (wrong !== null) terminal.note(`    ${contender.name}: ${wrong.count}: ${wrong.first}`);
        return { ...contender, wrong, runs: [] };
      };
      races.push({
        one,
        path,
        own: entrant(ourCheck(park)),
        peers: [...peers].flatMap(([name, peer]) => {
          const atLeast = one.peers[name];
          return atLeast === undefined ? [] : [{ ...entrant(peer), atLeast }];
        }),
      });
    }
    const rounds = quick ? QUICK_ROUNDS : ROUNDS;
    for (let round = 1; round <= rounds; round += 1) {
      terminal.note(`  ${round}/${rounds} …`);
      for (const { path, own, peers } of races) {
        for (const { wrong, run, runs } of [own, ...peers]) if (wrong === null) runs.push(run(path));
      }
    }
    return races.flatMap(measurementsOf);
  },
};

/** Makes the file of a case where it is not there, and compares findings with its manifest. */
function askFile(path: string, findings?: string): FileAnswer {
  const program = join(import.meta.dirname, 'check-file.ts');
  const words = [program, path, ...(findings === undefined ? [] : [findings])];
  const { stdout, stderr, status } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return FileAnswer.parse(JSON.parse(stdout));
}

/** Has a contender check the file of a case once. */
function differenceOf(contender: CheckContender, path: string): FileAnswer['wrong'] {
  const findings = join(folder, 'findings.csv');
  mkdirSync(folder, { recursive: true });
  rmSync(findings, { force: true });
  const { totals: theirs = {} } = contender.run(path, findings);
  if (contender.readsOnly) return null;
  const { wrong, totals } = askFile(path, findings);
  const off = Object.entries(totals).filter(([code, total]) => {
    const said = theirs[code];
    return typeof said === 'number' && Math.abs(said - total) > SUM_TOLERANCE * Math.max(1, Math.abs(total));
  });
  const [first] = off;
  return (
    wrong ??
    (first === undefined ? null : { count: `${off.length} Σ`, first: `${first[0]} ${theirs[first[0]]}` })
  );
}

function measurementsOf({ one, path, own, peers }: Race): readonly Measurement[] {
  const size = `${(statSync(path).size / 1e6).toFixed(1)} MB`;
  const what = { zh: `${one.name.zh}（${size}）`, en: `${one.name.en} (${size})` };
  if (own.wrong !== null) {
    const says = { zh: `${what.zh}：结果与清单不符`, en: `${what.en}: findings differ` };
    return [{ what: says, measured: own.wrong.count, target: '', met: false }];
  }
  const seconds = secondsOf(own);
  const megabytes = megabytesOf(own);
  return [
    {
      what,
      measured: `${seconds.toFixed(2)} s (${Math.min(...own.runs.map((run) => run.seconds)).toFixed(2)} s)`,
      target: `≤ ${one.seconds} s`,
      met: seconds <= one.seconds,
    },
    {
      what: { zh: '  内存峰值', en: '  peak memory' },
      measured: `${Math.round(megabytes)} MB`,
      target: `≤ ${one.megabytes} MB`,
      met: megabytes <= one.megabytes,
    },
    ...peers.map((peer): Measurement => {
      const alone = peer.readsOnly ? { zh: '（仅读取）', en: ', reading alone' } : { zh: '', en: '' };
      const target = `≥ ${peer.atLeast} ×`;
      if (peer.wrong !== null) {
        const says = {
          zh: `  相对 ${peer.name}：结果与清单不符`,
          en: `  beside ${peer.name}: findings differ`,
        };
        return { what: says, measured: peer.wrong.count, target, met: false };
      }
      const theirs = secondsOf(peer);
      return {
        what: { zh: `  相对 ${peer.name}${alone.zh}`, en: `  beside ${peer.name}${alone.en}` },
        measured: `${(theirs / seconds).toFixed(2)} × (${theirs.toFixed(2)} s, ${Math.round(megabytesOf(peer))} MB)`,
        target,
        met: theirs / seconds >= peer.atLeast,
      };
    }),
  ];
}

/** Median. */
const secondsOf = ({ runs }: Entrant): number =>
  runs.map(({ seconds }) => seconds).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? Number.NaN;

const megabytesOf = ({ runs }: Entrant): number => Math.max(...runs.map(({ megabytes }) => megabytes));
