import type { Localised } from '../returns/filed-return.ts';

/** What can be said of an edition's document; stable. */
export type EditionFindingCode =
  | 'wrong-value'
  | 'missing-member'
  | 'unknown-member'
  | 'weight-sum'
  | 'duplicate-code'
  | 'empty-dimension'
  | 'unknown-dimension'
  | 'foreign-code'
  | 'hierarchy-cycle'
  | 'assumed-called-official'
  | 'broken-formula'
  | 'unknown-input'
  | 'unusable-name'
  | 'not-a-score'
  | 'score-in-formula'
  | 'score-under-other-code'
  | 'unguarded-denominator'
  | 'same-formula'
  | 'wrong-successor'
  | 'not-normalised'
  | 'provisional-weights'
  | 'unofficial-formulas'
  | 'synthetic'
  | 'incomplete';

/** One thing to say of an edition, at a place such as `indicators[3].expression`. */
export interface EditionFinding {
  /** `error`: it cannot be used; `warning`: it can, but probably says what was not meant; `notice`: to be known. */
  readonly severity: 'error' | 'warning' | 'notice';
  readonly code: EditionFindingCode;
  readonly place: string;
  /** Code of the indicator or dimension at the place; null where it has none. */
  readonly subject: string | null;
  readonly message: Localised;
}

/** Takes findings of one place after the other. */
export type AddFinding = (
  finding: Omit<EditionFinding, 'subject' | 'message'> & {
    readonly subject?: string | null;
    readonly zh: string;
    readonly en: string;
  },
) => void;
