import * as z from 'zod';
import { eventSource, InvalidEventError, type ReadableContract } from '../../events/contract.ts';

const RankingDueEnvelope = z.object({
  source: z.literal(eventSource),
  'detail-type': z.literal('RankingDue'),
  detail: z.strictObject({ cycle: z.string().regex(/^\d{4}$/) }),
});

export interface RankingDueDetail {
  readonly cycle: string;
}

/**
 * What rank-parks puts back to its own queue, in the envelope of an event so that one reader reads the whole queue. It
 * never goes over the bus and is no contract with anybody.
 */
export const RankingDue: ReadableContract<'RankingDue', RankingDueDetail> & {
  readonly bodyOf: (detail: RankingDueDetail) => string;
} = {
  detailType: 'RankingDue',
  bodyOf: (detail) => JSON.stringify({ source: eventSource, 'detail-type': 'RankingDue', detail }),
  parse: (envelope) => {
    const read = RankingDueEnvelope.safeParse(envelope);
    if (read.success) return read.data.detail;
    throw new InvalidEventError('RankingDue', z.prettifyError(read.error), { cause: read.error });
  },
};
