import { describe, expect, it } from 'vitest';
import { eventually, NotInTime } from '../../../cli/client/eventually.ts';
import { inParallel } from '../../../cli/client/in-parallel.ts';

describe('eventually', () => {
  it('looks until there is an answer', async () => {
    let looks = 0;
    const look = () => (++looks < 3 ? undefined : 'here');
    expect(await eventually(look, { within: 1000, every: 1 })).toBe('here');
    expect(looks).toBe(3);
  });

  it('takes an error for "not yet", and names the last one when time is up', async () => {
    const look = () => Promise.reject(new Error('no such table'));
    const waiting = eventually(look, { within: 20, every: 1, what: 'the table' });
    await expect(waiting).rejects.toThrow(NotInTime);
    await expect(waiting).rejects.toMatchObject({ cause: new Error('no such table') });
  });

  it('ends at once when told to', async () => {
    const stop = new AbortController();
    const waiting = eventually(() => undefined, { within: 60_000, every: 10_000, signal: stop.signal });
    stop.abort();
    await expect(waiting).rejects.toThrow();
  });
});

describe('inParallel', () => {
  it('keeps the order of results and never does more at a time than asked', async () => {
    let running = 0;
    let most = 0;
    const work = async (item: number) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < item % 3; turn += 1) await Promise.resolve();
      running -= 1;
      return item * 2;
    };
    const items = Array.from({ length: 20 }, (_, index) => index);
    expect(await inParallel(items, 4, work)).toEqual(items.map((item) => item * 2));
    expect(most).toBe(4);
  });

  it('fails with the first error', async () => {
    await expect(inParallel([1, 2, 3], 2, (item) => Promise.reject(new Error(`no ${item}`)))).rejects.toThrow(
      'no 1',
    );
  });
});
