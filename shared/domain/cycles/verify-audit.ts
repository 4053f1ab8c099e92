import { UnknownEditionError } from '../methodology/unknown-edition.ts';
import { canonicalJson } from '../ranking/input-hash.ts';
import type { RankingInput, RankingSnapshot } from '../ranking/ranking.ts';
import { type AuditEntry, findBrokenLink } from '../returns/audit-chain.ts';
import type { AuditHead } from '../returns/filer-state.ts';
import type { RankingCore } from './ranking-core.ts';
import {
  type BrokenRevision,
  type ChainedRevision,
  findBrokenRevision,
  type Hash,
} from './revision-chain.ts';

/** One audit chain with the places where it must end. */
export interface AuditChain {
  /** Park id, `MINISTRY` for expert scores, `CYCLE` for the cycle's own life. */
  readonly filer: string;
  readonly entries: readonly AuditEntry[];
  /** End as its row says. */
  readonly head: AuditHead;
}

/** All that vouches for a cycle. */
export interface AuditMaterial {
  readonly revisions: readonly ChainedRevision[];
  readonly head: { readonly revision: number; readonly hash: string } | null;
  /** What publishing anchored; null while the cycle is not published. */
  readonly publication: {
    readonly revision: number;
    readonly revisionHash: string;
    readonly auditHeads: Readonly<Record<string, AuditHead>>;
  } | null;
  readonly chains: readonly AuditChain[];
}

/** What is wrong with the snapshot of a revision. */
export type SnapshotProblem =
  /** No object under the key. */
  | 'snapshot-missing'
  /** Not the bytes that the revision vouches for. */
  | 'snapshot-altered'
  /** Written by another revision, or with another input, than it says. */
  | 'snapshot-not-of-revision'
  /** Its methodology edition is not known here. */
  | 'unknown-edition'
  /** The recorded input has another hash than the revision says. */
  | 'input-differs'
  /** Ranking the recorded input again gives another result. */
  | 'result-differs';

/** The first link that does not hold. */
export type BadLink =
  | { readonly chain: 'revisions'; readonly at: number; readonly problem: BrokenRevision['problem'] }
  | { readonly chain: 'revisions'; readonly at: number; readonly problem: SnapshotProblem }
  | { readonly chain: 'publication'; readonly at: number; readonly problem: 'revision-differs' }
  | {
      readonly chain: 'audit';
      readonly filer: string;
      readonly at: number;
      readonly problem: 'missing' | 'altered' | 'not-linked' | 'head-differs' | 'anchor-differs';
    };

export type AuditVerdict =
  | {
      readonly ok: true;
      readonly revisions: number;
      /** The published revision, or the head of a cycle that is not; null where nothing was ranked. */
      readonly recomputed: number | null;
      readonly chains: number;
      readonly entries: number;
    }
  | { readonly ok: false; readonly badLink: BadLink };

export interface AuditTools {
  readonly hash: Hash;
  /** @throws {UnknownEditionError} */
  readonly coreOf: (methodology: RankingInput['methodology']) => Promise<RankingCore>;
  /** Text of a snapshot; null where there is no such object. */
  readonly readSnapshotText: (key: string) => Promise<string | null>;
}

/**
 * Recomputes everything that a cycle's ranking rests on: the chain of its revisions with the hash of every snapshot, the
 * last published revision (or the head) from its recorded input to the last digit, and the audit chain of every filer up
 * to the ends that its row and the publication say.
 */
export const verifyAudit = async (material: AuditMaterial, tools: AuditTools): Promise<AuditVerdict> => {
  const badLink =
    findBadRevision(material, tools) ??
    (await findBadSnapshot(material, tools)) ??
    findBadChain(material, tools.hash);
  if (badLink !== null) return { ok: false, badLink };
  return {
    ok: true,
    revisions: material.revisions.length,
    recomputed: recomputedRevision(material),
    chains: material.chains.length,
    entries: material.chains.reduce((sum, { entries }) => sum + entries.length, 0),
  };
};

const recomputedRevision = ({ publication, head }: AuditMaterial): number | null =>
  publication?.revision ?? head?.revision ?? null;

const findBadRevision = (
  { revisions, head, publication }: AuditMaterial,
  { hash }: AuditTools,
): BadLink | null => {
  const broken = findBrokenRevision(revisions, head, hash);
  if (broken !== null) return { chain: 'revisions', at: broken.revision, problem: broken.problem };
  if (publication === null) return null;
  const published = revisions.find(({ revision }) => revision === publication.revision);
  return published?.hash === publication.revisionHash
    ? null
    : { chain: 'publication', at: publication.revision, problem: 'revision-differs' };
};

const findBadSnapshot = async (material: AuditMaterial, tools: AuditTools): Promise<BadLink | null> => {
  const recomputed = recomputedRevision(material);
  for (const revision of material.revisions.toSorted((a, b) => a.revision - b.revision)) {
    const text = await tools.readSnapshotText(revision.snapshot.key);
    const problem =
      snapshotProblem(revision, text, tools.hash) ??
      (text !== null && revision.revision === recomputed
        ? await recomputationProblem(revision, text, tools)
        : null);
    if (problem !== null) return { chain: 'revisions', at: revision.revision, problem };
  }
  return null;
};

const snapshotProblem = (
  revision: ChainedRevision,
  text: string | null,
  hash: Hash,
): SnapshotProblem | null => {
  if (text === null) return 'snapshot-missing';
  return hash(text) === revision.snapshot.sha256 ? null : 'snapshot-altered';
};

/** Ranks the recorded input again; equal means equal as canonical JSON, hence to the last digit of every number. */
const recomputationProblem = async (
  revision: ChainedRevision,
  text: string,
  { coreOf }: AuditTools,
): Promise<SnapshotProblem | null> => {
  const snapshot = JSON.parse(text) as RankingSnapshot;
  const { input, result } = snapshot;
  if (
    snapshot.cycle !== revision.cycle ||
    snapshot.revision !== revision.revision ||
    snapshot.previousHash !== revision.previousHash ||
    snapshot.inputHash !== revision.inputHash
  ) {
    return 'snapshot-not-of-revision';
  }
  try {
    const core = await coreOf(input.methodology);
    if (core.inputHash(input) !== revision.inputHash) return 'input-differs';
    return canonicalJson(core.rank(input)) === canonicalJson(result) ? null : 'result-differs';
  } catch (error) {
    if (error instanceof UnknownEditionError) return 'unknown-edition';
    throw error;
  }
};

const findBadChain = ({ chains, publication }: AuditMaterial, hash: Hash): BadLink | null => {
  const anchors = new Map(Object.entries(publication?.auditHeads ?? {}));
  for (const { filer, entries, head } of chains) {
    const foreign = entries.find((entry) => entry.filer !== filer);
    if (foreign !== undefined) return { chain: 'audit', filer, at: foreign.sequence, problem: 'altered' };
    const broken = findBrokenLink(entries, head, hash);
    if (broken !== null) return { chain: 'audit', filer, at: broken.sequence, problem: broken.problem };
    const anchor = anchors.get(filer);
    anchors.delete(filer);
    if (anchor !== undefined && findBrokenLink(entries, anchor, hash) !== null) {
      return { chain: 'audit', filer, at: anchor.sequence, problem: 'anchor-differs' };
    }
  }
  // A chain that the publication anchored and that is gone altogether.
  for (const [filer, { sequence }] of anchors) {
    return { chain: 'audit', filer, at: sequence, problem: 'missing' };
  }
  return null;
};
