import { compareBetter, measureIndicator, type NotMeasured } from '../distribution/measured-parks.ts';
import type { Edition } from '../methodology/edition.ts';
import type { EditionIndicator } from '../methodology/edition-document.ts';
import type { IndicatorMark, RankedPark, RankingSnapshot, RegisteredPark } from '../ranking/ranking.ts';

/** A ranked park with its row of the register, and its rank in an earlier ranking. */
export interface TopPark {
  readonly registered: RegisteredPark;
  readonly ranked: RankedPark;
  /** Null where there is no earlier ranking, or it does not rank the park. */
  readonly earlier: { readonly rank: number; readonly of: number } | null;
}

export interface IndicatorPlaceOfPark {
  readonly park: string;
  readonly value: number;
  /** Among the parks with a value; ties share the better rank. */
  readonly rank: number;
  readonly marks: readonly IndicatorMark[];
}

export interface IndicatorTop {
  readonly indicator: EditionIndicator;
  /** Parks with a value: the denominator of the ranks. */
  readonly of: number;
  readonly places: readonly IndicatorPlaceOfPark[];
  /** All parks have one value: it puts nobody in front, and `places` is empty. */
  readonly isSilent: boolean;
  readonly notComputable: readonly NotMeasured[];
}

/** The parks of the first `places` ranks, best first; parks that share the last rank are all in. */
export const topParks = (
  { input, result }: RankingSnapshot,
  places: number,
  earlier: RankingSnapshot | null,
): TopPark[] => {
  const register = new Map(input.register.map((park) => [park.id, park]));
  const before = new Map(earlier?.result.parks.map(({ park, rank }) => [park, rank]));
  return result.parks
    .filter(({ rank }) => rank <= places)
    .toSorted((a, b) => a.rank - b.rank)
    .flatMap((ranked) => {
      const registered = register.get(ranked.park);
      if (registered === undefined) return [];
      const rank = before.get(ranked.park);
      return [
        {
          registered,
          ranked,
          earlier: rank === undefined || earlier === null ? null : { rank, of: earlier.result.ranked },
        },
      ];
    });
};

/**
 * The first `places` ranks of each indicator of the edition, in its order and by its values alone. Values count as the
 * decimals that they are printed as. Parks that share the last rank are all in.
 */
export const indicatorTops = (
  { document }: Edition,
  snapshot: RankingSnapshot,
  places: number,
): IndicatorTop[] => {
  const own = new Map(snapshot.result.parks.map((park) => [park.park, park]));
  return document.indicators.map((indicator) => {
    const { code, direction } = indicator;
    const { parks, notMeasured } = measureIndicator(snapshot, code);
    const sorted = parks.toSorted((a, b) => compareBetter(direction, a.exact, b.exact));
    const [best] = sorted;
    const last = sorted.at(-1);
    const isSilent =
      best !== undefined &&
      last !== undefined &&
      sorted.length > 1 &&
      compareBetter(direction, best.exact, last.exact) === 0;
    const listed: IndicatorPlaceOfPark[] = [];
    let rank = 0;
    for (const [index, { park, exact, value }] of (isSilent ? [] : sorted).entries()) {
      const previous = sorted[index - 1];
      const isTied = previous !== undefined && compareBetter(direction, previous.exact, exact) === 0;
      if (!isTied) rank = index + 1;
      if (rank > places) break;
      const marks = own.get(park)?.indicators.find((each) => each.code === code)?.marks ?? [];
      listed.push({ park, value, rank, marks });
    }
    return { indicator, of: parks.length, places: listed, isSilent, notComputable: notMeasured };
  });
};
