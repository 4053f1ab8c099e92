import type { Cycle } from '../domain/cycles/cycle.ts';
import type { ParkInputs } from '../domain/indicators/indicator-value.ts';
import type { RegisteredPark } from '../domain/ranking/ranking.ts';
import type { PackPatch } from '../domain/rules/pack-patch.ts';
import { cycleRows, packPatchRows, priorsRows, registeredParkRows } from './cycle-rows.ts';
import type { Table } from './table.ts';
import { tableKeys } from './table-keys.ts';

/** Last year of a park, frozen at opening (design rule 9). */
export interface FrozenPriors {
  /** Accepted values; empty = in the previous register without an accepted return. */
  readonly inputs: ParkInputs;
  /** The submission that the previous cycle's published revision rests on: its records are last year's. */
  readonly from: { readonly cycle: string; readonly submissionId: string } | null;
}

/** What the steps of the upload path read of a cycle; they never write to it. */
export interface CycleReads {
  /** Null when the cycle was never opened. */
  readonly readCycle: (cycle: string) => Promise<Cycle | null>;
  /** Rules of the cycle's pack that are switched off; null where none ever was. */
  readonly readPackPatch: (cycle: string) => Promise<PackPatch | null>;
  /** Null when the park is not in the register of that cycle. */
  readonly readRegisteredPark: (cycle: string, park: string) => Promise<RegisteredPark | null>;
  /** All parks of the register, in the order of their ids. */
  readonly readRegister: (cycle: string) => Promise<readonly RegisteredPark[]>;
  /** What was frozen of last year at opening; null = not in the previous register, or the cycle has no previous one. */
  readonly readPriors: (cycle: string, park: string) => Promise<FrozenPriors | null>;
}

export const cycleReads = (table: Table): CycleReads => ({
  readCycle: async (cycle) => {
    const row = await table.read(tableKeys.cycle(cycle));
    return row === undefined ? null : cycleRows.read(row);
  },
  readPackPatch: async (cycle) => {
    const row = await table.read(tableKeys.packPatch(cycle));
    return row === undefined ? null : packPatchRows.read(row);
  },
  readRegisteredPark: async (cycle, park) => {
    const row = await table.read(tableKeys.registeredPark(cycle, park));
    return row === undefined ? null : registeredParkRows.read(row);
  },
  readRegister: async (cycle) =>
    (await table.readPartition(tableKeys.registeredPark(cycle, '').pk)).map((row) =>
      registeredParkRows.read(row),
    ),
  readPriors: async (cycle, park) => {
    const row = await table.read(tableKeys.priors(cycle, park));
    if (row === undefined) return null;
    const { inputs, fromCycle, fromSubmission } = priorsRows.read(row);
    const from = fromSubmission === null ? null : { cycle: fromCycle, submissionId: fromSubmission };
    return { inputs, from };
  },
});
