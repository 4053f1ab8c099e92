/** Draws from a stream, each time another one. */
export type Draw = () => number;

/** FNV-1a over UTF-16 code units: 32 bits, enough to tell the names of streams apart. */
export const hashOfName = (name: string): number => {
  let state = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    state = Math.imul(state ^ name.charCodeAt(index), 0x01000193);
  }
  return state >>> 0;
};

/**
 * Whole numbers of 32 bits: a Weyl sequence through the finaliser of MurmurHash3. Period 2³²: for few draws, and for
 * the states of generators with longer periods.
 *
 * Source: G. Steele, D. Lea, C. Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014 (SplitMix).
 */
export const splitMix32 = (seed: number): Draw => {
  let weyl = seed;
  return () => {
    weyl = (weyl + 0x9e3779b9) >>> 0;
    let mixed = weyl;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
};

const rotateLeft = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/**
 * Whole numbers of 32 bits, period 2¹²⁸ − 1, for simulations of any length.
 *
 * Source: D. Blackman, S. Vigna, Scrambled Linear Pseudorandom Number Generators, ACM TOMS 47 (2021) 36: xoshiro128**,
 * seeded by SplitMix as they advise.
 *
 * @param state four words of 32 bits, not all 0
 */
export const xoshiro128 = (state: readonly [number, number, number, number]): Draw => {
  let [first, second, third, fourth] = state;
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(second, 5), 7), 9) >>> 0;
    const shifted = second << 9;
    third ^= first;
    fourth ^= second;
    second ^= third;
    first ^= fourth;
    third ^= shifted;
    fourth = rotateLeft(fourth, 11);
    return result;
  };
};

/**
 * Uniform numbers strictly between 0 and 1 in steps of 2⁻⁵², the same for the same seed on every machine.
 *
 * @param seed any text
 */
export const seededUniform = (seed: string): Draw => {
  const words = splitMix32(hashOfName(seed));
  const next = xoshiro128([words(), words(), words(), words()]);
  // 26 bits from each of two words; the half step keeps 0 and 1 out, so that logarithms stay finite.
  return () => ((next() >>> 6) * 0x400_0000 + (next() >>> 6) + 0.5) / 0x10_0000_0000_0000;
};
