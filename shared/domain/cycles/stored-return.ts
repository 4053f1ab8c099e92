import type { ParkInputs, PriorSource } from '../indicators/indicator-value.ts';
import { canonicalJson } from '../ranking/input-hash.ts';
import type { Hash } from './revision-chain.ts';

/**
 * Identity of what is stored for a park: the submission, its place in the order, the values of last year that it was scored
 * by, and the ministry's marks.
 */
export interface StoredReturnIdentity {
  readonly submissionId: string;
  readonly order: string;
  readonly priors: ParkInputs;
  readonly priorSource: PriorSource;
  readonly reopened: boolean;
  readonly withdrawn: boolean;
}

/**
 * Short stand-in for a submission's order, which is too long for a head that names every park. The submission's id is
 * not enough: after the files A, B, A the id of the first is in force again, and a head with the first A must not pass
 * for one with the last.
 */
const orderMark = (order: string, hash: Hash): string => hash(order).slice(0, 12);

/** As `orderMark`, of a scored return: the same submission scored by other values of last year is news. */
const scoredMark = (
  { order, priors, priorSource }: Pick<StoredReturnIdentity, 'order' | 'priors' | 'priorSource'>,
  hash: Hash,
): string => orderMark(canonicalJson([order, priorSource, priors]), hash);

/** A stored return as a head keeps it, withdrawn ones too. */
export interface HeldReturn extends Pick<StoredReturnIdentity, 'submissionId' | 'reopened' | 'withdrawn'> {
  readonly mark: string;
}

export const heldReturn = (stored: StoredReturnIdentity, hash: Hash): HeldReturn => {
  const { submissionId, reopened, withdrawn } = stored;
  return { submissionId, mark: scoredMark(stored, hash), reopened, withdrawn };
};

/** True when a head with these returns took into account exactly what is stored for the park now. */
export const holdsReturn = (
  head: { readonly returns: Readonly<Record<string, HeldReturn>> },
  park: string,
  stored: StoredReturnIdentity,
  hash: Hash,
): boolean => {
  const held = head.returns[park];
  return (
    held?.submissionId === stored.submissionId &&
    held.mark === scoredMark(stored, hash) &&
    held.reopened === stored.reopened &&
    held.withdrawn === stored.withdrawn
  );
};

type StoredFile = Pick<StoredReturnIdentity, 'submissionId' | 'order'> | null;

/** A file of the ministry by its identity, as a head keeps it; null = there is none. */
export type HeldFile = Pick<HeldReturn, 'submissionId' | 'mark'> | null;

export const heldFile = (stored: StoredFile, hash: Hash): HeldFile =>
  stored === null ? null : { submissionId: stored.submissionId, mark: orderMark(stored.order, hash) };

/** True when a head rests on the stored file of the ministry, and not on the same one at another place in the order. */
export const holdsFile = (held: HeldFile, stored: StoredFile, hash: Hash): boolean =>
  held?.submissionId === stored?.submissionId && held?.mark === heldFile(stored, hash)?.mark;
