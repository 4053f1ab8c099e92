import type { ReviewedReturn } from '../../shared/domain/review/review-list.ts';

/** A return in force for the review, with a submission of its park's name. */
export const aReviewedReturn = (park: string, own: Partial<ReviewedReturn> = {}): ReviewedReturn => ({
  park,
  submissionId: `S-${park}`,
  reopened: false,
  inputs: {},
  priors: {},
  ...own,
});

/** Ids of the first `size` parks. */
export const parkIds = (size: number): readonly string[] =>
  Array.from({ length: size }, (_, index) => `P${String(index + 1).padStart(3, '0')}`);
