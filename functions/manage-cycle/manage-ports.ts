import type { Pause } from '../../shared/adapters/conflict-retry.ts';
import type { CycleCommits } from '../../shared/adapters/cycle-commits.ts';
import type { CyclesTable } from '../../shared/adapters/cycles-table.ts';
import type { Editions } from '../../shared/adapters/editions.ts';
import type { RankingsTable } from '../../shared/adapters/rankings-table.ts';
import type { ReportPlace } from '../../shared/adapters/reports-bucket.ts';
import type { ReturnsTable } from '../../shared/adapters/returns-table.ts';
import type { ScoredReturnsTable } from '../../shared/adapters/scored-returns-table.ts';
import type { RulePack } from '../../shared/domain/rules/rule-pack.ts';
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
    Editions,
    Pick<ScoredReturnsTable, 'readScoredReturn'>,
    Pick<RankingsTable, 'readHead' | 'readRevisions'>,
    Pick<ReturnsTable, 'readFiler' | 'readReturns' | 'readExplanations'> {
  /** `gx46-2021@1.1.0`. */
  readonly rulePackOf: (cycle: string) => string;
  /** The pack of a cycle as it comes with the program, without the ministry's patches. */
  readonly shippedPack: (cycle: string) => Pick<RulePack, 'id' | 'rules'>;
  /** SHA-256 of a findings report's bytes as stored. */
  readonly digestReport: (place: ReportPlace) => Promise<string>;
  readonly pause: Pause;
}
