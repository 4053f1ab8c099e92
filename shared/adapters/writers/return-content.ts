import type { Declaration } from '../../domain/returns/filed-return.ts';

/** A value to write: numbers as numbers, text as text; null leaves the cell blank (in JSON the member out). */
export type WrittenValue = number | string | null;

export interface WrittenRecords {
  /** Field codes; `uscc` first by custom. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly WrittenValue[])[];
}

/** The content of a return to be written in any of the formats. */
export interface ReturnContent {
  readonly cycle: string;
  readonly park: string;
  /** `gx46-2021@1`; only workbooks have it. */
  readonly template: string;
  /** Said on the cover of a workbook, e.g. that the data are synthetic. */
  readonly label?: string;
  /** By input code, in the order to write. Without `previous` the cell is blank, the member absent. */
  readonly inputs: ReadonlyMap<string, { readonly value: WrittenValue; readonly previous?: WrittenValue }>;
  readonly declarations?: { readonly enterprises?: Declaration; readonly projects?: Declaration };
  readonly enterprises?: WrittenRecords;
  readonly projects?: WrittenRecords;
  readonly explanations?: readonly {
    readonly finding: string;
    readonly reason: string;
    readonly text: string;
  }[];
}
