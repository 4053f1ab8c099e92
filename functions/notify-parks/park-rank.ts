import type { RankingPublishedDetail } from '../../events/ranking-published.v1.ts';
import type { RankedPark } from '../../shared/domain/ranking/ranking.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import type { RankIntervals } from '../../shared/domain/robustness/rank-intervals.ts';

/** Groups under this size would tell a park the places of its few neighbours. */
const smallestGroup = 5;

/** A place with its denominator; null = the group is too small to be shown. */
interface Place {
  readonly name: string;
  readonly rank: number;
  readonly of: number;
}

/** What unknown weights do to a rank. */
interface Interval {
  readonly low: number;
  readonly high: number;
  /** Share of the draws that lies within, 0–1. */
  readonly coverage: number;
  readonly replicates: number;
  readonly assumption: Localised;
}

/** What a park is told of a published ranking: its own ranks and nobody else's. */
export interface ParkRank {
  readonly format: 'gaoxin-rank@1';
  readonly cycle: string;
  readonly park: string;
  readonly revision: number;
  readonly publishedAt: string;
  /** False: published. `methodology.weights` says whether the official weights were all known. */
  readonly provisional: false;
  readonly methodology: RankingPublishedDetail['methodology'];
  /** Parks ranked: the denominator of every national rank below. */
  readonly ranked: number;
  readonly register: number;
  readonly exempt: number;
  readonly coverage: number;
  readonly indicators: RankingPublishedDetail['indicators'];
  /** Ranked with the values of a return that was open for correction. */
  readonly reopened: boolean;
  /** 0–100. */
  readonly score: number;
  readonly rank: number;
  /** Of the rank, where weights are provisional; null where they are official, or nothing is known of the edition here. */
  readonly interval: Interval | null;
  readonly dimensions: Readonly<Record<string, { readonly score: number; readonly rank: number }>>;
  readonly province: Place | null;
  readonly region: Place | null;
  /** What must be said beside the ranks. */
  readonly notes: readonly Localised[];
  readonly snapshotSha256: string;
}

/** `reports/{cycle}/{park}/rank.json`, beside the park's findings reports and under the same permission. */
export const parkRankKey = (cycle: string, park: string): string => `reports/${cycle}/${park}/rank.json`;

/** A park's own part of a published ranking. */
export const parkRankOf = (
  park: RankedPark,
  published: RankingPublishedDetail,
  intervals: RankIntervals | null,
): ParkRank => {
  const { cycle, revision, occurredAt, methodology, ranked, register, exempt, coverage, indicators } =
    published;
  return {
    format: 'gaoxin-rank@1',
    cycle,
    park: park.park,
    revision,
    publishedAt: occurredAt,
    provisional: false,
    methodology,
    ranked,
    register,
    exempt,
    coverage,
    indicators,
    reopened: park.reopened,
    score: park.score,
    rank: park.rank,
    interval: intervalOf(park.park, intervals),
    // Member by member, so that nothing a snapshot may carry one day gets out by itself.
    dimensions: Object.fromEntries(
      Object.entries(park.dimensions).map(([code, { score, rank }]) => [code, { score, rank }]),
    ),
    province: shownPlace(park.province),
    region: shownPlace(park.region),
    notes: notesOf(park, published),
    snapshotSha256: published.snapshot.sha256,
  };
};

const intervalOf = (park: string, intervals: RankIntervals | null): Interval | null => {
  const own = intervals?.parks.get(park);
  if (intervals === null || own === undefined) return null;
  const { coverage, replicates, text } = intervals;
  return { low: own.low, high: own.high, coverage, replicates, assumption: text };
};

const shownPlace = ({ name, rank, of }: Place): Place | null =>
  of < smallestGroup ? null : { name, rank, of };

const notesOf = (park: RankedPark, { methodology, indicators }: RankingPublishedDetail): Localised[] => {
  const notes: Localised[] = [];
  if (methodology.weights === 'provisional') {
    notes.push({
      zh: '排名所用权重为暂定，并非全部官方权重。',
      en: 'The ranks rest on provisional weights; the official ones are not all known.',
    });
  }
  if (indicators.in < indicators.of) {
    notes.push({
      zh: `共 ${indicators.of} 项指标，计入 ${indicators.in} 项。`,
      en: `${indicators.in} of ${indicators.of} indicators count.`,
    });
  }
  if (park.reopened) {
    notes.push({
      zh: '年报处于退回更正状态，按原数据排名。',
      en: 'The return was open for correction; it is ranked with its old values.',
    });
  }
  const lowest = park.indicators.filter(({ marks }) => marks.includes('not-computable-scored-lowest'));
  if (lowest.length > 0) {
    const codes = lowest.map(({ code }) => code).join(', ');
    notes.push({
      zh: `以下指标不可计算，按最低分计：${codes}。`,
      en: `Not computable, scored lowest: ${codes}.`,
    });
  }
  return notes;
};
