import type { Edition } from '../methodology/edition.ts';
import type { ScoredParks } from '../ranking/score-parks.ts';
import { effectiveWeights } from '../scoring/effective-weights.ts';
import { isDrawn, type OpenWeights, type WeightAssumption } from './weight-assumption.ts';

/** A weight that is drawn: an indicator's multiplier or a dimension's weight. */
export interface WeightFactor {
  readonly kind: 'multiplier' | 'dimension';
  /** Code of the indicator or dimension. */
  readonly code: string;
  /** Index of the indicator's dimension, or of the dimension. */
  readonly dimension: number;
}

/** Weights as a function of a point of the unit cube, one coordinate per weight that is drawn. */
export interface WeightDraws {
  readonly factors: readonly WeightFactor[];
  readonly open: OpenWeights;
  /**
   * Effective weights of the indicators that are in, in the edition's order.
   *
   * @param point one number in (0, 1) per factor, uniform
   */
  readonly weightsAt: (point: Float64Array) => Float64Array;
}

interface Open {
  /** Place in the list of nominal values. */
  readonly at: number;
  /** Place in the point. */
  readonly coordinate: number;
}

/**
 * How the weights of an edition are drawn under an assumption.
 *
 * uniform: nominal × (1 + spread × (2u − 1)). dirichlet: the sum of a dimension's open multipliers × eᵢ ÷ Σe with
 * e = −ln u, which is uniform on the simplex.
 *
 * Source: L. Devroye, Non-Uniform Random Variate Generation (1986), ch. XI.4 (Dirichlet from exponentials).
 */
export const weightDraws = (
  { document }: Edition,
  { in: indicators }: Pick<ScoredParks, 'in'>,
  assumption: WeightAssumption,
): WeightDraws => {
  const statusOf = new Map(document.indicators.map(({ code, weight }) => [code, weight.status]));
  const factors: WeightFactor[] = [];
  const addFactor = (factor: WeightFactor, at: number): Open => {
    factors.push(factor);
    return { at, coordinate: factors.length - 1 };
  };
  const isSpread = assumption.distribution === 'dirichlet' || assumption.multipliers > 0;
  const multipliers = indicators.flatMap(({ code, dimension }, at): (Open & { dimension: number })[] =>
    isSpread && isDrawn(statusOf.get(code) ?? '', assumption)
      ? [{ ...addFactor({ kind: 'multiplier', code, dimension }, at), dimension }]
      : [],
  );
  // A dimension of which nothing is in has no weight to vary; one open weight alone would be rescaled back.
  const openDimensions = document.dimensions.flatMap(({ weightStatus }, at) => {
    const isIn = indicators.some(({ dimension }) => dimension === at);
    return assumption.dimensions > 0 && isIn && isDrawn(weightStatus, assumption) ? [at] : [];
  });
  const dimensions = (openDimensions.length > 1 ? openDimensions : []).map((at) =>
    addFactor({ kind: 'dimension', code: document.dimensions[at]?.code ?? '', dimension: at }, at),
  );
  const nominal = {
    multipliers: indicators.map(({ multiplier }) => multiplier),
    dimensions: document.dimensions.map(({ weight }) => weight),
  };
  const groups = [...Map.groupBy(multipliers, ({ dimension }) => dimension).values()];
  return {
    factors,
    open: { multipliers: multipliers.length, dimensions: dimensions.length },
    weightsAt: (point) => {
      const drawn = nominal.multipliers.slice();
      if (assumption.distribution === 'uniform') spread(drawn, multipliers, point, assumption.multipliers);
      else for (const group of groups) divide(drawn, group, point);
      const weights = nominal.dimensions.slice();
      spread(weights, dimensions, point, assumption.dimensions);
      rescale(weights, dimensions, nominal.dimensions);
      return effectiveWeights(
        indicators.map(({ dimension }, at) => ({ dimension, multiplier: drawn[at] as number })),
        weights,
        document.weights.rule,
      );
    },
  };
};

const spread = (values: number[], open: readonly Open[], point: Float64Array, width: number): void => {
  for (const { at, coordinate } of open) {
    values[at] = (values[at] as number) * (1 + width * (2 * (point[coordinate] as number) - 1));
  }
};

const divide = (values: number[], open: readonly Open[], point: Float64Array): void => {
  let whole = 0;
  let sum = 0;
  for (const { at, coordinate } of open) {
    whole += values[at] as number;
    sum -= Math.log(point[coordinate] as number);
  }
  for (const { at, coordinate } of open) values[at] = (whole * -Math.log(point[coordinate] as number)) / sum;
};

/** Brings the open values back to what they add up to nominally. */
const rescale = (values: number[], open: readonly Open[], nominal: readonly number[]): void => {
  let now = 0;
  let before = 0;
  for (const { at } of open) {
    now += values[at] as number;
    before += nominal[at] as number;
  }
  if (now === before) return;
  for (const { at } of open) values[at] = ((values[at] as number) * before) / now;
};
