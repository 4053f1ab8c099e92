import { type EventPattern, patternOfAny } from './contract.ts';
import { CycleClosed } from './cycle-closed.v1.ts';
import { ExpertScoresAccepted } from './expert-scores-accepted.v1.ts';
import { IndicatorsComputed } from './indicators-computed.v1.ts';
import { RankingChanged } from './ranking-changed.v1.ts';
import { RankingPublished } from './ranking-published.v1.ts';
import { ReturnAccepted } from './return-accepted.v1.ts';
import { ReturnReceived } from './return-received.v1.ts';
import { ReturnReopened } from './return-reopened.v1.ts';
import { ReturnWithdrawn } from './return-withdrawn.v1.ts';

/** Events of the bus `gaoxin` that ask for a ranking (design rule 4). */
export const rankingContracts = [
  IndicatorsComputed,
  ExpertScoresAccepted,
  ReturnReopened,
  ReturnWithdrawn,
  CycleClosed,
] as const;

/** Events that ask for the review list of a cycle to be made anew: another return is in force, or marked. */
export const reviewContracts = [IndicatorsComputed, ReturnReopened, ReturnWithdrawn] as const;

/** Events that the ministry hears of. */
export const ministryContracts = [RankingChanged, RankingPublished] as const;

/**
 * Who listens to what on the bus `gaoxin`: one rule pattern per consumer. Rules are made from this table, and
 * the contract tests hold it against the samples. `ministry` is the ministry's own queue.
 */
export const subscriptions = {
  'validate-return': ReturnReceived.pattern(),
  'score-return': ReturnAccepted.pattern({ filing: ['return'] }),
  'rank-parks': patternOfAny(rankingContracts),
  'review-parks': patternOfAny(reviewContracts),
  'notify-ministry': patternOfAny(ministryContracts),
  'notify-parks': RankingPublished.pattern(),
  ministry: patternOfAny(ministryContracts),
} as const satisfies Record<string, EventPattern>;
