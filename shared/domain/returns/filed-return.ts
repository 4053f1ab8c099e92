/**
 * What a reader found in a filed return, before any rule has looked at it.
 *
 * This is the seam between the readers (one per file format) and the rules: readers locate and copy,
 * they never judge a value. Record tables (enterprises, projects) are typed columns: 30,000 × 150 cells are never
 * objects.
 */
import type { RecordTable } from '../records/record-table.ts';

/** One cell as filed, with its place. */
export interface Cell {
  /** Worksheet name; for CSV the part's file name; for JSON the top-level member, e.g. `inputs`. */
  readonly sheet: string;
  /** A1 address; in a CSV the same, as a spreadsheet shows the file; in JSON a JSON Pointer, e.g. `/inputs/employees/value`. */
  readonly a1: string;
  /** Header of the column (or, on the inputs sheet, the label of the row's input) as filed; empty where there is none. */
  readonly header: string;
  /** Text as filed, untouched. For a stored number its decimal text as it stands in the file. */
  readonly raw: string;
  /** How the file stored it. A formula keeps the kind of its stored value; `blank` where it has none. */
  readonly stored: 'number' | 'text' | 'boolean' | 'error' | 'blank';
  readonly hasFormula: boolean;
}

/** One park input: this year's value and, where the file has the column, last year's as quoted in the file. */
export interface FiledInput {
  readonly code: string;
  readonly value: Cell;
  readonly previous: Cell | null;
}

/** One sheet or part as it stands in the file. */
export interface FiledForm {
  readonly sheet: string;
  readonly form: 'PARK' | 'enterprises' | 'projects' | 'explanations' | 'cover';
  /** Codes of required columns (for PARK: column roles `code`, `value`) that are absent. */
  readonly missingColumns: readonly string[];
  /** Codes that occur more than once. */
  readonly duplicatedColumns: readonly string[];
  /** Every place of what occurs more than once, the first too; absent in JSON. */
  readonly duplicates?: readonly Cell[];
  /** The file has no sheet of this name at all. */
  readonly isAbsent?: boolean;
  /** Header cells of columns, or code cells of rows, or JSON members, that nothing in the template names. */
  readonly unknown: readonly Cell[];
  /** Cells above and directly below the header that name a unit of measure; absent in JSON. */
  readonly units?: readonly Cell[];
  /** Rows of data below the header; blank rows are not counted. */
  readonly rowCount: number;
  /** Header cell where a form-wide finding can point; null for JSON. */
  readonly anchor: Cell | null;
}

export type Declaration = 'filed' | 'none' | 'pending';

export interface FiledExplanation {
  readonly finding: string;
  readonly reason: string;
  readonly text: string;
  readonly cell: Cell;
}

export interface FileFacts {
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Null where the content is none of the known formats. */
  readonly format: 'xlsx' | 'csv' | 'json' | 'zip' | null;
  /** `utf-8`, `utf-8-bom` or `gb18030` for text, null for xlsx. */
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'gb18030' | null;
}

/** Record tables with at least one row of data. */
export interface FiledRecords {
  readonly enterprises: RecordTable | null;
  readonly projects: RecordTable | null;
}

export interface FiledReturn {
  readonly file: FileFacts;
  /** `gx46-2021@1`; null where the format has none (CSV, JSON: the format version stands for it). */
  readonly template: Cell | null;
  readonly cycle: Cell | null;
  readonly park: Cell | null;
  readonly forms: readonly FiledForm[];
  /** By input code; an input without a row or member is absent. Includes expert-score codes if the file has them. */
  readonly inputs: ReadonlyMap<string, FiledInput>;
  readonly declarations: {
    readonly enterprises: { value: Declaration | null; cell: Cell } | null;
    readonly projects: { value: Declaration | null; cell: Cell } | null;
  };
  readonly explanations: readonly FiledExplanation[];
  /** Absent where the file has none. */
  readonly records?: FiledRecords;
  readonly rows: { readonly read: number; readonly blank: number };
}

/** Text that a user reads, zh first. */
export interface Localised {
  readonly zh: string;
  readonly en: string;
}

/** Why a file could not be taken in at all. It becomes one R-F-002 finding; `what` fills its message. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly file: FileFacts;
  readonly what: Localised;
  /** The part of the file named in the refusal (zip entry, sheet), with its address if any. */
  readonly cell: Cell | null;
  /** The `file.*` fact of R-F-002 that is broken. */
  readonly fact:
    | 'readable'
    | 'encrypted'
    | 'has_macros'
    | 'has_external_links'
    | 'has_embedded_objects'
    | 'has_undecodable_text';
}

export type ReadOutcome = { readonly kind: 'read'; readonly filed: FiledReturn } | Unreadable;

/** Reading port: told apart by content, never by name. Never throws for bad content; throws only for programming errors. */
export type ReadReturn = (file: { name: string; bytes: Uint8Array }) => Promise<ReadOutcome>;
