import type { Edition } from '../../shared/domain/methodology/edition.ts';
import { opennessGroupsOf } from '../../shared/domain/openness/openness-groups.ts';
import type { overseasFootprint } from '../../shared/domain/openness/overseas-footprint.ts';
import type { peerGroups } from '../../shared/domain/openness/peer-groups.ts';
import type { scaleAndQuality } from '../../shared/domain/openness/scale-and-quality.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { ParkInterval } from './rank-interval.ts';

/** The dimension of openness in the 2021 system. */
export const opennessDimension = '4';

/** The article's groups of one park, with what is said of each indicator; empty where the edition has none of them. */
export const opennessGroupAnswers = (
  edition: Edition,
  snapshot: RankingSnapshot,
  park: string,
): OpennessGroupAnswer[] =>
  opennessGroupsOf(edition, snapshot, park).map((group) => ({
    ...group,
    indicators: group.indicators.map(({ indicator: { code, name, unit, nature }, ...standing }) => ({
      code,
      name,
      unit,
      nature,
      ...standing,
    })),
  }));

/** What there is to say of one park's openness. */
export interface OpennessDocument {
  readonly forPark: boolean;
  readonly park: {
    readonly park: string;
    readonly name: string;
    readonly rank: number;
    readonly of: number;
    readonly score: number;
    readonly reopened: boolean;
  };
  readonly interval: ParkInterval | null;
  readonly dimension: { readonly score: number; readonly rank: number; readonly of: number } | null;
  readonly groups: readonly OpennessGroupAnswer[];
  readonly scaleAndQuality: readonly ReturnType<typeof scaleAndQuality>[];
  readonly footprint: ReturnType<typeof overseasFootprint>;
  readonly peers: ReturnType<typeof peerGroups>;
}

type Group = ReturnType<typeof opennessGroupsOf>[number];
type Indicator = Group['indicators'][number];
type OpennessGroupAnswer = Omit<Group, 'indicators'> & {
  readonly indicators: readonly (Omit<Indicator, 'indicator'> &
    Pick<Indicator['indicator'], 'code' | 'name' | 'unit' | 'nature'>)[];
};
