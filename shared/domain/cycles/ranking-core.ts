import type { Edition } from '../methodology/edition.ts';
import { shippedEdition } from '../methodology/shipped-editions.ts';
import { editionHash, inputHash } from '../ranking/input-hash.ts';
import { rank } from '../ranking/rank.ts';
import type { RankingInput, RankingResult } from '../ranking/ranking.ts';
import type { Hash } from './revision-chain.ts';

/** How a cycle is ranked: the pure core, bound to the methodology edition of the cycle. */
export interface RankingCore {
  readonly weights: 'provisional' | 'official';
  readonly rank: (input: RankingInput) => RankingResult;
  /** Hash over the values of the input and the edition, without ids and times. */
  readonly inputHash: (input: RankingInput) => string;
}

/** Thrown when a cycle names an edition, or a version of it, that this program does not have. */
export class UnknownEditionError extends Error {
  override readonly name = 'UnknownEditionError';
}

/** The core for any edition that `findEdition` knows. */
export const rankingCores =
  (hash: Hash, findEdition: (id: string) => Edition | null = shippedEdition) =>
  /** @throws {UnknownEditionError} */
  ({ id, version }: RankingInput['methodology']): RankingCore => {
    const edition = findEdition(id);
    if (edition?.document.version !== version) {
      throw new UnknownEditionError(`There is no methodology edition ${id}@${version} here`);
    }
    const hashOfEdition = editionHash(edition.document, hash);
    return {
      weights: edition.document.weights.status,
      rank: (input) => rank(edition, input),
      inputHash: (input) => inputHash(input, hashOfEdition, hash),
    };
  };
