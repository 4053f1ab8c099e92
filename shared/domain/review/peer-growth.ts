import { modifiedZScores } from './modified-z-scores.ts';
import type { ReviewedPopulation, ReviewedReturn } from './review-list.ts';

/** Fewer parks than this are no population to stand out from. */
const LEAST_PARKS = 8;

/** Parks that grow within some 5 % of each other are alike: then 18 % more than the median is the least that stands out. */
const LEAST_SPREAD = 0.05;

/**
 * How far the growth of an input stands out among the parks: the modified z-score of ln(this year ÷ last year), by park.
 * Only parks with a positive value in both years count. Empty where they are fewer than eight.
 */
export const peerGrowth = (
  code: string,
  returns: readonly ReviewedReturn[],
): ReadonlyMap<string, ReviewedPopulation> => {
  const grown = returns
    .map(({ park, inputs, priors }) => ({
      park,
      growth: Number(inputs[code]) / Number(priors[code]),
      base: Number(priors[code]),
    }))
    .filter(({ growth, base }) => base > 0 && growth > 0 && Number.isFinite(growth));
  if (grown.length < LEAST_PARKS) return new Map();
  const { median, scores } = modifiedZScores(
    grown.map(({ growth }) => Math.log(growth)),
    LEAST_SPREAD,
  );
  return new Map(
    scores.map((z, index): [string, ReviewedPopulation] => {
      const { park = '', growth = Number.NaN } = grown[index] ?? {};
      return [park, { parks: grown.length, medianGrowth: Math.exp(median), growth, z }];
    }),
  );
};
