import { describe, expect, it } from 'vitest';
import { jitteredPause, retryingConflicts } from '../../../shared/adapters/conflict-retry.ts';
import { ConflictError, ThrottledError } from '../../../shared/adapters/table-errors.ts';

const failing = (...errors: Error[]) => {
  const calls = { count: 0 };
  const step = async () => {
    calls.count += 1;
    const error = errors.shift();
    if (error !== undefined) throw error;
    return 'done';
  };
  return { step, calls };
};
const atOnce = async () => undefined;

describe('retrying in process', () => {
  it('repeats lost races and throttles, with growing pauses', async () => {
    const attempts: number[] = [];
    const { step } = failing(new ConflictError('a'), new ThrottledError('b'));
    const pause = async (attempt: number) => void attempts.push(attempt);
    expect(await retryingConflicts(step, pause)).toBe('done');
    expect(attempts).toEqual([1, 2]);
  });

  it('gives up after the last attempt, and at once for any other error', async () => {
    const lost = failing(new ConflictError('1'), new ConflictError('2'), new ConflictError('3'));
    await expect(retryingConflicts(lost.step, atOnce, 2)).rejects.toThrow('2');
    const broken = failing(new TypeError('broken'));
    await expect(retryingConflicts(broken.step, atOnce)).rejects.toThrow('broken');
    expect([lost.calls.count, broken.calls.count]).toEqual([2, 1]);
  });

  it('waits a random part of a bound that doubles up to a second', async () => {
    const slept: number[] = [];
    const pause = jitteredPause(
      () => 0.5,
      async (milliseconds) => void slept.push(milliseconds),
    );
    for (const attempt of [1, 2, 3, 7, 9]) await pause(attempt);
    expect(slept).toEqual([10, 20, 40, 500, 500]);
  });
});
