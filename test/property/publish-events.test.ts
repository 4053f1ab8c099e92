import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EventsNotParkedError, publishEvents } from '../../functions/publish-events/publish-events.ts';
import { aBus, type BusAnswer } from '../support/fake-bus.ts';
import { anEvent, aStreamRecord } from '../support/outbox-records.ts';

type Kind = 'good' | 'poison' | 'oversize' | 'malformed';

const recordOf = (kind: Kind, index: number): { readonly eventId: string; readonly record: unknown } => {
  const event = anEvent(`S-${index}`);
  const { eventId } = event;
  const records: Record<Kind, () => unknown> = {
    good: () => aStreamRecord(event),
    poison: () => aStreamRecord(event, { detail: '{"' }),
    oversize: () =>
      aStreamRecord(event, { detail: JSON.stringify({ ...event.detail, park: 'x'.repeat(263_000) }) }),
    malformed: () => ({ eventName: 'INSERT', dynamodb: { Keys: { pk: { S: `OUTBOX#${eventId}` } } } }),
  };
  return { eventId, record: records[kind]() };
};

const aKind = fc.constantFrom<Kind>(
  'good',
  'good',
  'good',
  'good',
  'good',
  'poison',
  'oversize',
  'malformed',
);
const anAnswer = fc.constantFrom<BusAnswer>('taken', 'taken', 'taken', 'throttled', 'refused', 'down');

it('publishes at least once, or parks, or throws for, every record, whatever fails', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(aKind, { maxLength: 35 }),
      fc.infiniteStream(anAnswer),
      fc.infiniteStream(fc.boolean()),
      fc.infiniteStream(fc.boolean()),
      async (kinds, answers, parks, times) => {
        const next = <Value>(values: Iterator<Value>): Value => values.next().value as Value;
        const made = kinds.map(recordOf);
        const bus = aBus({
          answer: () => next(answers),
          parks: () => next(parks),
          hasTime: () => next(times),
        });
        const thrown = await publishEvents(
          made.map(({ record }) => record),
          bus.ports,
        ).then(
          () => null,
          (error: unknown) => error,
        );
        if (thrown !== null) expect(thrown).toBeInstanceOf(EventsNotParkedError);

        const published = new Set(bus.published.map(({ eventId }) => eventId));
        const parked = new Set(bus.parked.map((body) => (JSON.parse(body) as { eventId: string }).eventId));
        const lost = made.filter(({ eventId }) => !published.has(eventId) && !parked.has(eventId));
        const named = thrown instanceof Error ? thrown.message : '';
        expect(lost.filter(({ eventId }) => !named.includes(eventId))).toEqual([]);
        expect(thrown !== null).toBe(lost.length > 0);

        // What must not be on the bus is not, and nothing is both sent and parked.
        made.forEach(({ eventId }, index) => {
          if (kinds[index] !== 'good') expect(published.has(eventId)).toBe(false);
        });
        expect([...published].filter((eventId) => parked.has(eventId))).toEqual([]);
        for (const request of bus.requests) expect(request.length).toBeLessThanOrEqual(10);
      },
    ),
    { numRuns: 300 },
  );
});

it('keeps the order of the stream when nothing fails', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 60 }), async (count) => {
      const made = Array.from({ length: count }, (_, index) => recordOf('good', index));
      const bus = aBus({});
      await publishEvents(
        made.map(({ record }) => record),
        bus.ports,
      );
      expect(bus.published.map(({ eventId }) => eventId)).toEqual(made.map(({ eventId }) => eventId));
    }),
    { numRuns: 30 },
  );
});
