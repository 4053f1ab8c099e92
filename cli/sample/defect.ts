import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import type { SampleReturn } from './population.ts';
import type { DraftCell } from './return-draft.ts';

/** Where a defect sits in the return. */
export type DefectPlace =
  | { readonly at: 'input'; readonly code: string; readonly column: 'value' | 'previous' }
  | { readonly at: 'park' }
  | { readonly at: 'cycle' }
  | { readonly at: 'header'; readonly column: 'value' };

/** A defect at one place: what stands there now, and the findings it causes, each rule as often as it finds something. */
export interface Defect {
  readonly kind: string;
  readonly place: DefectPlace;
  readonly content: DraftCell;
  readonly breaks: readonly string[];
}

/** A defect, as its kind finds it. */
export type FoundDefect = Omit<Defect, 'kind'>;

/**
 * A kind of mistake. What it breaks was derived by hand from `validation-rules.json`, on a return that is clean
 * otherwise; the conditions that the derivation needs are in `find`.
 */
export interface DefectKind {
  readonly kind: string;
  readonly what: Localised;
  /** Only a workbook can hold it. */
  readonly workbookOnly?: true;
  /** Only a format with columns can hold it: not JSON. */
  readonly tableOnly?: true;
  /** Found only where the accepted values of the cycle before are known (pipeline, or `check --previous`). */
  readonly needsPriors?: true;
  /** Every place of this return where the mistake can be made, in a fixed order. */
  readonly find: (filed: SampleReturn) => readonly FoundDefect[];
}

/** The number as an author would type it. */
export const number = (value: number): DraftCell => ({
  kind: 'number',
  text: String(Number(value.toFixed(4))),
});
export const text = (content: string): DraftCell => ({ kind: 'text', text: content });
/** This year's number; NaN where it is 不适用. */
export const filedValue = (filed: SampleReturn, code: string): number => Number(filed.inputs[code]);
/** Last year's number; NaN where it is 不适用. */
export const filedPrior = (filed: SampleReturn, code: string): number => Number(filed.previous[code]);

export const atValue = (code: string, content: DraftCell, ...breaks: string[]): FoundDefect => ({
  place: { at: 'input', code, column: 'value' },
  content,
  breaks,
});

/** Defects of those inputs that have a number this year and last. */
export const eachNumber = (
  filed: SampleReturn,
  among: readonly string[],
  defect: (code: string, value: number, prior: number) => FoundDefect | null,
): readonly FoundDefect[] =>
  among.flatMap((code) => {
    const value = filedValue(filed, code);
    const prior = filedPrior(filed, code);
    if (!Number.isFinite(value) || !Number.isFinite(prior)) return [];
    return defect(code, value, prior) ?? [];
  });
