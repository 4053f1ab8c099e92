import type { RankingHead, Wake } from '../../shared/adapters/ranking-rows.ts';
import { ConflictError, ThrottledError } from '../../shared/adapters/table-errors.ts';
import { type Cycle, hasClosed } from '../../shared/domain/cycles/cycle.ts';
import { holdsFile, holdsReturn } from '../../shared/domain/cycles/stored-return.ts';
import type { RankingMessage } from './ranking-message.ts';
import type { RankingPorts } from './ranking-ports.ts';
import { type RevisionOutcome, reviseRanking } from './revise-ranking.ts';

/**
 * How long a revision counts as young. A burst of uploads makes at most one revision in this time, and a single upload
 * after it is ranked at once: 169 uploads in 45 s stay below 15 revisions, and a park that re-files right after a
 * revision still has its rank within the 5 s that the ministry is promised.
 */
export const youngSeconds = 4;

/**
 * A put-back message that is this late is taken for lost: its sender died between claiming and sending. SQS delivers
 * delayed messages within about a second. Being wrong costs one more message, never a ranking.
 */
export const overdueSeconds = 10;

/** Lost locks in a row before the messages go back to the queue. Each loss means that someone else got on. */
const maxAttempts = 12;

/** What came of the messages of one cycle. */
export type RankingOutcome = RevisionOutcome | 'in-head' | 'put-back' | 'waiting' | 'published';

export interface CycleOutcome {
  readonly cycle: string;
  readonly outcome: RankingOutcome;
  /** Messages whose rows cannot be read: to be delivered again. */
  readonly unreadable: readonly string[];
}

/** Thrown when messages name a cycle that was never opened; they are tried again and end in the dead-letter queue. */
export class UnknownCycleError extends Error {
  override readonly name = 'UnknownCycleError';
}

/**
 * Answers all messages of one cycle with at most one revision (design rules 4 and 5).
 *
 * No wake-up is lost. A message may be dropped for one of three reasons, each safe whatever crashes when:
 *
 * 1. The head holds what is stored for its park already.
 * 2. A ranking that began to read after the message arrived has committed, or found the same values and made the head
 *    say so. The row that a message tells of is written in the transaction that made the message, so such a ranking has
 *    seen it; and whoever read before it loses its lock.
 * 3. The cycle bears a `wake`. The law behind it: as long as a wake stands, some message is in the queue,
 *    delivered or not, that will not be done with before it has sent a `due` message or is one itself. It holds because
 *    - a claimer sends after its claim and is acknowledged only then; delivered again, it finds the claim under its own
 *      id and sends (again), even if its submission is in the head by now;
 *    - only a `due` message takes a wake off, before it reads a row, and it is never dropped without having ranked or
 *      claimed (and sent) anew. Whoever relied on the wake wrote before it was taken off, hence before that reading;
 *    - an overdue wake is only ever replaced by that of a new claimer, under a condition.
 *    No clock takes part in the law: clocks decide when to rank, not whether.
 *
 * A ranking that loses its lock decides anew from the start: the winner's head may hold everything, or be young.
 *
 * @throws {UnknownCycleError} when there is no such cycle.
 * @throws {ConflictError} when the lock was lost too often.
 */
export const rankCycle = async (
  ports: RankingPorts,
  cycle: string,
  messages: readonly RankingMessage[],
): Promise<CycleOutcome> => {
  const unreadable = new Set<string>();
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    if (attempt > 1) await ports.pause(attempt - 1);
    try {
      const outcome = await decideOnce(ports, cycle, messages, unreadable);
      return { cycle, outcome, unreadable: [...unreadable] };
    } catch (error) {
      if (!(error instanceof ConflictError || error instanceof ThrottledError)) throw error;
    }
  }
  throw new ConflictError(`The ranking of ${cycle} lost its lock ${maxAttempts} times in a row`);
};

/** @throws {ConflictError} when the ground moved meanwhile: nothing was done, decide anew. */
const decideOnce = async (
  ports: RankingPorts,
  cycle: string,
  messages: readonly RankingMessage[],
  unreadable: Set<string>,
): Promise<RankingOutcome> => {
  if (messages.some((message) => message.kind === 'due')) {
    await ports.clearWake(cycle, ports.now().toISOString());
  }
  const [definition, head, wake] = await Promise.all([
    ports.readCycle(cycle),
    ports.readHead(cycle),
    ports.readWake(cycle),
  ]);
  if (definition === null) throw new UnknownCycleError(`Cycle ${cycle} was never opened`);
  if (definition.status === 'published') return 'published';

  const standings = await Promise.all(
    messages.map(async (message) => ({
      message,
      standing: await standingOf(ports, message, definition, head),
    })),
  );
  unreadable.clear();
  for (const { message, standing } of standings) if (standing === 'unreadable') unreadable.add(message.id);
  if (wake !== null && messages.some((message) => message.id === wake.by)) {
    await ports.sendDue(cycle, secondsUntil(wake.at, ports.now()));
    return 'put-back';
  }
  const news = standings.filter(({ standing }) => standing === 'news').map(({ message }) => message);
  const [first] = news;
  if (first === undefined) return 'in-head';

  if (head !== null && isYoung(head, ports.now())) return putBack(ports, head, wake, first.id);
  return reviseRanking(ports, cycle, head);
};

/** Leaves the news to a later ranking: the one that is asked for already, or one that is claimed and sent here. */
const putBack = async (
  ports: RankingPorts,
  head: RankingHead,
  wake: Wake | null,
  messageId: string,
): Promise<'waiting' | 'put-back'> => {
  const now = ports.now();
  if (wake !== null && now.getTime() < Date.parse(wake.at) + overdueSeconds * 1000) return 'waiting';
  const at = new Date(Date.parse(head.committedAt) + youngSeconds * 1000).toISOString();
  await ports.claimWake(head.cycle, wake, { at, by: messageId });
  await ports.sendDue(head.cycle, secondsUntil(at, now));
  return 'put-back';
};

const isYoung = (head: RankingHead, now: Date): boolean =>
  now.getTime() < Date.parse(head.committedAt) + youngSeconds * 1000;

/** SQS delays by whole seconds: rounded up, so that the message does not come a moment too early and once more. */
const secondsUntil = (at: string, now: Date): number =>
  Math.min(youngSeconds, Math.max(0, Math.ceil((Date.parse(at) - now.getTime()) / 1000)));

/**
 * Whether the head holds what is stored now where the message points. The head was read before the row, and rows only
 * move on, so a later revision cannot fall behind what is found here to be held.
 */
const standingOf = async (
  ports: RankingPorts,
  message: RankingMessage,
  definition: Cycle,
  head: RankingHead | null,
): Promise<'in-head' | 'news' | 'unreadable'> => {
  const contents = head?.contents ?? null;
  const judge = (held: boolean | null) => (held === null ? 'unreadable' : held ? 'in-head' : 'news');
  switch (message.kind) {
    case 'due':
      return 'news';
    case 'closed':
      return judge(!hasClosed(definition) ? null : contents?.bounds === 'closed');
    case 'register': {
      const { file } = await ports.readRegisterInForce(message.cycle);
      return judge(contents !== null && holdsFile(contents.registerFile, file, ports.sha256));
    }
    case 'expert-scores': {
      const stored = await ports.readExpertScores(message.cycle);
      return judge(stored && contents !== null && holdsFile(contents.expertScores, stored, ports.sha256));
    }
    default: {
      const stored = await ports.readIndicators(message.cycle, message.park);
      return judge(stored && contents !== null && holdsReturn(contents, message.park, stored, ports.sha256));
    }
  }
};

/** Where the use case tells what came of each cycle. */
export interface RankingLog {
  readonly info: (message: string, facts: Readonly<Record<string, unknown>>) => void;
  readonly error: (message: string, facts: Readonly<Record<string, unknown>>) => void;
}

/**
 * Use case of rank-parks: answers a batch of messages, cycle by cycle.
 * @returns ids of the messages to be delivered again: those whose rows cannot be read, and all of a cycle that failed.
 */
export const rankParks = async (
  ports: RankingPorts,
  messages: readonly RankingMessage[],
  log: RankingLog,
): Promise<readonly string[]> => {
  const again: string[] = [];
  for (const [cycle, ofCycle] of Map.groupBy(messages, (message) => message.cycle)) {
    try {
      const { outcome, unreadable } = await rankCycle(ports, cycle, ofCycle);
      log.info('cycle answered', { cycle, outcome, messages: ofCycle.length, unreadable });
      again.push(...unreadable);
    } catch (error) {
      // Another cycle's trouble is no reason to deliver this one's messages again, nor the other way round.
      log.error('cycle failed', { cycle, messages: ofCycle.length, error });
      again.push(...ofCycle.map(({ id }) => id));
    }
  }
  return again;
};
