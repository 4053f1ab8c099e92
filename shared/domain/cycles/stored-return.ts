import type { Hash } from './revision-chain.ts';

/** Identity of what is stored for a park: the submission, its place in the order, and the ministry's marks. */
export interface StoredReturnIdentity {
  readonly submissionId: string;
  readonly order: string;
  readonly reopened: boolean;
  readonly withdrawn: boolean;
}

/**
 * Short stand-in for a submission's order, which is too long for a head that names every park. The submission's id is
 * not enough: after the files A, B, A the id of the first is in force again, and a head with the first A must not pass
 * for one with the last.
 */
export const orderMark = (order: string, hash: Hash): string => hash(order).slice(0, 12);

/** A stored return as a head keeps it, withdrawn ones too. */
export interface HeldReturn extends Omit<StoredReturnIdentity, 'order'> {
  readonly mark: string;
}

export const heldReturn = (
  { submissionId, order, reopened, withdrawn }: StoredReturnIdentity,
  hash: Hash,
): HeldReturn => ({ submissionId, mark: orderMark(order, hash), reopened, withdrawn });

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
    held.mark === orderMark(stored.order, hash) &&
    held.reopened === stored.reopened &&
    held.withdrawn === stored.withdrawn
  );
};
