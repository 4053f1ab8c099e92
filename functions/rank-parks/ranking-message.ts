import type { rankingContracts } from '../../events/subscriptions.ts';
import type { BatchedEvent } from '../../shared/lambda/queued-batch-handler.ts';
import type { RankingDue } from './ranking-due.ts';

/**
 * A request to rank a cycle. `id` is the queue's message id: the same when the queue delivers it again, another one when
 * the bus delivers the same event twice.
 */
export type RankingMessage = { readonly id: string; readonly cycle: string } & (
  | { readonly kind: 'scored' | 'reopened' | 'withdrawn'; readonly park: string }
  | { readonly kind: 'expert-scores' }
  | { readonly kind: 'register' }
  | { readonly kind: 'closed' }
  /** Put back by rank-parks itself: the last revision is no longer young. */
  | { readonly kind: 'due' }
);

type AskingEvent = BatchedEvent<(typeof rankingContracts)[number] | typeof RankingDue>;

/** What an event asks of the ranking. */
export const rankingMessageOf = ({ messageId, event }: AskingEvent): RankingMessage => {
  const common = { id: messageId, cycle: event.detail.cycle };
  switch (event.detailType) {
    case 'IndicatorsComputed.v1':
      return { ...common, kind: 'scored', park: event.detail.park };
    case 'ReturnReopened.v1':
      return { ...common, kind: 'reopened', park: event.detail.park };
    case 'ReturnWithdrawn.v1':
      return { ...common, kind: 'withdrawn', park: event.detail.park };
    case 'ExpertScoresAccepted.v1':
      return { ...common, kind: 'expert-scores' };
    case 'RegisterAccepted.v1':
      return { ...common, kind: 'register' };
    case 'CycleClosed.v1':
      return { ...common, kind: 'closed' };
    case 'RankingDue':
      return { ...common, kind: 'due' };
  }
};
