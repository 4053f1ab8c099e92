import { describe, expect, it } from 'vitest';
import { announceRanking } from '../../../events/announce-ranking.ts';
import type { OutboxEvent } from '../../../events/contract.ts';
import type { OutgoingEntry } from '../../../events/outgoing-entry.ts';
import { EventsNotParkedError, publishEvents } from '../../../functions/publish-events/publish-events.ts';
import { aBus } from '../../support/fake-bus.ts';
import { anEvent, aStreamRecord } from '../../support/outbox-records.ts';
import { aRankingAnnouncement } from '../../support/ranking-announcements.ts';

const someEvents = (count: number): OutboxEvent[] =>
  Array.from({ length: count }, (_, index) => anEvent(`S-${index}`));
const recordsOf = (events: readonly OutboxEvent[]): unknown[] => events.map((event) => aStreamRecord(event));
const idsOf = (entries: readonly { readonly eventId: string }[]): string[] =>
  entries.map(({ eventId }) => eventId);
const idsParked = (bodies: readonly string[]): string[] =>
  idsOf(bodies.map((body) => JSON.parse(body) as { eventId: string }));

/** Entries without the last of `events`. */
const isLastOf = (events: readonly OutboxEvent[], { eventId }: OutgoingEntry): boolean =>
  events.at(-1)?.eventId === eventId;

describe('publishing', () => {
  it('sends the details of the outbox untouched', async () => {
    const [event] = someEvents(1);
    const bus = aBus({});
    const outcome = await publishEvents(event === undefined ? [] : [aStreamRecord(event)], bus.ports);
    expect(bus.published).toEqual([
      { eventId: event?.eventId, detailType: 'IndicatorsComputed.v1', detail: JSON.stringify(event?.detail) },
    ]);
    expect(outcome).toEqual({ published: 1, parked: [], skipped: 0 });
  });

  it('sends at most ten entries in a request, in the order of the stream', async () => {
    const events = someEvents(23);
    const bus = aBus({});
    await publishEvents(recordsOf(events), bus.ports);
    expect(bus.requests.map((request) => request.length)).toEqual([10, 10, 3]);
    expect(idsOf(bus.published)).toEqual(idsOf(events));
  });

  it('passes over rows that are not of the outbox, and rows that expire', async () => {
    const [event] = someEvents(1);
    const record = event === undefined ? {} : (aStreamRecord(event) as object);
    const other = { eventName: 'INSERT', dynamodb: { Keys: { pk: { S: 'CYCLE#2021' } }, NewImage: {} } };
    const bus = aBus({});
    const outcome = await publishEvents([{ ...record, eventName: 'REMOVE' }, other], bus.ports);
    expect(outcome).toEqual({ published: 0, parked: [], skipped: 2 });
    expect(bus.requests).toEqual([]);
  });

  it('does nothing for no records', async () => {
    expect(await publishEvents([], aBus({}).ports)).toEqual({ published: 0, parked: [], skipped: 0 });
  });
});

describe('failing entries', () => {
  it('are tried again alone, before the next request starts', async () => {
    const events = someEvents(12);
    const third = events[2]?.eventId;
    const bus = aBus({
      answer: ({ eventId }, request) => (eventId === third && request === 1 ? 'throttled' : 'taken'),
    });
    const outcome = await publishEvents(recordsOf(events), bus.ports);
    expect(bus.requests.map(idsOf)).toEqual([idsOf(events.slice(0, 10)), [third], idsOf(events.slice(10))]);
    expect(bus.pauses).toEqual([1]);
    expect(outcome).toEqual({ published: 12, parked: [], skipped: 0 });
  });

  it('are tried again when all of them failed, and when that happens twice', async () => {
    const events = someEvents(3);
    const bus = aBus({ answer: (_, request) => (request <= 2 ? 'throttled' : 'taken') });
    const outcome = await publishEvents(recordsOf(events), bus.ports);
    expect(bus.requests.length).toBe(3);
    expect(bus.pauses).toEqual([1, 2]);
    expect(outcome.published).toBe(3);
  });

  it('are tried again when the request as a whole was refused', async () => {
    const events = someEvents(3);
    const bus = aBus({ answer: (_, request) => (request === 1 ? 'down' : 'taken') });
    expect((await publishEvents(recordsOf(events), bus.ports)).published).toBe(3);
  });

  it('are parked after four attempts, and hold up no other', async () => {
    const events = someEvents(11);
    const first = events[0]?.eventId;
    const bus = aBus({ answer: ({ eventId }) => (eventId === first ? 'throttled' : 'taken') });
    const outcome = await publishEvents(recordsOf(events), bus.ports);
    expect(bus.requests.map(idsOf)).toEqual([
      idsOf(events.slice(0, 10)),
      [first],
      [first],
      [first],
      idsOf(events.slice(10)),
    ]);
    expect(outcome).toEqual({
      published: 10,
      parked: [{ eventId: first, reason: 'ThrottlingException' }],
      skipped: 0,
    });
    expect(bus.parked.map((body) => JSON.parse(body) as unknown)).toEqual([
      {
        eventId: first,
        detailType: 'IndicatorsComputed.v1',
        reason: 'ThrottlingException',
        detail: events[0]?.detail,
      },
    ]);
  });

  it('are parked at once when trying again is of no use', async () => {
    const events = someEvents(2);
    const bus = aBus({ answer: (entry) => (isLastOf(events, entry) ? 'refused' : 'taken') });
    await publishEvents(recordsOf(events), bus.ports);
    expect(bus.requests.length).toBe(1);
    expect(idsParked(bus.parked)).toEqual([events[1]?.eventId]);
  });

  it('are all parked while the bus is down', async () => {
    const events = someEvents(2);
    const bus = aBus({ answer: () => 'down' });
    const outcome = await publishEvents(recordsOf(events), bus.ports);
    expect(idsParked(bus.parked)).toEqual(idsOf(events));
    expect(outcome.parked[0]?.reason).toBe('Error: 503 Service Unavailable');
  });

  it('are parked without further attempts when time runs out', async () => {
    const events = someEvents(25);
    const bus = aBus({ answer: () => 'throttled', hasTime: () => false });
    const outcome = await publishEvents(recordsOf(events), bus.ports);
    expect(bus.requests.length).toBe(1);
    expect(idsParked(bus.parked)).toEqual(idsOf(events));
    expect(outcome.parked.at(-1)?.reason).toBe('no time left to send it');
  });
});

describe('records that cannot be published', () => {
  const good = anEvent('S-good');
  const bad = anEvent('S-bad');
  it.each([
    ['no contract', { detailType: 'Nonsense.v1' }, 'no contract for detail type "Nonsense.v1"'],
    ['a detail that is not JSON', { detail: '{' }, /^breaks its contract at \/:/],
    ['a missing member', { detail: JSON.stringify({ ...bad.detail, park: undefined }) }, /at \/park:/],
    ['an unknown member', { detail: JSON.stringify({ ...bad.detail, revenue: 1 }) }, /revenue/],
    ['another event id in the row', { eventId: 'f'.repeat(32) }, /the detail has another event id/],
    [
      'more than 256 KB',
      { detail: JSON.stringify({ ...bad.detail, park: '区'.repeat(90_000) }) },
      /bytes, more than 262144/,
    ],
  ])('are parked without being sent: %s', async (_, image, reason) => {
    const bus = aBus({});
    const outcome = await publishEvents([aStreamRecord(bad, image), aStreamRecord(good)], bus.ports);
    expect(idsOf(bus.published)).toEqual([good.eventId]);
    expect(bus.parked.length).toBe(1);
    expect(outcome.parked[0]?.reason).toMatch(reason);
  });

  it('are parked under their key when the row is malformed', async () => {
    const record = { eventName: 'INSERT', dynamodb: { Keys: { pk: { S: 'OUTBOX#abc' } } } };
    const bus = aBus({});
    const outcome = await publishEvents([record, 'nonsense', undefined, aStreamRecord(good)], bus.ports);
    expect(outcome.published).toBe(1);
    expect(outcome.parked.map(({ eventId }) => eventId)).toEqual(['abc', '', '']);
    expect(JSON.parse(bus.parked[0] ?? '')).toMatchObject({ reason: 'not an outbox row', detail: record });
  });

  it('are parked without their detail when that would not fit into a message', async () => {
    const detail = JSON.stringify({ ...bad.detail, park: 'x'.repeat(300_000) });
    const bus = aBus({});
    await publishEvents([aStreamRecord(bad, { detail })], bus.ports);
    expect(JSON.parse(bus.parked[0] ?? '')).toMatchObject({ eventId: bad.eventId, detail: null });
  });
});

describe('parking', () => {
  const events = someEvents(2);

  it('is tried again for the messages that the queue did not take', async () => {
    const last = events[1]?.eventId ?? '';
    const bus = aBus({
      answer: () => 'refused',
      parks: (body, request) => request > 1 || !body.includes(last),
    });
    await publishEvents(recordsOf(events), bus.ports);
    expect(idsParked(bus.parked)).toEqual(idsOf(events));
  });

  it('throws, naming what is in neither place, once everything else is done', async () => {
    const [lost] = events;
    const bus = aBus({
      answer: ({ eventId }) => (eventId === lost?.eventId ? 'refused' : 'taken'),
      parks: () => false,
    });
    const publishing = publishEvents(recordsOf(events), bus.ports);
    await expect(publishing).rejects.toThrow(EventsNotParkedError);
    await expect(publishing).rejects.toThrow(
      `Neither published nor parked: ${lost?.eventId} (InternalError)`,
    );
    expect(idsOf(bus.published)).toEqual([events[1]?.eventId]);
  });
});

it('keeps requests within 256 KB', async () => {
  const events = [2, 3, 4].map((revision) =>
    announceRanking(aRankingAnnouncement({ revision, movements: 1_500 })),
  );
  const sizes = events.map(({ detail }) => JSON.stringify(detail).length);
  expect(Math.min(...sizes)).toBeGreaterThan(100_000);
  const bus = aBus({});
  await publishEvents(recordsOf(events), bus.ports);
  expect(bus.requests.map((request) => request.length)).toEqual([2, 1]);
});
