import { rankParks } from '../../functions/rank-parks/rank-parks.ts';
import type { RankingMessage } from '../../functions/rank-parks/ranking-message.ts';
import type { RankingPorts } from '../../functions/rank-parks/ranking-ports.ts';
import type { RankingWorld } from './ranking-world.ts';

/** The process dies here: nothing that follows in it happens. */
class Crash extends Error {
  override readonly name = 'Crash';
}

/** Where a process dies: at its `step`-th use of a port, before or after the port took effect. */
export interface CrashPoint {
  readonly step: number;
  readonly after: boolean;
}

/** Delivers one step after the other, or in an order that a scheduler chooses. */
export type Interleave = <Result>(port: string, step: () => Promise<Result>) => Promise<Result>;

/** The ports as one process has them: every step may be interleaved with those of others, and one may be its last. */
export const portsOfProcess = (
  ports: RankingPorts,
  interleave: Interleave,
  crash: CrashPoint | null,
): RankingPorts => {
  let steps = 0;
  let dead = false;
  const step =
    <Arguments extends unknown[], Result>(name: string, port: (...given: Arguments) => Promise<Result>) =>
    async (...given: Arguments): Promise<Result> => {
      const isLast = crash !== null && steps === crash.step;
      steps += 1;
      if (dead) throw new Crash(name);
      if (isLast) dead = true;
      if (isLast && !crash.after) throw new Crash(name);
      const result = await interleave(name, () => port(...given));
      if (dead) throw new Crash(name);
      return result;
    };
  return {
    ...ports,
    readCycle: step('readCycle', ports.readCycle),
    readHead: step('readHead', ports.readHead),
    readWake: step('readWake', ports.readWake),
    claimWake: step('claimWake', ports.claimWake),
    clearWake: step('clearWake', ports.clearWake),
    readIndicators: step('readIndicators', ports.readIndicators),
    readExpertScores: step('readExpertScores', ports.readExpertScores),
    readRankingState: step('readRankingState', ports.readRankingState),
    readSnapshot: step('readSnapshot', ports.readSnapshot),
    storeSnapshot: step('storeSnapshot', ports.storeSnapshot),
    commitRevision: step('commitRevision', ports.commitRevision),
    commitContents: step('commitContents', ports.commitContents),
    sendDue: step('sendDue', ports.sendDue),
    pause: step('pause', ports.pause),
  };
};

interface Queued {
  readonly message: RankingMessage;
  readonly availableAt: number;
}

/** SQS as rank-parks sees it: any order, delays, a message comes back with its id until it is done with. */
export const rankingQueue = (world: RankingWorld) => {
  const waiting: Queued[] = [];
  let sent = 0;
  const takePutBack = () => {
    for (const { cycle: ofCycle, dueAt } of world.putBack.splice(0)) {
      sent += 1;
      waiting.push({ message: { id: `due-${sent}`, cycle: ofCycle, kind: 'due' }, availableAt: dueAt });
    }
  };
  const available = () => {
    takePutBack();
    return waiting.filter(({ availableAt }) => availableAt <= world.clock());
  };
  return {
    send: (message: RankingMessage) => {
      waiting.push({ message, availableAt: world.clock() });
    },
    isEmpty: () => {
      takePutBack();
      return waiting.length === 0;
    },
    /** Time at which the next message becomes available; 0 where there is none. */
    nextAt: () => Math.min(...waiting.map(({ availableAt }) => availableAt)),
    /** One invocation: up to `size` of the available messages from `from` on, round about. */
    invoke: async (ports: RankingPorts, from: number, size: number): Promise<void> => {
      const there = available();
      const start = there.length === 0 ? 0 : from % there.length;
      const batch = [...there.slice(start), ...there.slice(0, start)].slice(0, size);
      if (batch.length === 0) return;
      for (const taken of batch) waiting.splice(waiting.indexOf(taken), 1);
      const again = await rankParks(
        ports,
        batch.map(({ message }) => message),
        {
          info: () => undefined,
          error: (_, { error }) => {
            if (!(error instanceof Crash)) throw error;
          },
        },
      );
      for (const taken of batch) {
        if (again.includes(taken.message.id)) waiting.push({ ...taken, availableAt: world.clock() });
      }
    },
  };
};
export type RankingQueue = ReturnType<typeof rankingQueue>;

/** Works the queue off without crashes, letting time pass where only delayed messages are left. */
export const drain = async (world: RankingWorld, queue: RankingQueue): Promise<void> => {
  for (let rounds = 0; !queue.isEmpty(); rounds += 1) {
    if (rounds > 1_000) throw new Error('The queue never drains');
    world.pass(Math.max(0, queue.nextAt() - world.clock()));
    await queue.invoke(world.ports, 0, 1);
  }
};
