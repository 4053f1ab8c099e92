import type { rankingContracts } from '../../events/subscriptions.ts';
import type { RankingContents } from '../../shared/adapters/ranking-rows.ts';
import type { Hash } from '../../shared/domain/cycles/revision-chain.ts';
import type { BatchedEvent } from '../../shared/lambda/queued-batch-handler.ts';
import type { RankingDue } from './ranking-due.ts';

/**
 * A request to rank a cycle. `id` is the queue's message id: the same when the queue delivers it again, another one when
 * the bus delivers the same event twice.
 */
export type RankingMessage = { readonly id: string; readonly cycle: string } & (
  | { readonly kind: 'scored' | 'reopened' | 'withdrawn'; readonly park: string }
  | { readonly kind: 'expert-scores' }
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
    case 'CycleClosed.v1':
      return { ...common, kind: 'closed' };
    case 'RankingDue':
      return { ...common, kind: 'due' };
  }
};

/** Identity of what is stored for a park: the submission, its place in the order, and the ministry's marks. */
export interface StoredReturnIdentity {
  readonly submissionId: string;
  readonly order: string;
  readonly reopened: boolean;
  readonly withdrawn: boolean;
}

/**
 * Short stand-in for a submission's order, which is too long for a head that names every park. The submission's id is
 * not enough: after the files A, B, A the id of the first is in force again, and a head with the first A must not pass
 * for one with the last.
 */
export const orderMark = (order: string, hash: Hash): string => hash(order).slice(0, 12);

/** True when a head with these contents took into account exactly what is stored for the park now. */
export const holdsReturn = (
  contents: RankingContents,
  park: string,
  stored: StoredReturnIdentity,
  hash: Hash,
): boolean => {
  const held = contents.returns[park];
  return (
    held?.submissionId === stored.submissionId &&
    held.mark === orderMark(stored.order, hash) &&
    held.reopened === stored.reopened &&
    held.withdrawn === stored.withdrawn
  );
};

/** True when a head with these contents rests on the stored expert scores. */
export const holdsExpertScores = (
  contents: RankingContents,
  stored: Pick<StoredReturnIdentity, 'submissionId' | 'order'>,
  hash: Hash,
): boolean =>
  contents.expertScores?.submissionId === stored.submissionId &&
  contents.expertScores.mark === orderMark(stored.order, hash);
