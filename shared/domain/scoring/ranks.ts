/** Sort keys of scores: equal keys are a tie. NaN stays NaN. */
const rankKeys = (scores: Float64Array, tie: number): Float64Array => {
  const keys = new Float64Array(scores.length);
  // + 0 turns −0 into 0.
  for (let unit = 0; unit < keys.length; unit += 1)
    keys[unit] = Math.round((scores[unit] as number) / tie) + 0;
  return keys;
};

/**
 * Ranks by falling score: 1 = best, ties share the better rank (1, 2, 2, 4), 0 = no score.
 *
 * @param scores one per unit, NaN = none
 * @param tie scores that are equal after rounding to this step are a tie
 */
export const ranksOf = (scores: Float64Array, tie: number): Int32Array => {
  const keys = rankKeys(scores, tie);
  // A typed sort puts NaN last, so the present keys come first, rising.
  const sorted = keys.slice().sort();
  let count = sorted.length;
  while (count > 0 && Number.isNaN(sorted[count - 1] as number)) count -= 1;
  const ranks = new Int32Array(keys.length);
  for (let unit = 0; unit < keys.length; unit += 1) {
    const key = keys[unit] as number;
    ranks[unit] = Number.isNaN(key) ? 0 : count - countUpTo(sorted, count, key) + 1;
  }
  return ranks;
};

/** How many of the first `count` sorted keys are at most `key`. */
const countUpTo = (sorted: Float64Array, count: number, key: number): number => {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= key) low = middle + 1;
    else high = middle;
  }
  return low;
};
