import type { Pause } from '../../shared/adapters/conflict-retry.ts';
import type { CycleCommits } from '../../shared/adapters/cycle-commits.ts';
import type { CyclesTable } from '../../shared/adapters/cycles-table.ts';
import type { RankingsTable } from '../../shared/adapters/rankings-table.ts';
import type { ReturnsTable } from '../../shared/adapters/returns-table.ts';
import type { ScoredReturnsTable } from '../../shared/adapters/scored-returns-table.ts';
import type { RevisionPorts } from '../rank-parks/ranking-ports.ts';
import type { ReportPorts } from '../validate-return/judge-anew.ts';
import type { KeepPorts } from '../validate-return/keep-verdict.ts';

/** What the ministry's commands ask of the outside. */
export interface ManagePorts
  extends RevisionPorts,
    CyclesTable,
    CycleCommits,
    ReportPorts,
    KeepPorts,
    Pick<ScoredReturnsTable, 'readScoredReturn'>,
    Pick<RankingsTable, 'readHead' | 'readRevisions'>,
    Pick<ReturnsTable, 'readFiler' | 'readReturns' | 'readExplanations'> {
  /** Version of the newest edition of that id; null where there is none. */
  readonly newestEdition: (id: string) => string | null;
  readonly editionIds: () => readonly string[];
  /** `gx46-2021@1.1.0`. */
  readonly rulePackOf: (cycle: string) => string;
  readonly pause: Pause;
}
