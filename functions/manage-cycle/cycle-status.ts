import type { SnapshotReference } from '../../shared/adapters/ranking-rows.ts';
import type { CycleStatus } from '../../shared/domain/cycles/command.ts';
import type { Cycle } from '../../shared/domain/cycles/cycle.ts';
import { pendingReturns } from '../../shared/domain/cycles/pending-returns.ts';
import { type CycleRefusal, refusals } from '../../shared/domain/cycles/refusal.ts';
import { unsignedParks } from '../../shared/domain/cycles/unsigned-parks.ts';
import {
  isMinistryFiler,
  ministryFiler,
  priorsFiler,
  type ReturnStatus,
  registerFiler,
} from '../../shared/domain/returns/filer-state.ts';
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
  /** Parks whose return in force is signed off (数据确认), and those whose is not. */
  readonly signedOff: number;
  readonly unsigned: readonly string[];
  /** The ministry's register and last year's values, where files of them are in force or on their way. */
  readonly registerFile: ReturnStatus | null;
  readonly priorsFile: ReturnStatus | null;
  /** Amendments of last year's values: those that count, and those that wait for a refresh. */
  readonly amendments: { readonly inForce: number; readonly pending: number };
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
  const [summaries, ranking, priors, amendments, amended] = await Promise.all([
    ports.readReturns(cycle),
    ports.readRankingState(cycle),
    ports.readAllPriors(cycle),
    ports.readAmendments(cycle),
    ports.readAmendedPriors(cycle),
  ]);
  const parks = summaries.filter(({ filer }) => !isMinistryFiler(filer));
  const filed = new Set(parks.map(({ filer }) => filer));
  const returns: Partial<Record<ReturnStatus, number>> = {};
  for (const { status } of parks) returns[status] = (returns[status] ?? 0) + 1;
  const statusOf = (wanted: string): ReturnStatus | null =>
    summaries.find(({ filer }) => filer === wanted)?.status ?? null;
  const core = await ports.coreOf(definition.methodology);
  const inputHash = core.inputHash(core.inputOf(ranking));
  return {
    ok: true,
    cycle: definition,
    register: ranking.register.length,
    exempt: ranking.register.filter(({ exempt }) => exempt).length,
    returns,
    notFiled: ranking.register.filter(({ id, exempt }) => !exempt && !filed.has(id)).map(({ id }) => id),
    expertScores: statusOf(ministryFiler),
    signedOff: parks.filter(({ isSignedOff }) => isSignedOff).length,
    unsigned: unsignedParks(summaries, ranking.register),
    registerFile: statusOf(registerFiler),
    priorsFile: statusOf(priorsFiler),
    amendments: {
      inForce: amended?.amendments.length ?? 0,
      pending: amendments.length - (amended?.amendments.length ?? 0),
    },
    pending: pendingReturns(summaries, ranking.indicators, priors, ports.sha256),
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
