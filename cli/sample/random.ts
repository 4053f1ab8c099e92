/** A stream of pseudo-random draws. The same seed gives the same draws on every machine. */
export interface Random {
  /** Uniform in [low, high). */
  readonly uniform: (low: number, high: number) => number;
  /** Standard normal, cut at ±`limit` (2.5 unless told). */
  readonly normal: (limit?: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
}

/** Opens the stream of a name: each park and year has its own, so that one park's draws never shift another's. */
export type RandomStreams = (name: string) => Random;

/** FNV-1a over UTF-16 code units: 32 bits, enough to tell stream names apart. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  return state >>> 0;
}

/** One stream: a Weyl sequence through a 32-bit finaliser (the SplitMix construction, Steele et al. 2014). */
function stream(seed: number): Random {
  let weyl = seed;
  const next = (): number => {
    weyl = (weyl + 0x9e3779b9) >>> 0;
    let mixed = weyl;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 0x1_0000_0000;
  };
  const normal = (limit = 2.5): number => {
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    return Math.max(-limit, Math.min(limit, radius * Math.cos(2 * Math.PI * next())));
  };
  return { uniform: (low, high) => low + (high - low) * next(), normal, chance: (p) => next() < p };
}

export function seededStreams(seed: string): RandomStreams {
  return (name) => stream(hash(`${seed}/${name}`));
}
