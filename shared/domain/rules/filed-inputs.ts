import type { Cell, FiledReturn } from '../returns/filed-return.ts';
import { filedValue, inputText } from './filed-value.ts';

/** Where a value stands in the file. */
export interface ValuePlace {
  readonly sheet: string;
  readonly a1: string;
}

/** A park input as a report keeps it: what the next submission is compared with. */
export interface ReportedInput {
  /** Exact decimal text, `N/A` = 不适用, other text as filed; null = blank. */
  readonly value: string | null;
  readonly cell: ValuePlace;
  /** Last year as quoted in the file, the same way; absent where the file has no such cell. */
  readonly previous?: { readonly value: string | null; readonly cell: ValuePlace };
}

/** The park inputs of a file by code, in the order of the file. The same value is the same text however it was written. */
export const filedInputs = (
  filed: FiledReturn,
  isWanted: (code: string) => boolean,
): Readonly<Record<string, ReportedInput>> =>
  Object.fromEntries(
    [...filed.inputs.values()]
      .filter(({ code }) => isWanted(code))
      .map(({ code, value, previous }) => [
        code,
        { ...reported(value), ...(previous === null ? {} : { previous: reported(previous) }) },
      ]),
  );

const reported = (cell: Cell): { readonly value: string | null; readonly cell: ValuePlace } => {
  const value = filedValue(cell);
  const { sheet, a1, raw } = cell;
  return { value: value === null ? null : (inputText(value) ?? raw.trim()), cell: { sheet, a1 } };
};
