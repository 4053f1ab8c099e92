import type { CyclesTable } from '../../shared/adapters/cycles-table.ts';
import type { RankingSnapshots } from '../../shared/adapters/ranking-snapshots.ts';
import type { RankingStateTable } from '../../shared/adapters/ranking-state-table.ts';
import type { RankingsTable } from '../../shared/adapters/rankings-table.ts';
import type { RankingCore } from '../../shared/domain/cycles/ranking-core.ts';
import type { Hash } from '../../shared/domain/cycles/revision-chain.ts';
import type { RankingInput } from '../../shared/domain/ranking/ranking.ts';

/** What it takes to write a revision. All reads are strongly consistent. */
export interface RevisionPorts
  extends Pick<RankingStateTable, 'readRankingState'>,
    Pick<RankingsTable, 'commitRevision' | 'commitContents'>,
    Pick<RankingSnapshots, 'readSnapshot' | 'storeSnapshot'> {
  /** @throws {UnknownEditionError} */
  readonly coreOf: (methodology: RankingInput['methodology']) => Promise<RankingCore>;
  readonly sha256: Hash;
  readonly now: () => Date;
}

/** What it takes to answer messages: a revision now, or one later, and never a lost wake-up. */
export interface RankingPorts
  extends RevisionPorts,
    Pick<CyclesTable, 'readCycle' | 'readRegisterInForce'>,
    Pick<RankingStateTable, 'readIndicators' | 'readExpertScores'>,
    Pick<RankingsTable, 'readHead' | 'readWake' | 'claimWake' | 'clearWake'> {
  /** Puts a RankingDue message back to the queue of rank-parks. */
  readonly sendDue: (cycle: string, delaySeconds: number) => Promise<void>;
  /** Waits with jitter before the given repetition, 1 for the first. */
  readonly pause: (repetition: number) => Promise<void>;
}
