import * as z from 'zod';
import { eventSource, InvalidEventError, type ReadableContract } from '../../events/contract.ts';

const CycleTimeDueEnvelope = z.object({
  source: z.literal(eventSource),
  'detail-type': z.literal('CycleTimeDue'),
  detail: z.strictObject({ cycle: z.string().regex(/^\d{4}$/) }),
});

/**
 * What a schedule sends when the time of a cycle has come, in the envelope of an event so that one reader reads the whole
 * queue. It never goes over the bus and is no contract with anybody.
 */
export const CycleTimeDue: ReadableContract<'CycleTimeDue', { readonly cycle: string }> & {
  readonly bodyOf: (detail: { readonly cycle: string }) => string;
} = {
  detailType: 'CycleTimeDue',
  bodyOf: (detail) => JSON.stringify({ source: eventSource, 'detail-type': 'CycleTimeDue', detail }),
  parse: (envelope) => {
    const read = CycleTimeDueEnvelope.safeParse(envelope);
    if (read.success) return read.data.detail;
    throw new InvalidEventError('CycleTimeDue', z.prettifyError(read.error), { cause: read.error });
  },
};
