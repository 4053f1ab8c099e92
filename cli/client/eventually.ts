import { setTimeout as pause } from 'node:timers/promises';
import { isLostConnection } from './lost-connection.ts';

/** Thrown when what was waited for did not come in time; `cause` is the last error of looking, if there was one. */
export class NotInTime extends Error {
  override readonly name = 'NotInTime';
}

/**
 * Looks again and again until the answer is not undefined, and returns it. Errors of looking count as "not yet", but for a
 * lost connection, which ends the waiting: what is gone does not answer later. `isFinal` may say otherwise.
 * `within` and `every` in milliseconds; `signal` ends the waiting at once with its reason.
 * Throws NotInTime.
 */
export async function eventually<Answer>(
  look: () => Promise<Answer | undefined> | Answer | undefined,
  options: {
    readonly within: number;
    readonly every?: number;
    readonly what?: string;
    readonly signal?: AbortSignal;
    readonly isFinal?: (error: unknown) => boolean;
  },
): Promise<Answer> {
  const { within, every = 250, signal, isFinal = isLostConnection } = options;
  const end = performance.now() + within;
  let cause: unknown;
  for (;;) {
    signal?.throwIfAborted();
    try {
      const answer = await look();
      if (answer !== undefined) return answer;
      cause = undefined;
    } catch (error) {
      if (isFinal(error)) throw error;
      cause = error;
    }
    if (performance.now() + every > end) {
      const missed = `${options.what ?? 'It'} did not come within ${within / 1000} s`;
      throw new NotInTime(missed, cause === undefined ? undefined : { cause });
    }
    await pause(every, undefined, signal && { signal });
  }
}
