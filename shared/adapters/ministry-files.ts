import type { AmendedPriors, Amendment } from '../domain/cycles/amendment.ts';
import type { ParkInputs } from '../domain/indicators/indicator-value.ts';
import type { RegisteredPark } from '../domain/ranking/ranking.ts';
import {
  amendedPriorsRows,
  amendmentRows,
  type FileInForce,
  filedPriorsRows,
  filesInForce,
  registeredParkRows,
} from './cycle-rows.ts';
import type { Table, TableWrite } from './table.ts';
import { tableKeys } from './table-keys.ts';

/** DynamoDB takes no more writes in one transaction, and 4 MB: last year's values of one park are some 3 KB. */
const togetherInTransaction = 100;

/**
 * Contents of the ministry's accepted files, each under its submission. Nobody reads them before the file is in force, and
 * they never change: writing them again is harmless.
 */
export interface MinistryFiles {
  readonly writeRegisterVersion: (
    cycle: string,
    submissionId: string,
    register: readonly RegisteredPark[],
  ) => Promise<void>;
  readonly writePriorsVersion: (
    cycle: string,
    submissionId: string,
    priors: Readonly<Record<string, ParkInputs>>,
  ) => Promise<void>;
}

export const ministryFiles = (table: Table): MinistryFiles => {
  const writeInBatches = async (writes: readonly TableWrite[]): Promise<void> => {
    for (let from = 0; from < writes.length; from += togetherInTransaction) {
      await table.write(writes.slice(from, from + togetherInTransaction));
    }
  };
  return {
    writeRegisterVersion: (cycle, submissionId, register) =>
      writeInBatches(
        register.map((park) => ({
          put: registeredParkRows.rowOf(tableKeys.registeredPark(cycle, park.id, submissionId), park),
        })),
      ),
    writePriorsVersion: (cycle, submissionId, priors) =>
      writeInBatches(
        Object.entries(priors).map(([park, inputs]) => ({
          put: filedPriorsRows.rowOf(tableKeys.priors(cycle, park, submissionId), {
            cycle,
            park,
            submissionId,
            inputs: { ...inputs },
          }),
        })),
      ),
  };
};

/** Part of a transaction: a register comes into force; never an earlier file over a later one. */
export const registerInForceWrite = (file: FileInForce): TableWrite => ({
  put: filesInForce.rowOf(tableKeys.registerInForce(file.cycle), file),
  when: { is: 'absent-or-at-most', attribute: 'order', value: file.order },
});

/** Part of a transaction: a file of last year's values comes into force; never an earlier one over a later one. */
export const priorsInForceWrite = (file: FileInForce): TableWrite => ({
  put: filesInForce.rowOf(tableKeys.priorsInForce(file.cycle), file),
  when: { is: 'absent-or-at-most', attribute: 'order', value: file.order },
});

/** Part of a transaction: an amendment is recorded. */
export const amendmentWrite = (amendment: Amendment): TableWrite => ({
  put: amendmentRows.rowOf(tableKeys.amendment(amendment.cycle, amendment.number), amendment),
  when: { is: 'absent' },
});

/** Part of a transaction: amended values count from now on. Guarded by the audit entry that goes with it. */
export const amendedPriorsWrite = (amended: AmendedPriors): TableWrite => ({
  put: amendedPriorsRows.rowOf(tableKeys.priorsAmended(amended.cycle), amended),
});
