import { describe, expect, it } from 'vitest';
import { publishEvents } from '../../../functions/publish-events/publish-events.ts';
import { retryEvent, StillParkedError } from '../../../functions/retry-events/retry-event.ts';
import { aBus } from '../../support/fake-bus.ts';
import { anEvent, aStreamRecord } from '../../support/outbox-records.ts';

const event = anEvent('S-1');

/** The message that publish-events parks for a record while the bus is down. */
const parkedFor = async (record: unknown): Promise<string> => {
  const bus = aBus({ answer: () => 'down' });
  await publishEvents([record], bus.ports);
  return bus.parked[0] ?? '';
};

describe('a parked event', () => {
  it('is published as it would have been in the first place', async () => {
    const [direct, later] = [aBus({}), aBus({})];
    await publishEvents([aStreamRecord(event)], direct.ports);
    await retryEvent(await parkedFor(aStreamRecord(event)), later.ports);
    expect(later.published).toEqual(direct.published);
    expect(later.published.length).toBe(1);
  });

  it('goes back to its queue while the bus refuses it', async () => {
    const bus = aBus({ answer: () => 'throttled' });
    const retrying = retryEvent(await parkedFor(aStreamRecord(event)), bus.ports);
    await expect(retrying).rejects.toThrow(StillParkedError);
    await expect(retrying).rejects.toThrow(/ThrottlingException/);
  });

  it.each([
    ['poison', { detail: '{' }],
    ['of no contract', { detailType: 'Nonsense.v1' }],
    ['too large', { detail: JSON.stringify({ ...event.detail, park: 'x'.repeat(300_000) }) }],
  ])('is never sent when it is %s', async (_, image) => {
    const bus = aBus({});
    const body = await parkedFor(aStreamRecord(event, image));
    await expect(retryEvent(body, bus.ports)).rejects.toThrow(/cannot be published/);
    expect(bus.requests).toEqual([]);
  });

  it.each(['', 'text', '{}', '{"eventId":1}'])('is refused when the message is none: %s', async (body) => {
    await expect(retryEvent(body, aBus({}).ports)).rejects.toThrow('The message is not a parked event');
  });
});
