import type { Amendment } from '../../shared/domain/cycles/amendment.ts';
import type { Cycle } from '../../shared/domain/cycles/cycle.ts';
import type { ParkInputs } from '../../shared/domain/indicators/indicator-value.ts';
import type { RegisteredPark } from '../../shared/domain/ranking/ranking.ts';
import type { RecordTable } from '../../shared/domain/records/record-table.ts';
import type { FiledRecords } from '../../shared/domain/returns/filed-return.ts';
import type { FindingsReport } from '../../shared/domain/rules/finding.ts';
import type { PackPatch } from '../../shared/domain/rules/pack-patch.ts';

/** What checking a file gives: the report, and what is scored of it where it is accepted. */
export interface CheckedFiling {
  /** Judged by the explanations in the file itself. */
  readonly report: FindingsReport;
  /**
   * Exact decimal text by input code; `N/A` = 不适用. Expert scores: by `park/indicator`; the ministry's other files: by
   * park, what there is of it.
   */
  readonly inputs: ParkInputs;
  /** Last year's column as filed. */
  readonly previous: ParkInputs;
  /** Findings of shadow-mode rules by rule, for the ministry only. */
  readonly shadow: Readonly<Record<string, number>>;
  readonly explanations: readonly {
    readonly finding: string;
    readonly reason: string;
    readonly text: string;
  }[];
  /** Enterprise and project records of the file; null where it has none. */
  readonly records: FiledRecords | null;
  /** What a register, or last year's values, say in full: too much for the submission's row. */
  readonly contents?:
    | { readonly register: readonly RegisteredPark[] }
    | { readonly priors: Readonly<Record<string, ParkInputs>> };
}

interface FiledFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Reads and judges a park's return. The same file, cycle, park and priors give the same result, byte for byte. */
export type CheckReturnFile = (
  file: FiledFile,
  filing: {
    readonly cycle: Cycle;
    readonly park: string;
    /** Frozen values of last year; null where the park was not in the previous register. */
    readonly frozenPriors: ParkInputs | null;
    /** Last year's enterprise records as accepted, of the fields wanted; null where there are none. Asked for once, if at all. */
    readonly readPriorRecords: (codes: ReadonlySet<string>) => Promise<RecordTable | null>;
    /** Rules that are switched off. */
    readonly packPatch: PackPatch | null;
  },
) => Promise<CheckedFiling>;

/** Reads and judges a file of the ministry, the same way. */
export type CheckMinistryFile = (
  file: FiledFile,
  filing: {
    /** Which kind of file it was filed as. */
    readonly filer: string;
    readonly cycle: Cycle;
    readonly uploadedAt: string;
    readonly register: readonly RegisteredPark[];
    /** The register that the cycle was opened with. */
    readonly openedRegister: readonly RegisteredPark[];
    /** Last year's values as published, by park. */
    readonly frozenPriors: ReadonlyMap<string, ParkInputs>;
    /** Amendments of last year's values, whether they count yet or not. */
    readonly amendments: readonly Pick<Amendment, 'number' | 'park' | 'values'>[];
    readonly packPatch: PackPatch | null;
  },
) => Promise<CheckedFiling>;
