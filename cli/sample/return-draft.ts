import type { SampleReturn } from './population.ts';

/** What a person may have put into a cell. Numbers are exact decimal text. */
export type DraftCell =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'blank' }
  /** A spreadsheet's error value, the stored result of a formula that fails; workbooks only. */
  | { readonly kind: 'error'; readonly text: string; readonly formula: string }
  /** A formula that was never calculated; workbooks only. */
  | { readonly kind: 'formula'; readonly formula: string };

export interface DraftRow {
  readonly code: string;
  readonly value: DraftCell;
  readonly previous: DraftCell;
}

/** A return as somebody filled it in, before it is written in one of the file formats. */
export interface ReturnDraft {
  /** As the file says; the upload's key may say another. */
  readonly cycle: string;
  readonly park: string;
  /** Pack and major version of the template; only workbooks carry it. */
  readonly template: string;
  readonly rows: readonly DraftRow[];
  /** Columns that somebody deleted. */
  readonly withoutColumns: readonly 'value'[];
}

/** 不适用 is a text, in every format. */
export const cellOf = (text: string | undefined): DraftCell =>
  text === undefined
    ? { kind: 'blank' }
    : text === 'N/A'
      ? { kind: 'text', text: '不适用' }
      : { kind: 'number', text };

/** The clean return: all inputs and last year's values, in the order of the inputs. */
export function cleanDraft(filed: SampleReturn): ReturnDraft {
  return {
    cycle: filed.cycle,
    park: filed.park.id,
    template: `gx46-${filed.cycle}@1`,
    rows: Object.entries(filed.inputs).map(([code, text]) => ({
      code,
      value: cellOf(text),
      previous: cellOf(filed.previous[code]),
    })),
    withoutColumns: [],
  };
}
