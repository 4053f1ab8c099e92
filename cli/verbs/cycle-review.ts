import type { CycleReads } from '../../shared/adapters/cycle-reads.ts';
import { cyclesOf } from '../client/cycles.ts';
import { type ReturnsReader, returnsOf } from '../client/returns.ts';
import { type ReviewsReader, reviewsOf } from '../client/reviews.ts';
import type { Deployment } from '../local/deployment.ts';
import { CannotDo, type Terminal } from '../terminal/context.ts';
import { type CycleReview, sayReview } from './review-text.ts';

export interface ReviewAsked {
  readonly cycle: string;
  /** Only what names this park. */
  readonly park?: string;
}

export type ReviewReader = Pick<CycleReads, 'readCycle' | 'readPackPatch' | 'readFilingParks'> &
  Pick<ReturnsReader, 'readReturns'> &
  ReviewsReader;

/**
 * The ministry's review list of a cycle (审查清单): what only all returns together show, and words that explain several
 * findings of a return. Entries of rules that are switched off are left out.
 * @throws {CannotDo} when the cycle was never opened, or the park is not in its register.
 */
export async function readReview({ cycle, park }: ReviewAsked, reader: ReviewReader): Promise<CycleReview> {
  if ((await reader.readCycle(cycle)) === null) {
    throw new CannotDo({
      zh: `评价年度 ${cycle} 尚未开启：gaoxin cycle open ${cycle}。`,
      en: `Cycle ${cycle} has not been opened: gaoxin cycle open ${cycle}.`,
    });
  }
  const [parks, patch, head, summaries] = await Promise.all([
    reader.readFilingParks(cycle),
    reader.readPackPatch(cycle),
    reader.readReviewHead(cycle),
    reader.readReturns(cycle),
  ]);
  const names = new Map(parks.map(({ id, shortName }) => [id, shortName]));
  if (park !== undefined && !names.has(park)) {
    throw new CannotDo({
      zh: `${cycle} 年度名册中没有园区 ${park}。`,
      en: `${park} is not in the register of cycle ${cycle}.`,
    });
  }
  const off = new Set(patch?.off.map(({ rule }) => rule));
  const list = head === null ? null : await reader.readReviewList(head.list);
  const isWanted = (one: string): boolean => park === undefined || one === park;
  return {
    returns: list?.returns ?? [],
    rules: list?.rules ?? {},
    entries: (list?.entries ?? []).filter(
      ({ rule, parks }) => !off.has(rule) && parks.some((one) => isWanted(one.park)),
    ),
    pending: (await reader.readPendingParks(cycle, head)).filter(isWanted),
    reviewedAt: head?.reviewedAt ?? null,
    repeatedExplanations: summaries
      .filter(({ filer }) => isWanted(filer))
      .flatMap(({ filer, review }) => review.repeatedExplanations.map((one) => ({ park: filer, ...one }))),
    nameOf: (id) => names.get(id) ?? '',
  };
}

/** Prints the review list, or answers with all of it. */
export async function showReview(
  deployment: Deployment,
  asked: ReviewAsked,
  terminal: Terminal,
): Promise<void> {
  const review = await readReview(asked, {
    ...cyclesOf(deployment),
    ...returnsOf(deployment),
    ...reviewsOf(deployment),
  });
  const { nameOf: _, ...answer } = review;
  terminal.answer({ cycle: asked.cycle, ...answer });
  sayReview(asked.cycle, review, terminal);
}
