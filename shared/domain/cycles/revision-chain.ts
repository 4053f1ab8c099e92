import { canonicalJson } from '../ranking/input-hash.ts';

/** Lower-case hex SHA-256 of a text's UTF-8 bytes; passed in, since the core has no crypto of its own. */
export type Hash = (text: string) => string;

/** The members of a revision that its place in the chain rests on. */
export interface ChainedRevision {
  readonly cycle: string;
  readonly revision: number;
  /** Hash of the revision before; null for the first. */
  readonly previousHash: string | null;
  readonly inputHash: string;
  readonly snapshot: { readonly key: string; readonly sha256: string };
  readonly hash: string;
}

/** Hash of a revision over the RFC 8785 JSON of all its members but `hash`, `previousHash` among them. */
export const revisionHash = (revision: Readonly<Record<string, unknown>> | object, hash: Hash): string => {
  const { hash: _, ...open } = revision as Readonly<Record<string, unknown>>;
  return hash(canonicalJson(open));
};

export interface BrokenRevision {
  readonly revision: number;
  readonly problem: 'missing' | 'not-linked' | 'altered' | 'head-differs';
}

/**
 * Recomputes the chain of a cycle's revisions from the first to the head.
 * @returns the first broken link, or null when the chain is gapless and ends at `head`.
 */
export const findBrokenRevision = (
  revisions: readonly ChainedRevision[],
  head: { readonly revision: number; readonly hash: string } | null,
  hash: Hash,
): BrokenRevision | null => {
  let previous: { revision: number; hash: string | null } = { revision: 0, hash: null };
  for (const revision of revisions.toSorted((a, b) => a.revision - b.revision)) {
    const expected = previous.revision + 1;
    if (revision.revision !== expected) return { revision: expected, problem: 'missing' };
    if (revision.previousHash !== previous.hash) return { revision: expected, problem: 'not-linked' };
    if (revisionHash(revision, hash) !== revision.hash) return { revision: expected, problem: 'altered' };
    previous = { revision: expected, hash: revision.hash };
  }
  const end = head ?? { revision: 0, hash: null };
  if (previous.revision < end.revision) return { revision: previous.revision + 1, problem: 'missing' };
  if (previous.revision > end.revision || previous.hash !== end.hash) {
    return { revision: previous.revision, problem: 'head-differs' };
  }
  return null;
};
