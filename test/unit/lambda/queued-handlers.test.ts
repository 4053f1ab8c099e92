import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IndicatorsComputed } from '../../../events/indicators-computed.v1.ts';
import { ReturnReceived } from '../../../events/return-received.v1.ts';
import computed from '../../../events/samples/indicators-computed.v1.json' with { type: 'json' };
import changed from '../../../events/samples/ranking-changed.v1.json' with { type: 'json' };
import received from '../../../events/samples/return-received.v1.json' with { type: 'json' };
import { queuedBatchHandler } from '../../../shared/lambda/queued-batch-handler.ts';
import { queuedEventHandler, queuedRecordHandler } from '../../../shared/lambda/queued-event-handler.ts';
import { aContext, anSqsEvent } from '../../support/lambda-events.ts';

const contracts = [ReturnReceived, IndicatorsComputed] as const;
const failures = (...ids: readonly string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

/** What the logger wrote; it writes to a console of its own, warnings to standard error. */
let lines: Record<string, unknown>[];
beforeEach(() => {
  lines = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((line) => {
      lines.push(JSON.parse(String(line)) as Record<string, unknown>);
      return true;
    });
  }
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a handler of queued events', () => {
  it('gets each event typed by its contract, with its message', async () => {
    const seen: unknown[] = [];
    const handler = queuedEventHandler({
      contracts,
      handle: async (event, { messageId, receiveCount, remainingMilliseconds, body }) => {
        const { submissionId } = event.detail;
        seen.push([event.detailType, submissionId, messageId, receiveCount, remainingMilliseconds()]);
        expect(JSON.parse(body)).toMatchObject({ 'detail-type': event.detailType });
      },
    });
    expect(await handler(anSqsEvent(received, computed), aContext())).toEqual(failures());
    const { submissionId } = received.detail;
    expect(seen).toEqual([
      ['ReturnReceived.v1', submissionId, 'm0', 2, 30_000],
      ['IndicatorsComputed.v1', submissionId, 'm1', 2, 30_000],
    ]);
  });

  it('fails the records that throw, that no contract answers to and that break theirs, and no other', async () => {
    const handler = queuedEventHandler({
      contracts,
      handle: async ({ detailType }) => {
        if (detailType === 'IndicatorsComputed.v1') throw new Error('throttled');
      },
    });
    const broken = { ...received, detail: { ...received.detail, extra: 1 } };
    const event = anSqsEvent(received, computed, changed, broken, 'text', '{}');
    const { batchItemFailures } = await handler(event, aContext());
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort()).toEqual([
      'm1',
      'm2',
      'm3',
      'm4',
      'm5',
    ]);
  });

  it('reports failures even when every record failed, and does not throw', async () => {
    const handler = queuedEventHandler({ contracts, handle: () => Promise.reject(new Error('all')) });
    expect(await handler(anSqsEvent(received, computed), aContext())).toEqual(failures('m0', 'm1'));
  });

  it('keeps nothing from one invocation to the next', async () => {
    let fail = true;
    const handler = queuedEventHandler({
      contracts,
      handle: async () => {
        if (fail) throw new Error('once');
      },
    });
    await handler(anSqsEvent(received), aContext());
    fail = false;
    expect(await handler(anSqsEvent(received), aContext())).toEqual(failures());
  });

  it('fails a record that throws something other than an error', async () => {
    const handler = queuedRecordHandler(() => Promise.reject('a text'));
    expect(await handler(anSqsEvent('x'), aContext())).toEqual(failures('m0'));
  });
});

describe('a handler of batches', () => {
  it('gets all readable events at once and fails the others, and those it names', async () => {
    const handler = queuedBatchHandler({
      contracts,
      handle: async (events) => {
        expect(events.map(({ messageId, event }) => [messageId, event.detailType])).toEqual([
          ['m0', 'ReturnReceived.v1'],
          ['m2', 'IndicatorsComputed.v1'],
        ]);
        return ['m2'];
      },
    });
    expect(await handler(anSqsEvent(received, 'text', computed), aContext())).toEqual(failures('m1', 'm2'));
  });

  it('fails all when it throws', async () => {
    const handler = queuedBatchHandler({ contracts, handle: () => Promise.reject(new Error('lost lock')) });
    expect(await handler(anSqsEvent(received, computed), aContext())).toEqual(failures('m0', 'm1'));
  });

  it('is not asked when nothing is readable', async () => {
    const handle = vi.fn(async () => []);
    expect(await queuedBatchHandler({ contracts, handle })(anSqsEvent('text'), aContext())).toEqual(
      failures('m0'),
    );
    expect(handle).not.toHaveBeenCalled();
  });
});

describe('the log of an invocation', () => {
  it('is one line that names what failed and why', async () => {
    const handler = queuedEventHandler({ contracts, handle: () => Promise.reject(new Error('lost lock')) });
    await handler(anSqsEvent(received), aContext());
    const told = lines.filter(({ message }) => message !== undefined);
    expect(told).toEqual([
      expect.objectContaining({
        level: 'WARN',
        message: 'messages handled',
        function_name: 'a-function',
        records: 1,
        failed: [
          expect.objectContaining({
            messageId: 'm0',
            error: expect.objectContaining({ message: 'lost lock' }),
          }),
        ],
      }),
    ]);
  });

  it('has the message id in what the record itself logs', async () => {
    const handler = queuedEventHandler({
      contracts,
      handle: async (_, { logger }) => {
        logger.info('working');
      },
    });
    await handler(anSqsEvent(received), aContext());
    expect(lines[0]).toMatchObject({ message: 'working', messageId: 'm0', detailType: 'ReturnReceived.v1' });
    expect(lines[1]).not.toHaveProperty('messageId');
  });
});
