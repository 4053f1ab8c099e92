import { effectiveWeights } from '../scoring/effective-weights.ts';
import type { EditionDocument } from './edition-document.ts';

/** Effective weight by indicator code, with all indicators in: what the edition says before anything is ranked. */
export const nominalWeights = ({
  dimensions,
  indicators,
  weights: { rule },
}: EditionDocument): ReadonlyMap<string, number> => {
  const weights = effectiveWeights(
    indicators.map(({ dimension, weight }) => ({
      dimension: dimensions.findIndex(({ code }) => code === dimension),
      multiplier: weight.multiplier,
    })),
    dimensions.map(({ weight }) => weight),
    rule,
  );
  return new Map(indicators.map(({ code }, index) => [code, weights[index] as number]));
};
