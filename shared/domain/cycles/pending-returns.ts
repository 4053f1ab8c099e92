import type { ParkInputs } from '../indicators/indicator-value.ts';
import type { Hash } from '../returns/audit-chain.ts';
import { isMinistryFiler, type ReturnSummary } from '../returns/filer-state.ts';
import { priorsHash, UNKNOWN_PRIORS } from '../returns/judged-priors.ts';
import type { StoredIndicators } from './ranking-state.ts';

type Scored = Pick<StoredIndicators, 'park' | 'sha256' | 'priors' | 'withdrawn'>;

/**
 * Filers whose return is on its way: its last submission waits for a verdict, or was not accepted by other values of last
 * year than those that count now; other bytes are in force than those that were scored, or they were scored by other such
 * values. A return that waits for an explanation is with the park and holds nobody up.
 *
 * @param priors last year's values that count, by park; a park without has those of its own return, or none
 */
export const pendingReturns = (
  returns: readonly ReturnSummary[],
  scored: readonly Scored[],
  priors: ReadonlyMap<string, ParkInputs>,
  hash: Hash,
): readonly string[] => {
  const byPark = new Map(scored.filter(({ withdrawn }) => !withdrawn).map((row) => [row.park, row]));
  return returns
    .filter(({ filer, current, inForce }) => {
      if (current?.verdict === 'pending') return true;
      if (isMinistryFiler(filer)) return false;
      const isAccepted = current === null || current.verdict === 'accepted';
      if (!isAccepted && isKnownOutdated(current.priors, priors.get(filer) ?? null, hash)) return true;
      if (inForce === null) return false;
      const row = byPark.get(filer);
      if (row?.sha256 !== inForce.sha256) return true;
      const counting = priors.get(filer);
      return counting !== undefined && !areEqual(row.priors, counting);
    })
    .map(({ filer }) => filer)
    .toSorted();
};

/** What was judged by values unknown holds nobody up: nothing gives its verdict anew unless the values change. */
const isKnownOutdated = (judgedBy: string | null, counting: ParkInputs | null, hash: Hash): boolean =>
  judgedBy !== UNKNOWN_PRIORS && judgedBy !== priorsHash(counting, hash);

const areEqual = (a: ParkInputs, b: ParkInputs): boolean => {
  const codes = Object.keys(a);
  return codes.length === Object.keys(b).length && codes.every((code) => a[code] === b[code]);
};
