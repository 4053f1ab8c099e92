import type { Terminal } from '../cli/terminal/context.ts';
import type { Measurement } from './measurement.ts';
import {
  largestDifference,
  type PeerName,
  type Peers,
  type PeerTask,
  peerNames,
  type WorkName,
} from './ranking-peers.ts';

/** How a peer is measured in a round. */
interface PeerPlan {
  readonly runs: number;
  /** In how many of the rounds; absent = in all. */
  readonly rounds?: number;
  /** How many times its time ours has to be at least; absent = nothing was promised. */
  readonly atLeast?: number;
}

export interface Work {
  readonly name: WorkName;
  readonly what: Measurement['what'];
  readonly targetMs: number;
  readonly rounds: number;
  /** Our own runs in each round. */
  readonly runs: number;
  readonly peers: Readonly<Partial<Record<PeerName, PeerPlan>>>;
  readonly task: PeerTask;
  readonly run: () => unknown;
  /** What a peer gives that leaves out what is missing, laid out as it does. */
  readonly results: () => Float64Array;
  /** What a peer gives that works on the data without gaps. */
  readonly resultsWithoutGaps: () => Float64Array;
}

/** Largest difference, relative to the size of a value or to 1, at which tools agree; ranks then are the same. */
const TOLERANCE = 1e-9;

/**
 * The median of the rounds' medians, since other work shares the machine, and the best run beside it. The rounds of the
 * tools alternate, so that whatever slows the machine slows them all; a peer whose results are not ours is not timed.
 */
export async function measure(work: Work, peers: Peers | null, terminal: Terminal): Promise<Measurement[]> {
  const { what, targetMs } = work;
  terminal.note(`  ${terminal.text(what)}`);
  await peers?.load(work.task);
  const differences = new Map<PeerName, number>();
  const taken = new Map<PeerName, number[]>();
  for (const tool of peerNames) {
    if (peers === null || work.peers[tool] === undefined) continue;
    const difference = await differenceOf(work, tool, peers);
    differences.set(tool, difference);
    if (difference <= TOLERANCE) taken.set(tool, []);
  }
  // The engine compiles what it has seen run for a while.
  timesOf(work.run, 2 * work.runs);
  const own: number[] = [];
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < work.rounds; round += 1) {
    const times = timesOf(work.run, work.runs);
    own.push(medianOf(times));
    best = Math.min(best, ...times);
    for (const [tool, medians] of taken) {
      const { runs = 1, rounds = work.rounds } = work.peers[tool] ?? {};
      if (peers !== null && round < rounds) medians.push(medianOf(await peers.time(tool, work.name, runs)));
    }
  }
  const median = medianOf(own);
  return [
    {
      what,
      measured: `${milliseconds(median)} (${milliseconds(best)})`,
      target: `≤ ${targetMs} ms`,
      met: median <= targetMs,
    },
    ...[...differences].map(([tool, difference]) => {
      const name = `${tool} ${peers?.versions[tool] ?? ''}`;
      const medians = taken.get(tool);
      return medians === undefined
        ? disagreement(name, difference, work.peers[tool]?.atLeast)
        : besidePeer(name, medianOf(medians), median, work.peers[tool]?.atLeast);
    }),
  ];
}

/** pymcdm leaves nothing out; the others do as we do. */
async function differenceOf(work: Work, tool: PeerName, peers: Peers): Promise<number> {
  const ours = tool === 'pymcdm' ? work.resultsWithoutGaps() : work.results();
  return largestDifference(ours, await peers.results(tool, work.name));
}

const besidePeer = (
  name: string,
  theirs: number,
  ours: number,
  atLeast: number | undefined,
): Measurement => ({
  what: { zh: `  相对 ${name}`, en: `  beside ${name}` },
  measured: `${(theirs / ours).toPrecision(3)} × (${milliseconds(theirs)})`,
  target: atLeast === undefined ? null : `≥ ${atLeast} ×`,
  met: atLeast === undefined ? null : theirs / ours >= atLeast,
});

const disagreement = (name: string, difference: number, atLeast: number | undefined): Measurement => ({
  what: { zh: `  相对 ${name}：结果不一致`, en: `  beside ${name}: results differ` },
  measured: difference.toPrecision(3),
  target: `≤ ${TOLERANCE}`,
  met: atLeast === undefined ? null : false,
});

const timesOf = (run: () => unknown, times: number): number[] =>
  Array.from({ length: times }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
};

const milliseconds = (value: number): string =>
  `${value < 100 ? value.toPrecision(3) : Math.round(value).toLocaleString('en')} ms`;
