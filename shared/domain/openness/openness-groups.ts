import facts from '../../data/facts-2019.json' with { type: 'json' };
import { rankedPark, withValues } from '../diagnosis/changed-park.ts';
import { type IndicatorPlace, placeIn } from '../diagnosis/targets.ts';
import { measureIndicator } from '../distribution/measured-parks.ts';
import type { IndicatorValue } from '../indicators/indicator-value.ts';
import type { Edition } from '../methodology/edition.ts';
import type { EditionIndicator } from '../methodology/edition-document.ts';
import { rank } from '../ranking/rank.ts';
import type { IndicatorMark, RankingSnapshot } from '../ranking/ranking.ts';
import type { Localised } from '../returns/filed-return.ts';
import { type PartStanding, partStandings } from './part-standings.ts';

/** Names of the article's groups by their first indicator; facts-2019.json has the English ones. */
const names: Readonly<Record<string, string>> = {
  '4.1': '内资控股企业运用国际创新资源和能力的水平',
  '4.2': '企业国际创新合作的水平和产出',
  '4.7': '国际化人才',
};

/** The article's three groups of openness indicators: two emphasised, one with a raised weight. */
export const opennessGroups: readonly { readonly codes: readonly string[]; readonly name: Localised }[] =
  facts.systemChanges.changes.flatMap(({ kind, what, indicators }) => {
    if ((kind !== 'emphasised' && kind !== 'weight-raised') || what === undefined) return [];
    return [{ codes: indicators, name: { zh: names[indicators[0] ?? ''] ?? what, en: what } }];
  });

/** Codes of all three groups. */
export const opennessCodes: readonly string[] = opennessGroups.flatMap(({ codes }) => codes);

/** What could still be gained, up to the best bound. */
export interface Headroom {
  /** Points of the group's score, 0–100. */
  readonly group: number;
  /** Points of the park's overall score. */
  readonly overall: number;
}

export interface OpennessIndicator {
  readonly indicator: EditionIndicator;
  readonly value: IndicatorValue;
  readonly place: IndicatorPlace;
  /** Null where the indicator is out for all. */
  readonly score: number | null;
  /** Effective weight in the whole. */
  readonly weight: number;
  /** Share of the group's effective weight. */
  readonly weightInGroup: number;
  readonly marks: readonly IndicatorMark[];
  /** The value that scores 100; null where the indicator is out for all. */
  readonly bestBound: number | null;
  readonly headroom: Headroom;
}

export interface OpennessGroup {
  readonly name: Localised;
  readonly indicators: readonly OpennessIndicator[];
  /** Effective weight in the whole. */
  readonly weight: number;
  /** Null where none of its indicators is scored for the park. */
  readonly standing: PartStanding | null;
  readonly headroom: Headroom;
  /** Rank of the park if all of the group stood at the best bound and nothing else changed, by re-ranking. */
  readonly atBound: { readonly rank: number; readonly of: number; readonly score: number };
}

/**
 * The three groups of one park: score by the effective weights within the group, rank among the ranked parks, headroom.
 * An edition may lack indicators of a group; one that has none of them gives no group.
 *
 * @throws Error when the park is not ranked
 */
export const opennessGroupsOf = (
  edition: Edition,
  snapshot: RankingSnapshot,
  park: string,
): OpennessGroup[] => {
  const { result, input } = snapshot;
  const own = rankedPark(result, park);
  return opennessGroups.flatMap(({ codes, name }) => {
    const members = edition.document.indicators.filter(({ code }) => codes.includes(code));
    if (members.length === 0) return [];
    const ranked = new Map(own.indicators.map((each) => [each.code, each]));
    const weight = members.reduce((sum, { code }) => sum + (ranked.get(code)?.weight ?? 0), 0);
    const indicators = members.map((indicator): OpennessIndicator => {
      const { code, direction } = indicator;
      const mine = ranked.get(code);
      const bound = result.bounds.values[code];
      const overall = mine === undefined || mine.score === null ? 0 : mine.weight * (100 - mine.score);
      return {
        indicator,
        value: mine?.value ?? { notComputable: 'missing-input', because: [] },
        place: placeIn(measureIndicator(snapshot, code), park, direction),
        score: mine?.score ?? null,
        weight: mine?.weight ?? 0,
        weightInGroup: weight === 0 ? 0 : (mine?.weight ?? 0) / weight,
        marks: mine?.marks ?? [],
        bestBound: bound === undefined ? null : direction === 'higher-is-better' ? bound.max : bound.min,
        headroom: { overall, group: weight === 0 ? 0 : overall / weight },
      };
    });
    const best = new Map(
      indicators.flatMap(({ indicator, bestBound, score }) =>
        bestBound === null || score === 100 ? [] : [[indicator.code, bestBound]],
      ),
    );
    const raised = rankedPark(rank(edition, withValues(edition, input, park, best)), park);
    const add = (of: keyof Headroom): number => indicators.reduce((sum, each) => sum + each.headroom[of], 0);
    return [
      {
        name,
        indicators,
        weight,
        standing: partStandings(result.parks, codes, edition.document.rounding.tie).get(park) ?? null,
        headroom: { group: add('group'), overall: add('overall') },
        atBound: { rank: raised.rank, of: result.ranked, score: raised.score },
      },
    ];
  });
};
