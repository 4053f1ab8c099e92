import { computeIndicators } from '../../shared/domain/indicators/compute-indicators.ts';
import { shippedEdition } from '../../shared/domain/methodology/shipped-editions.ts';
import type { ScorePorts } from './score-return.ts';

/** Thrown when a cycle was opened with an edition that this program does not have. */
export class UnknownEditionError extends Error {
  override readonly name = 'UnknownEditionError';
}

/** Indicator values by the edition of the cycle. */
export const indicatorsOf: ScorePorts['computeIndicators'] = (methodology, inputs, priors) => {
  const edition = shippedEdition(methodology.id);
  if (edition === null || edition.document.version !== methodology.version) {
    throw new UnknownEditionError(`No methodology edition ${methodology.id} ${methodology.version}`);
  }
  return computeIndicators(edition, inputs, priors);
};
