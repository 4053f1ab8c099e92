import publishedRanks from '../../data/published-ranks.json' with { type: 'json' };
import type { RankedPark, RankingSnapshot } from '../ranking/ranking.ts';
import type { Localised } from '../returns/filed-return.ts';

/** A rank that was found in the news, as it was printed there, and ours of the same cycle. */
export interface PublishedRank {
  /** Id in the register of the snapshot; null where it has no park of that name. */
  readonly park: string | null;
  readonly name: string;
  readonly cycle: string;
  /** Text: `21`, `≤10`; null where the source does not say. */
  readonly overall: string | null;
  /** By code of the dimension, those that the source gives. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** How many parks were ranked, in the words of the source: `157 (excl. 湖北 12)`; null where it does not say. */
  readonly parksRanked: string | null;
  readonly source: string;
  /** Null where the snapshot is of another cycle, or does not rank the park. */
  readonly ours: Pick<RankedPark, 'rank' | 'dimensions'> | null;
}

/** What has to be said beside them. */
export const publishedRanksNote: Localised = {
  zh: '公开位次来自新闻报道（二手资料），只有零散几个园区、几个年度，参评数各不相同，数据也不是同一批：不足以检验本排名，故不据此计算任何吻合度。',
  en: 'Published ranks are from the news (secondary): a few parks in a few years, of different numbers ranked, on other data. They are too few to validate this ranking, so no agreement is computed from them.',
};

const DIMENSIONS = ['1', '2', '3', '4', '5'] as const;

/** The published ranks in the order of years and parks, beside a ranking's own. */
export const publishedRanksBeside = ({
  cycle,
  input,
  result,
}: Pick<RankingSnapshot, 'cycle' | 'input' | 'result'>): PublishedRank[] =>
  withSources(publishedRanks)
    .map((row): PublishedRank => {
      const registered = input.register.find(({ name, shortName }) => [name, shortName].includes(row.park));
      const ranked =
        row.evaluation_year === cycle ? result.parks.find(({ park }) => park === registered?.id) : undefined;
      return {
        park: registered?.id ?? null,
        name: row.park,
        cycle: row.evaluation_year,
        overall: row.rank_total || null,
        dimensions: Object.fromEntries(
          DIMENSIONS.flatMap((code) =>
            row[`rank_dim${code}`] === '' ? [] : [[code, row[`rank_dim${code}`]]],
          ),
        ),
        parksRanked: row.parks_ranked || null,
        source: row.source,
        ours: ranked === undefined ? null : { rank: ranked.rank, dimensions: ranked.dimensions },
      };
    })
    .toSorted((a, b) => compare(a.cycle, b.cycle) || compare(a.park ?? '', b.park ?? ''));

const compare = (one: string, two: string): number => (one < two ? -1 : one > two ? 1 : 0);

/** A source that says “same” is the one of the row above. */
const withSources = (rows: typeof publishedRanks): typeof publishedRanks => {
  let last = '';
  return rows.map((row) => {
    last = row.source === 'same' ? last : row.source;
    return { ...row, source: last };
  });
};
