import { indicatorBases } from '../indicators/compute-indicators.ts';
import type { Edition } from '../methodology/edition.ts';
import { shippedEdition } from '../methodology/shipped-editions.ts';
import { UnknownEditionError } from '../methodology/unknown-edition.ts';
import { editionHash, inputHash } from '../ranking/input-hash.ts';
import { rank } from '../ranking/rank.ts';
import type { RankingInput, RankingResult } from '../ranking/ranking.ts';
import { type RankingState, rankingInputOf } from './ranking-state.ts';
import type { Hash } from './revision-chain.ts';

/** How a cycle is ranked: the pure core, bound to the methodology edition of the cycle. */
export interface RankingCore {
  readonly weights: 'provisional' | 'official';
  /** The input of a ranking of what is stored, with all that the edition asks for. */
  readonly inputOf: (state: RankingState) => RankingInput;
  readonly rank: (input: RankingInput) => RankingResult;
  /** Hash over the values of the input and the edition, without ids and times. */
  readonly inputHash: (input: RankingInput) => string;
}

/** Finds an edition by id and version. @throws {UnknownEditionError} */
export type ReadEdition = (methodology: RankingInput['methodology']) => Promise<Edition>;

/** Editions that come with the program, and no others. */
export const readShippedEdition: ReadEdition = async (methodology) => {
  const edition = shippedEdition(methodology.id);
  if (edition?.document.version !== methodology.version) throw UnknownEditionError.of(methodology);
  return edition;
};

/** The core for any edition that `readEdition` finds. */
export const rankingCores =
  (hash: Hash, readEdition: ReadEdition = readShippedEdition) =>
  /** @throws {UnknownEditionError} */
  async (methodology: RankingInput['methodology']): Promise<RankingCore> => {
    const edition = await readEdition(methodology);
    const hashOfEdition = editionHash(edition.document, hash);
    return {
      weights: edition.document.weights.status,
      inputOf: (state) => ({ ...rankingInputOf(state), ...basesOf(state, edition) }),
      rank: (input) => rank(edition, input),
      inputHash: (input) => inputHash(input, hashOfEdition, hash),
    };
  };

/** Denominators of the scored returns, where the edition's small-base guard looks at them. */
const basesOf = ({ indicators }: RankingState, edition: Edition): Pick<RankingInput, 'bases'> => {
  if (!edition.document.bounds.smallBaseGuard.enabled) return {};
  return {
    bases: Object.fromEntries(
      indicators
        .filter(({ withdrawn }) => !withdrawn)
        .map(({ park, inputs, priors, priorSource }) => [
          park,
          indicatorBases(edition, inputs, { source: priorSource, values: priors }),
        ]),
    ),
  };
};
