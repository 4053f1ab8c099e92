import type { ReviewList } from '../domain/review/review-list.ts';
import { headIs } from './rankings-table.ts';
import { type ReviewHead, reviewHeadRows } from './review-rows.ts';
import type { Table } from './table.ts';
import { tableKeys } from './table-keys.ts';
import type { TextObjects } from './text-objects.ts';

/** Thrown when the object of a review list is gone. */
export class ReviewGoneError extends Error {
  override readonly name = 'ReviewGoneError';
}

/** `reviews/2021/{first 12 of its sha256}.json` in the reports bucket. */
export const reviewKey = (cycle: string, sha256: string): string =>
  `reviews/${cycle}/${sha256.slice(0, 12)}.json`;

/** The ministry's review lists: a head by cycle in the table, the list it names in the reports bucket. */
export interface Reviews {
  readonly readReviewHead: (cycle: string) => Promise<ReviewHead | null>;
  /** @throws {ReviewGoneError} */
  readonly readReviewList: (list: ReviewHead['list']) => Promise<ReviewList>;
  /** Writes the text of a list under its key; writing the same again is harmless. */
  readonly storeReviewList: (key: string, text: string) => Promise<void>;
  /** @throws {ConflictError} when the head is no longer that of the version before. */
  readonly commitReview: (head: ReviewHead) => Promise<void>;
}

export const reviews = (table: Table, { readText, writeText }: TextObjects): Reviews => ({
  readReviewHead: async (cycle) => {
    const row = await table.read(tableKeys.reviewHead(cycle));
    return row === undefined ? null : reviewHeadRows.read(row);
  },
  readReviewList: async ({ key }) => {
    const text = await readText(key);
    if (text === null) throw new ReviewGoneError(`No review list ${key}`);
    // Written by `storeReviewList` only, from a value of this very type.
    return JSON.parse(text) as ReviewList;
  },
  storeReviewList: writeText,
  commitReview: async (head) => {
    await table.write([
      {
        put: reviewHeadRows.rowOf(tableKeys.reviewHead(head.cycle), head),
        when: headIs(head.version - 1),
      },
    ]);
  },
});
