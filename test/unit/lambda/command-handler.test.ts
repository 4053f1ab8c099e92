import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { commandHandler } from '../../../shared/lambda/command-handler.ts';
import { aContext } from '../../support/lambda-events.ts';

const handler = commandHandler({
  command: z.strictObject({ verb: z.literal('close'), cycle: z.string() }),
  handle: async ({ cycle }) => {
    if (cycle === '1999') {
      return { ok: false, code: 'unknown-cycle', message: { zh: '没有该年度', en: 'No such cycle' } };
    }
    return { ok: true as const, closed: cycle };
  },
});

beforeEach(() => {
  const silent = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  return () => silent.mockRestore();
});

describe('a command', () => {
  it('is answered with what came of it', async () => {
    expect(await handler({ verb: 'close', cycle: '2021' }, aContext())).toEqual({ ok: true, closed: '2021' });
  });

  it('may be refused as a value', async () => {
    expect(await handler({ verb: 'close', cycle: '1999' }, aContext())).toMatchObject({
      code: 'unknown-cycle',
    });
  });

  it.each([null, 'close', { verb: 'open', cycle: '2021' }, { verb: 'close', cycle: '2021', force: true }])(
    'is refused as invalid, zh and en: %j',
    async (event) => {
      const answer = await handler(event, aContext());
      expect(answer).toMatchObject({ ok: false, code: 'invalid-command' });
      expect(answer).toHaveProperty('message.zh', expect.stringContaining('无法识别的命令'));
    },
  );
});
