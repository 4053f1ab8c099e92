/** Why an indicator has no value. Never replaced by 0 (policy of formulas-2021). */
export type NotComputableReason =
  | 'missing-input'
  | 'not-applicable'
  | 'zero-denominator'
  | 'missing-prior'
  | 'first-cycle'
  | 'no-expert-score';

/** A value, or "not computable" (不可计算) with its reason and the input codes or condition behind it. */
export type IndicatorValue =
  | { readonly value: number }
  | { readonly notComputable: NotComputableReason; readonly because: readonly string[] };

/** Indicator code (`1.1` … `5.10`) → value. */
export type IndicatorValues = Readonly<Record<string, IndicatorValue>>;

/** Where last year's values came from: the frozen priors of the cycle, the return's own column (marked), or none. */
export type PriorSource = 'previous-cycle' | 'return' | 'first-cycle';

/** Numeric park inputs in force, by code. `'N/A'` = 不适用; absent = blank. Decimal text, exact as filed. */
export type ParkInputs = Readonly<Record<string, string>>;
