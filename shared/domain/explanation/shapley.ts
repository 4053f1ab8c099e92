import { type Fraction, fraction } from './fraction.ts';

/** More players than this would make fractions that are no longer exact in safe integers. */
const MOST_PLAYERS = 10;

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

/**
 * Shapley values of a game whose worths are whole numbers, as exact fractions. They add up to
 * worth(everyone) − worth(nobody); a player that never changes the worth has 0.
 *
 * φᵢ = Σ over S without i of |S|! (n − |S| − 1)! ÷ n! × (v(S ∪ {i}) − v(S)). Source: L. S. Shapley, “A value for
 * n-person games”, Contributions to the Theory of Games II (1953).
 *
 * @param players how many, at most 10
 * @param worth worth of a coalition; bit i of the number says whether player i is in it
 */
export const shapleyValues = (players: number, worth: (coalition: number) => number): readonly Fraction[] => {
  if (players > MOST_PLAYERS) throw new RangeError(`more than ${MOST_PLAYERS} players`);
  const orders = factorial(players);
  const worths = Array.from({ length: 2 ** players }, (_, coalition) => worth(coalition));
  // In how many orders exactly these `size` players come before a given one.
  const ordersWith = Array.from(
    { length: players },
    (_, size) => factorial(size) * factorial(players - size - 1),
  );
  return Array.from({ length: players }, (_, player) => {
    const own = 1 << player;
    let sum = 0;
    for (const [coalition, before] of worths.entries()) {
      if ((coalition & own) !== 0) continue;
      const gain = (worths[coalition | own] as number) - before;
      sum += (ordersWith[sizeOf(coalition)] as number) * gain;
    }
    return fraction(sum, orders);
  });
};

const sizeOf = (coalition: number): number => {
  let size = 0;
  for (let rest = coalition; rest !== 0; rest &= rest - 1) size += 1;
  return size;
};
