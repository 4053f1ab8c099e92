import canonicalize from 'canonicalize';
import type { EditionDocument } from '../methodology/edition-document.ts';
import type { RankingInput } from './ranking.ts';

/** Lower-case hex SHA-256 of the UTF-8 of a text; passed in, since the domain has no platform. */
export type HashText = (text: string) => string;

/** RFC 8785 JSON. Throws Error for what JSON cannot say (NaN, infinities). */
export const canonicalJson = (value: unknown): string => {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('not a JSON value');
  return text;
};

/** Hash of a methodology edition's document. */
export const editionHash = (document: EditionDocument, hash: HashText): string =>
  hash(canonicalJson(document));

/**
 * Hash of everything that decides a ranking, over RFC 8785 JSON: the edition, the register, the values in force with
 * the SHA-256 of the file they come from, expert scores, frozen bounds.
 *
 * Left out are submission ids, the reasons why parks are without a return (they label parks, they move nothing), and
 * any time. The order of parks and returns does not matter.
 */
export const inputHash = (input: RankingInput, edition: string, hash: HashText): string => {
  const byKey = <T>(items: readonly T[], keyOf: (item: T) => string): Record<string, T> =>
    Object.fromEntries(items.map((item) => [keyOf(item), item]));
  const returns = input.returns.map(({ submissionId: _, ...values }) => values);
  return hash(
    canonicalJson({
      cycle: input.cycle,
      edition,
      register: byKey(input.register, ({ id }) => id),
      returns: byKey(returns, ({ park }) => park),
      expertScores: input.expertScores,
      frozenBounds: input.frozenBounds,
      ...(input.bases === undefined ? {} : { bases: input.bases }),
    }),
  );
};
