import type { Edition } from '../methodology/edition.ts';
import { type ScoredInput, scoreInput } from '../scenarios/score-input.ts';
import { createRanker } from '../scoring/ranks.ts';
import { weightDraws } from './draw-weights.ts';
import type { MethodMaterial } from './method-bounds.ts';
import { AS_RANKED, METHOD_KINDS, type Method, type MethodChoices } from './method-choice.ts';
import { methodColumns } from './method-columns.ts';
import { type ReplicateScorer, replicateScorer } from './replicate-scorer.ts';
import type { OpenWeights, WeightAssumption } from './weight-assumption.ts';

/** What a ranking depends on that is not known: a weight, or a choice of the method. */
export interface UncertainFactor {
  readonly kind: 'multiplier' | 'dimension' | keyof Method;
  /** Code of the indicator or dimension; the kind again for a choice. */
  readonly code: string;
  /** Code of the dimension that a multiplier belongs to; else null. */
  readonly dimension: string | null;
}

/** Everything that one replicate was made from; the same again gives the same ranks. */
export interface Replicate {
  /** Effective weights of the indicators that are in, in the edition's order. */
  readonly weights: Float64Array;
  readonly method: Method;
}

/** A ranking as a function of what is not known of it. */
export interface UncertainRanking {
  readonly scoredInput: ScoredInput;
  /** Ids of the ranked parks, rising: the order of every column and list of ranks. */
  readonly parks: readonly string[];
  /** Codes of the indicators that are in, in the edition's order. */
  readonly indicators: readonly string[];
  /** One per coordinate of a point. */
  readonly factors: readonly UncertainFactor[];
  readonly open: OpenWeights;
  /** Ranks as they stand. */
  readonly nominal: Int32Array;
  /** Weights and method as they stand. */
  readonly asRanked: Replicate;
  /** @param point one number in (0, 1) per factor, uniform */
  readonly replicateAt: (point: Float64Array) => Replicate;
  /** Ranks of the parks, ties at the better rank. */
  readonly ranksOf: (replicate: Replicate) => Int32Array;
}

/**
 * A ranking under weights that are drawn and methods that are chosen.
 *
 * @param choices one alone of a kind is no factor
 * @throws Error when the input contradicts itself or asks for another edition
 */
export const uncertainRanking = (
  edition: Edition,
  material: MethodMaterial,
  assumption: WeightAssumption,
  choices: MethodChoices,
): UncertainRanking => {
  const scoredInput = scoreInput(edition, material.input);
  const { scored, collected, scores } = scoredInput;
  const draws = weightDraws(edition, scored, assumption);
  const { tie } = edition.document.rounding;
  const kinds = METHOD_KINDS.filter((kind) => choices[kind].length > 1);
  const rank = createRanker(scores.length);
  const scorers = new Map<string, ReplicateScorer>();
  // Columns are made once per method and only of methods that occur.
  const scorerOf = (method: Method): ReplicateScorer => {
    const key = `${method.normalisation} ${method.missing} ${method.normalisation === 'min-max' ? method.bounds : ''}`;
    const known = scorers.get(key);
    if (known !== undefined) return known;
    const columns = methodColumns(edition, material, scoredInput, method);
    const scorer = replicateScorer({ ...scored.task, columns });
    scorers.set(key, scorer);
    return scorer;
  };
  return {
    scoredInput,
    parks: collected.parks.map(({ park }) => park.id),
    indicators: scored.in.map(({ code }) => code),
    factors: [
      ...draws.factors.map(({ kind, code, dimension }) => ({
        kind,
        code,
        dimension: kind === 'multiplier' ? (edition.document.dimensions[dimension]?.code ?? null) : null,
      })),
      ...kinds.map((kind) => ({ kind, code: kind, dimension: null })),
    ],
    open: draws.open,
    nominal: rank(scores, tie),
    asRanked: { weights: scored.task.weights, method: AS_RANKED },
    replicateAt: (point) => ({
      weights: draws.weightsAt(point),
      method: methodAt(choices, point.subarray(draws.factors.length)),
    }),
    ranksOf: ({ weights, method }) => rank(scorerOf(method)(weights, method.aggregation), tie),
  };
};

/** The method that a point chooses: one coordinate for each kind that has a choice, in the order of `METHOD_KINDS`. */
const methodAt = (choices: MethodChoices, point: Float64Array): Method => {
  let next = 0;
  const pick = <T>(options: readonly T[], otherwise: T): T => {
    if (options.length < 2) return options[0] ?? otherwise;
    const share = point[next] ?? 0;
    next += 1;
    return options[Math.floor(share * options.length)] ?? otherwise;
  };
  return {
    normalisation: pick(choices.normalisation, AS_RANKED.normalisation),
    aggregation: pick(choices.aggregation, AS_RANKED.aggregation),
    missing: pick(choices.missing, AS_RANKED.missing),
    bounds: pick(choices.bounds, AS_RANKED.bounds),
  };
};
