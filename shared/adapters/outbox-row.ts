import * as z from 'zod';
import type { OutboxEvent } from '../../events/contract.ts';
import type { TableWrite } from './table.ts';
import { tableKeys } from './table-keys.ts';

/** A published event is of no more use in the table after this; the archive of the bus keeps events. */
const keptSeconds = 14 * 24 * 3600;

/** An event that waits in the table's stream for publication. */
export const OutboxRow = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  eventId: z.string(),
  detailType: z.string(),
  /** JSON text of the whole detail. */
  detail: z.string(),
  cycle: z.string(),
  occurredAt: z.iso.datetime(),
  /** Epoch seconds, for the table's time-to-live. */
  expiresAt: z.int(),
});
export type OutboxRow = z.infer<typeof OutboxRow>;

/** The part of a transaction that hands an event to the publisher; an event that is there already was handed over before. */
export const outboxWrite = (event: OutboxEvent): TableWrite => {
  const { cycle, occurredAt } = z.object({ cycle: z.string(), occurredAt: z.string() }).parse(event.detail);
  const row = OutboxRow.parse({
    ...tableKeys.outbox(event.eventId),
    eventId: event.eventId,
    detailType: event.detailType,
    detail: JSON.stringify(event.detail),
    cycle,
    occurredAt,
    expiresAt: Math.floor(Date.parse(occurredAt) / 1000) + keptSeconds,
  });
  return { put: row, when: { is: 'absent' }, once: true };
};
