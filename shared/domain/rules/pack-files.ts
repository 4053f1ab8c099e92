import type { FieldRows, FormulaFile, InputRows, RuleAdditions, RuleFile } from './rule-source.ts';

/** The files that a rule pack is made of, as parsed JSON. */
export interface PackFiles {
  /** validation-rules.json. */
  readonly rules: unknown;
  /** Rules of this project beside it, in the same shape. */
  readonly ownRules: unknown;
  /** What runs on what, message parameters, fix hints, owner, effective dates. */
  readonly additions: unknown;
  /** Rows of park-inputs-2021. */
  readonly inputs: unknown;
  /** Rows of return-fields. */
  readonly fields: unknown;
  /** formulas-2021.json: derived enterprise values and indicator codes. */
  readonly formulas: unknown;
}

/** The same files in their shapes, with the members that may be left out. */
export interface ShapedPackFiles {
  readonly rules: RuleFile;
  readonly ownRules: RuleFile;
  readonly additions: RuleAdditions;
  readonly inputs: InputRows;
  readonly fields: FieldRows;
  readonly formulas: FormulaFile;
}
