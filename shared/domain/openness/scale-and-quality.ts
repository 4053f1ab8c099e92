import type { Edition } from '../methodology/edition.ts';
import type { EditionIndicator } from '../methodology/edition-document.ts';
import type { RankingSnapshot } from '../ranking/ranking.ts';
import { type PartStanding, partStandings } from './part-standings.ts';

export type Nature = EditionIndicator['nature'];

/** From scale to quality, as the article reads the system. */
export const natures: readonly Nature[] = ['scale', 'growth', 'intensity', 'quality'];

/** Where a park stands in the indicators of one nature (规模, 增长, 强度, 质量). */
export interface NatureStanding {
  readonly nature: Nature;
  readonly codes: readonly string[];
  /** Null where none of them is scored for the park. */
  readonly standing: PartStanding | null;
}

export interface ScaleAndQuality {
  /** A dimension's code; null = the whole system. */
  readonly dimension: string | null;
  readonly standings: readonly NatureStanding[];
  /**
   * Scale's rank less that of intensity and quality taken together: negative where a park is larger than it is strong.
   * Null where either has none.
   */
  readonly placesBehindScale: number | null;
  /** Intensity and quality together. */
  readonly strength: PartStanding | null;
}

/**
 * Ranks by the nature of the indicators: scale (an absolute count or amount) against intensity and quality. The nature
 * of each indicator is the edition's tagging, which follows the article's reading 规模 → 质量 and is no part of the
 * official document.
 */
export const scaleAndQuality = (
  { document }: Edition,
  { result }: RankingSnapshot,
  park: string,
  dimension: string | null,
): ScaleAndQuality => {
  const codesOf = (wanted: readonly Nature[]): string[] =>
    document.indicators
      .filter(({ nature }) => wanted.includes(nature))
      .filter((indicator) => dimension === null || indicator.dimension === dimension)
      .map(({ code }) => code);
  const standingIn = (codes: readonly string[]): PartStanding | null =>
    partStandings(result.parks, codes, document.rounding.tie).get(park) ?? null;
  const standings = natures.map((nature): NatureStanding => {
    const codes = codesOf([nature]);
    return { nature, codes, standing: standingIn(codes) };
  });
  const scale = standingIn(codesOf(['scale']));
  const strength = standingIn(codesOf(['intensity', 'quality']));
  return {
    dimension,
    standings: standings.filter(({ codes }) => codes.length > 0),
    placesBehindScale: scale === null || strength === null ? null : scale.rank - strength.rank,
    strength,
  };
};
