import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../../cli/client/eventually.ts';
import { isLostConnection } from '../../../cli/client/lost-connection.ts';

/** What the system says where nobody listens: port 1 is nobody's. */
const refused = (): Promise<never> =>
  new Promise((_, reject) => connect({ host: '127.0.0.1', port: 1 }).once('error', reject));

describe('a lost connection', () => {
  it('is told from other errors, also as a cause and among several', async () => {
    const error = await refused().catch((thrown: unknown) => thrown);
    expect(isLostConnection(error)).toBe(true);
    expect(isLostConnection(new Error('wrapped', { cause: error }))).toBe(true);
    expect(isLostConnection(new AggregateError([new Error('other'), error]))).toBe(true);
    for (const other of [
      new Error('no such table'),
      Object.assign(new Error(), { code: 'ENOENT' }),
      'x',
      null,
    ]) {
      expect(isLostConnection(other)).toBe(false);
    }
  });

  it('ends waiting at once: what is gone does not answer later', async () => {
    let looks = 0;
    const look = () => {
      looks += 1;
      return refused();
    };
    await expect(eventually(look, { within: 60_000, every: 10_000 })).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    expect(looks).toBe(1);
  });
});
