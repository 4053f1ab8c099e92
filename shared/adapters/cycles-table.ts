import type { Cycle } from '../domain/cycles/cycle.ts';
import type { Bounds } from '../domain/cycles/ranking-state.ts';
import { type CycleReads, cycleReads } from './cycle-reads.ts';
import { boundsRows, type CycleRow, cycleRows, type PublicationRow, publicationRows } from './cycle-rows.ts';
import type { Table } from './table.ts';
import { tableKeys } from './table-keys.ts';

/** Reading the definition of a cycle: what was opened, for whom, on which values of last year. */
export interface CyclesTable extends CycleReads {
  /** With its lock and audit head; null where the cycle was never opened. */
  readonly readCycleRow: (cycle: string) => Promise<CycleRow | null>;
  readonly readBounds: (cycle: string, source: 'previous-cycle' | 'closed') => Promise<Bounds | null>;
  readonly readPublication: (cycle: string) => Promise<PublicationRow | null>;
}

/** The part of a cycle's row that is the cycle itself. */
export const cycleOf = ({ openedWith: _, audit: __, ...cycle }: CycleRow): Cycle => cycle;

export const cyclesTable = (table: Table): CyclesTable => {
  const readCycleRow = async (cycle: string): Promise<CycleRow | null> => {
    const row = await table.read(tableKeys.cycle(cycle));
    return row === undefined ? null : cycleRows.read(row);
  };
  return {
    ...cycleReads(table),
    readCycleRow,
    readCycle: async (cycle) => {
      const row = await readCycleRow(cycle);
      return row === null ? null : cycleOf(row);
    },
    readBounds: async (cycle, source) => {
      const row = await table.read(tableKeys.bounds(cycle, source));
      return row === undefined ? null : boundsRows.read(row).bounds;
    },
    readPublication: async (cycle) => {
      const row = await table.read(tableKeys.publication(cycle));
      return row === undefined ? null : publicationRows.read(row);
    },
  };
};
