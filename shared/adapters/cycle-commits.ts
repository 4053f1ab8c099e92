import type { OutboxEvent } from '../../events/contract.ts';
import type { CycleTransition } from '../domain/cycles/decide-cycle.ts';
import type { RegisteredPark } from '../domain/ranking/ranking.ts';
import { appendAudit, emptyAuditHead, type Hash } from '../domain/returns/audit-chain.ts';
import type { PackPatch } from '../domain/rules/pack-patch.ts';
import {
  type CycleRow,
  cycleRows,
  openingRows,
  type PriorsRow,
  packPatchRows,
  priorsRows,
  registeredParkRows,
} from './cycle-rows.ts';
import { auditRows } from './filer-rows.ts';
import { outboxWrite } from './outbox-row.ts';
import { cycleIs } from './rankings-table.ts';
import type { Table, TableWrite } from './table.ts';
import { ConflictError } from './table-errors.ts';
import { tableKeys } from './table-keys.ts';

/** Filer under which the cycle's own audit chain stands: its life, its rules, its values of last year. */
export const cycleFiler = 'CYCLE';

/** DynamoDB takes no more writes in one transaction. */
const maxWrites = 100;

export interface CycleCommit {
  /** As read; null = the cycle does not exist yet. */
  readonly before: CycleRow | null;
  readonly openedWith: string;
  readonly transition: CycleTransition;
  readonly event: OutboxEvent;
  /** Rows that become true together with the cycle's new state, or conditions on others. */
  readonly alongside: readonly TableWrite[];
}

/** Writing the life-cycle of a cycle. */
export interface CycleCommits {
  /** Hash of the opening that was begun and not necessarily finished; null where none was. */
  readonly readOpening: (cycle: string) => Promise<string | null>;
  /** @throws {ConflictError} when another opening was begun meanwhile. */
  readonly beginOpening: (cycle: string, openedWith: string, now: string) => Promise<void>;
  /** Writes rows that nobody reads before the cycle exists; writing them again is harmless. */
  readonly writeRegister: (cycle: string, register: readonly RegisteredPark[]) => Promise<void>;
  readonly writePriors: (priors: readonly PriorsRow[]) => Promise<void>;
  /**
   * Writes the cycle's new state, its audit entry and its event in one transaction.
   * @throws {ConflictError} when the cycle, or a row of `alongside`, is no longer as it was read.
   */
  readonly commitCycle: (commit: CycleCommit) => Promise<void>;
}

/** Part of a transaction: the rules that are off. Guarded by the audit entry that goes with it. */
export const packPatchWrite = (patch: PackPatch): TableWrite => ({
  put: packPatchRows.rowOf(tableKeys.packPatch(patch.cycle), patch),
});

export const cycleCommits = (table: Table, hash: Hash): CycleCommits => {
  const writeInBatches = async (writes: readonly TableWrite[]): Promise<void> => {
    for (let from = 0; from < writes.length; from += maxWrites) {
      await table.write(writes.slice(from, from + maxWrites));
    }
  };
  return {
    readOpening: async (cycle) => {
      const row = await table.read(tableKeys.cycleOpening(cycle));
      return row === undefined ? null : openingRows.read(row).openedWith;
    },
    beginOpening: async (cycle, openedWith, now) => {
      const key = tableKeys.cycleOpening(cycle);
      const put = openingRows.rowOf(key, { cycle, openedWith, begunAt: now });
      const outcome = await table.write([{ put, when: { is: 'absent' }, once: true }]);
      if (outcome === 'written') return;
      const begun = openingRows.read(await table.read(key));
      if (begun.openedWith !== openedWith) throw new ConflictError(`Another opening of ${cycle} was begun`);
    },
    writeRegister: (cycle, register) =>
      writeInBatches(
        register.map((park) => ({
          put: registeredParkRows.rowOf(tableKeys.registeredPark(cycle, park.id), park),
        })),
      ),
    writePriors: (priors) =>
      writeInBatches(
        priors.map((row) => ({ put: priorsRows.rowOf(tableKeys.priors(row.cycle, row.park), row) })),
      ),
    commitCycle: async ({ before, openedWith, transition, event, alongside }) => {
      const { cycle } = transition.cycle;
      const filer = { cycle, filer: cycleFiler };
      const audit = appendAudit(filer, before?.audit ?? emptyAuditHead, [transition.fact], hash);
      const row = cycleRows.rowOf(tableKeys.cycle(cycle), {
        ...transition.cycle,
        openedWith,
        audit: audit.head,
      });
      const outcome = await table.write([
        { put: row, when: before === null ? { is: 'absent' } : cycleIs(before.status) },
        ...audit.entries.map(
          (entry): TableWrite => ({
            put: auditRows.rowOf(tableKeys.auditEntry(cycle, cycleFiler, entry.sequence), entry),
            when: { is: 'absent' },
          }),
        ),
        ...alongside,
        outboxWrite(event),
      ]);
      // The event cannot be there without the state; were it so, nothing would have been written.
      if (outcome !== 'written') {
        throw new ConflictError(`${event.detailType} of ${cycle} is there already`);
      }
    },
  };
};
