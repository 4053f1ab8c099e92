import { indicatorTops, topParks } from '../../shared/domain/lists/top-lists.ts';
import { inputsOf, priorsOf, totalsOf } from '../../shared/domain/lists/totals.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { intervalsOf } from '../../shared/domain/robustness/rank-intervals.ts';
import { editionOf } from './load-snapshot.ts';

const TOP = 50;
const INDICATOR_TOP = 20;

/** The lists as data: what the files and the answer are made of. */
export type Lists = ReturnType<typeof listsOf>;

/** Totals, the first parks and the first of each indicator, beside an earlier ranking or last year's values. */
export const listsOf = (snapshot: RankingSnapshot, earlier: RankingSnapshot | null) => {
  const edition = editionOf(snapshot);
  const before = earlier === null ? priorsOf(snapshot) : inputsOf(earlier);
  const ranked = new Set(snapshot.result.parks.map(({ park }) => park));
  return {
    before: {
      source: earlier === null ? ('last-year-as-ranked' as const) : ('earlier-ranking' as const),
      cycle: earlier?.cycle ?? String(Number(snapshot.cycle) - 1),
      /** Ranked parks whose last year is only what they filed themselves. */
      asFiled:
        earlier === null
          ? snapshot.input.returns.filter((each) => ranked.has(each.park) && each.priorSource === 'return')
              .length
          : 0,
    },
    hasEarlier: earlier !== null,
    nation: totalsOf(snapshot, 'nation', before),
    region: totalsOf(snapshot, 'region', before),
    province: totalsOf(snapshot, 'province', before),
    top: topParks(snapshot, TOP, earlier),
    indicators: indicatorTops(edition, snapshot, INDICATOR_TOP),
    intervals: intervalsOf(edition, snapshot),
    dimensions: edition.document.dimensions,
  };
};
