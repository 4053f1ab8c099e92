import type { ReturnsTable } from '../../shared/adapters/returns-table.ts';
import { isMinistryFiler } from '../../shared/domain/returns/filer-state.ts';
import { type ScorePorts, scoreReturn } from './score-return.ts';

/** Parks that are scored at once. */
const together = 8;

/**
 * Scores returns anew after last year's values changed: of the given parks, or of all that have filed, also of those that
 * are not in the register now and may be again. A park without a return in force has nothing to score; one whose values did
 * not change is done before.
 */
export const scoreAnew = async (
  { cycle, parks }: { readonly cycle: string; readonly parks: readonly string[] | null },
  ports: ScorePorts & Pick<ReturnsTable, 'readReturns'>,
): Promise<{ readonly parks: number; readonly scored: number }> => {
  const all = parks ?? (await parksThatFiled(cycle, ports));
  let scored = 0;
  for (let from = 0; from < all.length; from += together) {
    const outcomes = await Promise.all(
      all.slice(from, from + together).map((park) => scoreReturn({ cycle, park }, ports)),
    );
    scored += outcomes.filter(({ outcome }) => outcome === 'scored').length;
  }
  return { parks: all.length, scored };
};

/** Parks that have filed, also those that are not in the register now. */
export const parksThatFiled = async (
  cycle: string,
  ports: Pick<ReturnsTable, 'readReturns'>,
): Promise<readonly string[]> =>
  (await ports.readReturns(cycle)).map(({ filer }) => filer).filter((filer) => !isMinistryFiler(filer));
