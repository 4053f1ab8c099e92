import type { Edition } from '../methodology/edition.ts';
import type { Scenario } from './scenario.ts';

/**
 * An edition with the weights of a scenario. Dimensions that the scenario does not name share what it leaves, in
 * proportion to their weights. The formulas stay.
 *
 * @param base the edition of the ranking, or the one that the scenario brings
 */
export const editionWithWeights = (
  base: Edition,
  { multipliers, dimensionWeights }: Pick<Scenario, 'multipliers' | 'dimensionWeights'>,
): Edition => {
  if (multipliers.length + dimensionWeights.length === 0) return base;
  const own = new Map(multipliers.map(({ indicator, multiplier }) => [indicator, multiplier]));
  const given = new Map(dimensionWeights.map(({ dimension, weight }) => [dimension, weight]));
  const { document } = base;
  const left = 1 - [...given.values()].reduce((sum, weight) => sum + weight, 0);
  const rest = document.dimensions
    .filter(({ code }) => !given.has(code))
    .reduce((sum, { weight }) => sum + weight, 0);
  const indicators = document.indicators.map((indicator) => {
    const multiplier = own.get(indicator.code);
    return multiplier === undefined
      ? indicator
      : { ...indicator, weight: { ...indicator.weight, multiplier, status: 'assumed' as const } };
  });
  return {
    document: {
      ...document,
      weights: { ...document.weights, status: 'provisional' },
      dimensions:
        given.size === 0
          ? document.dimensions
          : document.dimensions.map((dimension) => ({
              ...dimension,
              weight: given.get(dimension.code) ?? (dimension.weight * left) / rest,
              weightStatus: 'assumed' as const,
            })),
      indicators,
    },
    formulas: new Map(
      indicators.flatMap((indicator) => {
        const formula = base.formulas.get(indicator.code);
        return formula === undefined ? [] : [[indicator.code, { ...formula, indicator }] as const];
      }),
    ),
  };
};
