import type { RankingPublishedDetail } from '../../events/ranking-published.v1.ts';
import type { RankingSnapshots } from '../../shared/adapters/ranking-snapshots.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { RankIntervals } from '../../shared/domain/robustness/rank-intervals.ts';
import { type ParkRank, parkRankKey, parkRankOf } from './park-rank.ts';

export interface NotifyPorts {
  readonly readSnapshot: RankingSnapshots['readSnapshot'];
  /** What stands beside its ranks; null where there are no intervals. */
  readonly intervalsOf: (snapshot: RankingSnapshot) => RankIntervals | null;
  readonly putParkRank: (key: string, rank: ParkRank) => Promise<void>;
}

/** Objects written at the same time; the S3 client has 50 connections. */
const concurrentWrites = 16;

/**
 * Gives each ranked park its own ranks. Doing it twice writes the same objects; a failed write fails the whole event,
 * which is then delivered again.
 * @returns how many parks were told.
 */
export const notifyParks = async (published: RankingPublishedDetail, ports: NotifyPorts): Promise<number> => {
  const snapshot = await ports.readSnapshot(published.snapshot);
  const { result } = snapshot;
  const intervals = ports.intervalsOf(snapshot);
  const waiting = result.parks.values();
  const writeAll = async (): Promise<void> => {
    // The iterator is shared: each writer takes the next park that none has taken.
    for (const park of waiting) {
      await ports.putParkRank(
        parkRankKey(published.cycle, park.park),
        parkRankOf(park, published, intervals),
      );
    }
  };
  await Promise.all(Array.from({ length: concurrentWrites }, writeAll));
  return result.parks.length;
};
