import { ConflictError, ThrottledError } from './table-errors.ts';

/** Waits before the given attempt (1 = after the first failure). */
export type Pause = (attempt: number) => Promise<void>;

/**
 * Full jitter: a random time up to a bound that doubles from 20 ms to 1 s, so that contenders for one row come apart.
 * @param random 0 ≤ random < 1.
 */
export const jitteredPause =
  (random: () => number, sleep: (milliseconds: number) => Promise<unknown>): Pause =>
  async (attempt) => {
    await sleep(random() * Math.min(1_000, 10 * 2 ** attempt));
  };

/**
 * Runs a step that reads, decides and writes, again and again while it loses races or is throttled (design rule 6).
 * Ten attempts wait for about two seconds in all; after them the error goes up and the queue delivers again later.
 */
export const retryingConflicts = async <Result>(
  step: () => Promise<Result>,
  pause: Pause,
  attempts = 10,
): Promise<Result> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await step();
    } catch (error) {
      const passing = error instanceof ConflictError || error instanceof ThrottledError;
      if (!passing || attempt >= attempts) throw error;
      await pause(attempt);
    }
  }
};
