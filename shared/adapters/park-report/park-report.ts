import type { Edition } from '../../domain/methodology/edition.ts';
import type { PastRank } from '../../domain/profiles/rank-history.ts';
import type { RankedPark, RankingSnapshot, RegisteredPark } from '../../domain/ranking/ranking.ts';
import type { RankIntervals } from '../../domain/robustness/rank-intervals.ts';

/** Everything that the one-page report of a park is made from. */
export interface ParkReport {
  readonly snapshot: RankingSnapshot;
  readonly edition: Edition;
  readonly registered: RegisteredPark;
  readonly park: RankedPark;
  readonly history: readonly PastRank[];
  /** null where the weights are official: then a rank has no interval. */
  readonly intervals: RankIntervals | null;
}
