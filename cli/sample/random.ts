import { hashOfName, splitMix32 } from '../../shared/domain/randomness/seeded-random.ts';

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

function stream(seed: number): Random {
  const draw = splitMix32(seed);
  const next = (): number => draw() / 0x1_0000_0000;
  const normal = (limit = 2.5): number => {
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    return Math.max(-limit, Math.min(limit, radius * Math.cos(2 * Math.PI * next())));
  };
  return { uniform: (low, high) => low + (high - low) * next(), normal, chance: (p) => next() < p };
}

export function seededStreams(seed: string): RandomStreams {
  return (name) => stream(hashOfName(`${seed}/${name}`));
}
