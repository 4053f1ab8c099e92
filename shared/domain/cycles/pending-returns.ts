import { ministryFiler, type ReturnSummary } from '../returns/filer-state.ts';

/**
 * Filers whose return is on its way: its last submission waits for a verdict, or other bytes are in force than those
 * that were scored. A return that waits for an explanation is with the park and holds nobody up.
 *
 * @param scored park → SHA-256 of the file that its stored indicator values come from; withdrawn ones left out
 */
export const pendingReturns = (
  returns: readonly ReturnSummary[],
  scored: ReadonlyMap<string, string>,
): readonly string[] =>
  returns
    .filter(
      ({ filer, current, inForce }) =>
        current?.verdict === 'pending' ||
        (filer !== ministryFiler && inForce !== null && scored.get(filer) !== inForce.sha256),
    )
    .map(({ filer }) => filer)
    .toSorted();
