import type { ReadEdition } from '../../shared/domain/cycles/ranking-core.ts';
import { computeIndicators } from '../../shared/domain/indicators/compute-indicators.ts';
import type { ScorePorts } from './score-return.ts';

/** Indicator values by the edition of the cycle. */
export const indicatorsOf =
  (readEdition: ReadEdition): ScorePorts['computeIndicators'] =>
  async (methodology, inputs, priors) =>
    computeIndicators(await readEdition(methodology), inputs, priors);
