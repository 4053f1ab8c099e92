import * as z from 'zod';
import { canonicalJson } from '../ranking/input-hash.ts';
import type { AuditHead } from './filer-state.ts';

/** Lower-case hex SHA-256 of a text's UTF-8 bytes; passed in, since the core has no crypto of its own. */
export type Hash = (text: string) => string;

export const AuditAction = z.enum([
  'received',
  'repeated',
  'refused',
  'rejected',
  'needs-explanation',
  'accepted',
  'superseded',
  'explained',
  'reopened',
  'withdrawn',
  'signed-off',
  // Of the cycle itself, in a chain of its own.
  'cycle-scheduled',
  'cycle-rescheduled',
  'cycle-opened',
  'cycle-closed',
  'cycle-published',
  'rule-pack-patched',
  'prior-amended',
  'priors-refreshed',
]);
export type AuditAction = z.infer<typeof AuditAction>;

const facts = {
  cycle: z.string(),
  filer: z.string(),
  sequence: z.int().positive(),
  at: z.iso.datetime(),
  /** Who acted: `park:P021`, `ministry`, a named official, or `gaoxin` for a verdict. */
  actor: z.string().min(1),
  action: AuditAction,
  submissionId: z.string().nullable(),
  reason: z.string().nullable(),
  /** What else the transition rests on: hashes, pack, counts, deadlines. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
};

/** One transition of a return. `hash` covers every other member, `previousHash` among them: a chain per return. */
export const AuditEntry = z.strictObject({
  ...facts,
  previousHash: z.string().length(64).nullable(),
  hash: z.string().length(64),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** A transition before it has its place in the chain. */
export type AuditFact = Pick<AuditEntry, 'at' | 'actor' | 'action' | 'submissionId' | 'reason' | 'details'>;

/** Hash over the RFC 8785 JSON of everything but the hash itself. */
const hashOf = (entry: Omit<AuditEntry, 'hash'>, hash: Hash): string => hash(canonicalJson(entry));

export const emptyAuditHead: AuditHead = { sequence: 0, hash: null };

/** Appends transitions to a chain, in the given order. */
export const appendAudit = (
  filer: { readonly cycle: string; readonly filer: string },
  head: AuditHead,
  facts: readonly AuditFact[],
  hash: Hash,
): { readonly entries: readonly AuditEntry[]; readonly head: AuditHead } => {
  const entries: AuditEntry[] = [];
  let last = head;
  for (const fact of facts) {
    const open = {
      cycle: filer.cycle,
      filer: filer.filer,
      sequence: last.sequence + 1,
      ...fact,
      previousHash: last.hash,
    };
    const entry = { ...open, hash: hashOf(open, hash) };
    entries.push(entry);
    last = { sequence: entry.sequence, hash: entry.hash };
  }
  return { entries, head: last };
};

export type BrokenLink = {
  readonly sequence: number;
  readonly problem: 'missing' | 'altered' | 'not-linked' | 'head-differs';
};

/**
 * Recomputes a chain from its first entry.
 * @returns the first broken link, or null when the chain is whole and ends at `head`.
 */
export const findBrokenLink = (
  entries: readonly AuditEntry[],
  head: AuditHead,
  hash: Hash,
): BrokenLink | null => {
  let previous: AuditHead = emptyAuditHead;
  for (const entry of entries.toSorted((left, right) => left.sequence - right.sequence)) {
    const expected = previous.sequence + 1;
    if (entry.sequence !== expected) return { sequence: expected, problem: 'missing' };
    if (entry.previousHash !== previous.hash) return { sequence: expected, problem: 'not-linked' };
    const { hash: stored, ...open } = entry;
    if (hashOf(open, hash) !== stored) return { sequence: expected, problem: 'altered' };
    previous = { sequence: entry.sequence, hash: stored };
    if (previous.sequence === head.sequence) {
      // Entries after an anchored head are later transitions; the anchor vouches for everything up to itself.
      if (previous.hash !== head.hash) return { sequence: head.sequence, problem: 'head-differs' };
    }
  }
  return previous.sequence < head.sequence ? { sequence: previous.sequence + 1, problem: 'missing' } : null;
};
