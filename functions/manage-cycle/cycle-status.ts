import type { SnapshotReference } from '../../shared/adapters/ranking-rows.ts';
import type { CycleStatus } from '../../shared/domain/cycles/command.ts';
import type { Cycle } from '../../shared/domain/cycles/cycle.ts';
import { pendingReturns } from '../../shared/domain/cycles/pending-returns.ts';
import { type CycleRefusal, refusals } from '../../shared/domain/cycles/refusal.ts';
import { ministryFiler, type ReturnStatus } from '../../shared/domain/returns/filer-state.ts';
import type { ManagePorts } from './manage-ports.ts';

export interface CycleStands {
  readonly ok: true;
  readonly cycle: Cycle;
  /** 应报: parks of the register; exempt (免评) ones among them. */
  readonly register: number;
  readonly exempt: number;
  /** 已报: parks with a submission that was taken in, by where their return stands. */
  readonly returns: Partial<Record<ReturnStatus, number>>;
  /** 未报: parks that are not exempt and have not filed. */
  readonly notFiled: readonly string[];
  readonly expertScores: ReturnStatus | null;
  /** Filers whose return is being checked or scored. */
  readonly pending: readonly string[];
  readonly ranking: {
    readonly revision: number;
    readonly committedAt: string;
    readonly snapshot: SnapshotReference;
    /** The head rests on exactly what is in force. */
    readonly isCurrent: boolean;
  } | null;
}

/** Where a cycle stands: who is due, who filed, what is on its way, and how fresh the ranking is. */
export const cycleStatus = async (
  { cycle }: CycleStatus,
  ports: ManagePorts,
): Promise<CycleStands | CycleRefusal> => {
  const definition = await ports.readCycle(cycle);
  if (definition === null) return refusals.unknownCycle(cycle);
  const head = await ports.readHead(cycle);
  const [summaries, ranking] = await Promise.all([ports.readReturns(cycle), ports.readRankingState(cycle)]);
  const parks = summaries.filter(({ filer }) => filer !== ministryFiler);
  const filed = new Set(parks.map(({ filer }) => filer));
  const returns: Partial<Record<ReturnStatus, number>> = {};
  for (const { status } of parks) returns[status] = (returns[status] ?? 0) + 1;
  const scored = ranking.indicators.filter(({ withdrawn }) => !withdrawn);
  const core = await ports.coreOf(definition.methodology);
  const inputHash = core.inputHash(core.inputOf(ranking));
  return {
    ok: true,
    cycle: definition,
    register: ranking.register.length,
    exempt: ranking.register.filter(({ exempt }) => exempt).length,
    returns,
    notFiled: ranking.register.filter(({ id, exempt }) => !exempt && !filed.has(id)).map(({ id }) => id),
    expertScores: summaries.find(({ filer }) => filer === ministryFiler)?.status ?? null,
    pending: pendingReturns(summaries, new Map(scored.map(({ park, sha256 }) => [park, sha256]))),
    ranking:
      head === null
        ? null
        : {
            revision: head.revision,
            committedAt: head.committedAt,
            snapshot: head.snapshot,
            isCurrent: head.inputHash === inputHash,
          },
  };
};
