import type { AmendedPriors, Amendment } from '../domain/cycles/amendment.ts';
import { priorsInForce } from '../domain/cycles/amendment.ts';
import type { Cycle } from '../domain/cycles/cycle.ts';
import type { ParkInputs } from '../domain/indicators/indicator-value.ts';
import type { RegisteredPark } from '../domain/ranking/ranking.ts';
import type { PackPatch } from '../domain/rules/pack-patch.ts';
import {
  amendedPriorsRows,
  amendmentRows,
  cycleRows,
  type FileInForce,
  filedPriorsRows,
  filesInForce,
  packPatchRows,
  priorsRows,
  registeredParkRows,
} from './cycle-rows.ts';
import type { Table, TableKey } from './table.ts';
import { tableKeys } from './table-keys.ts';

/** Last year of a park (design rule 9). */
export interface FrozenPriors {
  /** Accepted values; empty = in the previous register without an accepted return. */
  readonly inputs: ParkInputs;
  /** The submission that the previous cycle's published revision rests on: its records are last year's. */
  readonly from: { readonly cycle: string; readonly submissionId: string } | null;
}

export interface RegisterInForce {
  readonly file: Pick<FileInForce, 'submissionId' | 'order'> | null;
  readonly parks: readonly RegisteredPark[];
}

/** What the steps of the upload path read of a cycle; they never write to it. */
export interface CycleReads {
  /** Null when the cycle was never opened. */
  readonly readCycle: (cycle: string) => Promise<Cycle | null>;
  /** Rules of the cycle's pack that are switched off; null where none ever was. */
  readonly readPackPatch: (cycle: string) => Promise<PackPatch | null>;
  /** Null when the park is neither in the register in force of that cycle nor in that of its opening. */
  readonly readRegisteredPark: (cycle: string, park: string) => Promise<RegisteredPark | null>;
  /** All parks of the register in force, in the order of their ids. */
  readonly readRegister: (cycle: string) => Promise<readonly RegisteredPark[]>;
  /** All parks that may file: those of the register in force, and those of the opening that have left it. */
  readonly readFilingParks: (cycle: string) => Promise<readonly RegisteredPark[]>;
  /** The register in force, with the ministry's file that it comes from; null = that of the opening. */
  readonly readRegisterInForce: (cycle: string) => Promise<RegisterInForce>;
  /** The register that the cycle was opened with. */
  readonly readOpenedRegister: (cycle: string) => Promise<readonly RegisteredPark[]>;
  /**
   * Last year of a park as it counts: frozen at opening or of the ministry's file, as amended. null = nothing but the
   * return's own last-year column is known.
   */
  readonly readPriors: (cycle: string, park: string) => Promise<FrozenPriors | null>;
  /** The values of the same, of every park that has any, by park, in the order of their ids. */
  readonly readAllPriors: (cycle: string) => Promise<ReadonlyMap<string, ParkInputs>>;
  /** Last year's values as published, frozen when the cycle was opened, by park. */
  readonly readFrozenPriors: (cycle: string) => Promise<ReadonlyMap<string, ParkInputs>>;
  readonly readAmendments: (cycle: string) => Promise<readonly Amendment[]>;
  /** The amended values that count; null before the first refresh. */
  readonly readAmendedPriors: (cycle: string) => Promise<AmendedPriors | null>;
}

export const cycleReads = (table: Table): CycleReads => {
  const inForce = async (key: TableKey): Promise<FileInForce | null> => {
    const row = await table.read(key);
    return row === undefined ? null : filesInForce.read(row);
  };
  // A version's rows are written before it comes into force and never again: key and rows need no common reading.
  const readRegisterInForce = async (cycle: string): Promise<RegisterInForce> => {
    const file = await inForce(tableKeys.registerInForce(cycle));
    const { pk } = tableKeys.registeredPark(cycle, '', file?.submissionId);
    return { file, parks: (await table.readPartition(pk)).map((row) => registeredParkRows.read(row)) };
  };
  const readOpenedRegister = async (cycle: string): Promise<readonly RegisteredPark[]> =>
    (await table.readPartition(tableKeys.registeredPark(cycle, '').pk)).map((row) =>
      registeredParkRows.read(row),
    );
  const readAmendedPriors = async (cycle: string): Promise<AmendedPriors | null> => {
    const row = await table.read(tableKeys.priorsAmended(cycle));
    return row === undefined ? null : amendedPriorsRows.read(row);
  };
  const readFrozenPriors = async (cycle: string): Promise<ReadonlyMap<string, ParkInputs>> =>
    new Map(
      (await table.readPartition(tableKeys.priors(cycle, '').pk)).map((row) => {
        const { park, inputs } = priorsRows.read(row);
        return [park, inputs];
      }),
    );
  const readFiledPriors = async (cycle: string): Promise<ReadonlyMap<string, ParkInputs>> => {
    const file = await inForce(tableKeys.priorsInForce(cycle));
    if (file === null) return new Map();
    const rows = await table.readPartition(tableKeys.priors(cycle, '', file.submissionId).pk);
    return new Map(
      rows.map((row) => {
        const { park, inputs } = filedPriorsRows.read(row);
        return [park, inputs];
      }),
    );
  };
  const readFiledPriorsOf = async (cycle: string, park: string): Promise<ParkInputs | null> => {
    const file = await inForce(tableKeys.priorsInForce(cycle));
    if (file === null) return null;
    const row = await table.read(tableKeys.priors(cycle, park, file.submissionId));
    return row === undefined ? null : filedPriorsRows.read(row).inputs;
  };
  return {
    readCycle: async (cycle) => {
      const row = await table.read(tableKeys.cycle(cycle));
      return row === undefined ? null : cycleRows.read(row);
    },
    readPackPatch: async (cycle) => {
      const row = await table.read(tableKeys.packPatch(cycle));
      return row === undefined ? null : packPatchRows.read(row);
    },
    readRegisteredPark: async (cycle, park) => {
      const file = await inForce(tableKeys.registerInForce(cycle));
      const row =
        (await table.read(tableKeys.registeredPark(cycle, park, file?.submissionId))) ??
        // A park that has left still files under its name; it is not ranked.
        (file === null ? undefined : await table.read(tableKeys.registeredPark(cycle, park)));
      return row === undefined ? null : registeredParkRows.read(row);
    },
    readRegister: async (cycle) => (await readRegisterInForce(cycle)).parks,
    readRegisterInForce,
    readOpenedRegister,
    readFilingParks: async (cycle) => {
      const [{ parks }, opened] = await Promise.all([readRegisterInForce(cycle), readOpenedRegister(cycle)]);
      const known = new Map([...opened, ...parks].map((park) => [park.id, park]));
      return [...known.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    },
    readPriors: async (cycle, park) => {
      const [frozen, filed, amended] = await Promise.all([
        table.read(tableKeys.priors(cycle, park)),
        readFiledPriorsOf(cycle, park),
        readAmendedPriors(cycle),
      ]);
      const published = frozen === undefined ? null : priorsRows.read(frozen);
      const inputs = priorsInForce(published?.inputs ?? null, filed, amended?.values[park] ?? null);
      if (inputs === null) return null;
      const { fromCycle = '', fromSubmission: submissionId = null } = published ?? {};
      return { inputs, from: submissionId === null ? null : { cycle: fromCycle, submissionId } };
    },
    readAllPriors: async (cycle) => {
      const [frozen, filed, amended] = await Promise.all([
        readFrozenPriors(cycle),
        readFiledPriors(cycle),
        readAmendedPriors(cycle),
      ]);
      const parks = new Set([...frozen.keys(), ...filed.keys(), ...Object.keys(amended?.values ?? {})]);
      return new Map(
        [...parks].toSorted().flatMap((park) => {
          const values = priorsInForce(
            frozen.get(park) ?? null,
            filed.get(park) ?? null,
            amended?.values[park] ?? null,
          );
          return values === null ? [] : [[park, values] as const];
        }),
      );
    },
    readFrozenPriors,
    readAmendments: async (cycle) =>
      (await table.readPartition(tableKeys.amendment(cycle, 0).pk)).map((row) => amendmentRows.read(row)),
    readAmendedPriors,
  };
};
