import type { Priors } from '../indicators/compute-indicators.ts';
import type { ParkInputs } from '../indicators/indicator-value.ts';

/**
 * Last year's values that count for a return (design rule 9): those frozen when the cycle was opened, or of the ministry's
 * file. Where neither knows the park: without a previous cycle the return's own last-year column, marked by its source;
 * with one none, since the park was not in the previous register.
 */
export const choosePriors = (
  previousCycle: string | null,
  /** As `CycleReads.readPriors` gives them. */
  frozen: ParkInputs | null,
  asFiled: ParkInputs,
): Priors => {
  if (frozen !== null) return { source: 'previous-cycle', values: frozen };
  return previousCycle === null
    ? { source: 'return', values: asFiled }
    : { source: 'first-cycle', values: {} };
};
