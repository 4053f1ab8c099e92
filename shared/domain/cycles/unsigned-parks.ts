import type { RegisteredPark } from '../ranking/ranking.ts';
import type { ReturnSummary } from '../returns/filer-state.ts';

/** Parks of the register, but for the exempt ones, whose return in force nobody has signed off (数据确认). */
export const unsignedParks = (
  returns: readonly Pick<ReturnSummary, 'filer' | 'inForce' | 'isSignedOff'>[],
  register: readonly Pick<RegisteredPark, 'id' | 'exempt'>[],
): readonly string[] => {
  const due = new Set(register.filter(({ exempt }) => !exempt).map(({ id }) => id));
  return returns
    .filter(({ filer, inForce, isSignedOff }) => due.has(filer) && inForce !== null && !isSignedOff)
    .map(({ filer }) => filer)
    .toSorted();
};
