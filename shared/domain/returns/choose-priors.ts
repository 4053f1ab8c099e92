import type { Priors } from '../indicators/compute-indicators.ts';
import type { ParkInputs } from '../indicators/indicator-value.ts';

/**
 * Last year's values that count for a return (design rule 9): those frozen when the cycle was opened; without a previous
 * cycle the return's own last-year column, marked by its source; none for a park that was not in the previous register.
 */
export const choosePriors = (
  previousCycle: string | null,
  /** Empty = in the previous register without an accepted return; null = not in it. */
  frozen: ParkInputs | null,
  asFiled: ParkInputs,
): Priors => {
  if (previousCycle === null) return { source: 'return', values: asFiled };
  return frozen === null
    ? { source: 'first-cycle', values: {} }
    : { source: 'previous-cycle', values: frozen };
};
