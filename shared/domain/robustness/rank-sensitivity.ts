import { averageShift } from '../explanation/rank-agreement.ts';
import { seededUniform } from '../randomness/seeded-random.ts';
import { type SobolIndices, type SobolTask, sobolIndices } from './sobol-indices.ts';
import type { UncertainFactor, UncertainRanking } from './uncertain-ranking.ts';

/** Factors that are varied together, under the name of what they have in common. */
export interface FactorGroup {
  readonly kind: UncertainFactor['kind'];
  /** Of a multiplier: the code of its dimension, or its own; null where the kind says it all. */
  readonly code: string | null;
  readonly coordinates: readonly number[];
}

/**
 * Factors in groups: the multipliers of each dimension, all dimension weights, each choice of method. Or each by itself,
 * which shows whose weight it would pay most to know.
 */
export const factorGroups = (
  { factors }: Pick<UncertainRanking, 'factors'>,
  by: 'groups' | 'each',
): FactorGroup[] => {
  const codeOf = ({ kind, code, dimension }: UncertainFactor): string | null => {
    if (kind === 'multiplier') return by === 'each' ? code : dimension;
    return kind === 'dimension' && by === 'each' ? code : null;
  };
  const named = factors.map((factor, coordinate) => ({
    kind: factor.kind,
    code: codeOf(factor),
    coordinate,
  }));
  return [...Map.groupBy(named, ({ kind, code }) => `${kind} ${code}`).values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    return [{ kind: first.kind, code: first.code, coordinates: members.map(({ coordinate }) => coordinate) }];
  });
};

/**
 * What the uncertainty of the ranking comes from: Sobol' indices of the average shift in rank against the ranking as it
 * stands, or of one park's rank.
 *
 * Source: M. Saisana, A. Saltelli, S. Tarantola, J. R. Statist. Soc. A 168 (2005) 307–323 (average shift in rank as the
 * output); estimators: see `sobolIndices`.
 *
 * @param park id of a ranked park, null = all parks
 */
export const rankSensitivity = (
  ranking: UncertainRanking,
  groups: readonly FactorGroup[],
  park: string | null,
  { samples, seed, onSample }: { samples: number; seed: string } & Pick<SobolTask, 'onSample'>,
): SobolIndices => {
  const unit = park === null ? -1 : ranking.parks.indexOf(park);
  if (park !== null && unit < 0) throw new RangeError(`${park} is not ranked`);
  const { nominal } = ranking;
  return sobolIndices({
    coordinates: ranking.factors.length,
    groups: groups.map(({ coordinates }) => coordinates),
    samples,
    // A stream of its own: the simulation's replicates stay what they are.
    uniform: seededUniform(`${seed}/sobol`),
    model: (point) => {
      const ranks = ranking.ranksOf(ranking.replicateAt(point));
      if (unit >= 0) return ranks[unit] as number;
      return averageShift(Array.from(nominal, (from, at) => ({ from, to: ranks[at] as number })));
    },
    ...(onSample === undefined ? {} : { onSample }),
  });
};
