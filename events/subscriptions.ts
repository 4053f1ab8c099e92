import { type EventPattern, patternOfAny } from './contract.ts';
import { CycleClosed } from './cycle-closed.v1.ts';
import { CycleOpened } from './cycle-opened.v1.ts';
import { CycleScheduled } from './cycle-scheduled.v1.ts';
import { ExpertScoresAccepted } from './expert-scores-accepted.v1.ts';
import { IndicatorsComputed } from './indicators-computed.v1.ts';
import { MinistryFileReceived } from './ministry-file-received.v1.ts';
import { PriorsAccepted } from './priors-accepted.v1.ts';
import { PriorsRefreshed } from './priors-refreshed.v1.ts';
import { RankingChanged } from './ranking-changed.v1.ts';
import { RankingPublished } from './ranking-published.v1.ts';
import { RegisterAccepted } from './register-accepted.v1.ts';
import { ReturnAccepted } from './return-accepted.v1.ts';
import { ReturnReceived } from './return-received.v1.ts';
import { ReturnReopened } from './return-reopened.v1.ts';
import { ReturnWithdrawn } from './return-withdrawn.v1.ts';
import { VerdictOutdated } from './verdict-outdated.v1.ts';

/** Events of the bus `gaoxin` that ask for a ranking (design rule 4). */
export const rankingContracts = [
  IndicatorsComputed,
  ExpertScoresAccepted,
  RegisterAccepted,
  ReturnReopened,
  ReturnWithdrawn,
  CycleClosed,
] as const;

/** Events that ask for the review list of a cycle to be made anew: another return, or register, is in force, or marked. */
export const reviewContracts = [
  IndicatorsComputed,
  RegisterAccepted,
  ReturnReopened,
  ReturnWithdrawn,
] as const;

/** Files that wait for their verdict. */
export const filingContracts = [ReturnReceived, MinistryFileReceived] as const;

/** Events after which the returns of a cycle are judged and scored by other values of last year. */
export const priorsContracts = [PriorsAccepted, PriorsRefreshed] as const;

/** Events that ask for verdicts: of a file that has none, of one that may have another now, and of which there are such. */
export const verdictContracts = [...filingContracts, VerdictOutdated, ...priorsContracts] as const;

/** Events after which a cycle may have another time to open or close by itself. */
export const cycleTimesContracts = [CycleScheduled, CycleOpened, CycleClosed, RankingPublished] as const;

/** Events that the ministry hears of. */
export const ministryContracts = [RankingChanged, RankingPublished] as const;

/**
 * Who listens to what on the bus `gaoxin`: one rule pattern per consumer, where one will do. Rules are made from this
 * table, and the contract tests hold it against the samples. `ministry` is the ministry's own queue.
 */
export const subscriptions = {
  'validate-return': patternOfAny(verdictContracts),
  'score-return': {
    ReturnAccepted: ReturnAccepted.pattern({ filing: ['return'] }),
    PriorsChanged: patternOfAny(priorsContracts),
  },
  'rank-parks': patternOfAny(rankingContracts),
  'review-parks': patternOfAny(reviewContracts),
  'advance-cycle': patternOfAny(cycleTimesContracts),
  'notify-ministry': patternOfAny(ministryContracts),
  'notify-parks': RankingPublished.pattern(),
  ministry: patternOfAny(ministryContracts),
} as const satisfies Record<string, EventPattern | Record<string, EventPattern>>;
