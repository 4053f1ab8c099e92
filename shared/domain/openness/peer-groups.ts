import { smallestShownGroup } from '../distribution/group-summaries.ts';
import { median } from '../distribution/quantiles.ts';
import type { Edition } from '../methodology/edition.ts';
import type { RankedPark, RankingSnapshot, RegisteredPark } from '../ranking/ranking.ts';
import { partStandings } from './part-standings.ts';

/** Parks like this one: of its region, approved in its year, or nearest in employees. */
export type PeerKind = 'region' | 'batch' | 'size';

export interface Peer {
  readonly park: string;
  readonly score: number;
  /** National rank in the same indicators. */
  readonly rank: number;
}

export interface PeerGroup {
  readonly kind: PeerKind;
  /** Region, year of approval; null for size. */
  readonly name: string | null;
  /** With the park itself. */
  readonly parks: number;
  /** Null where suppressed: under five parks, in what a park may see. */
  readonly figures: { readonly rank: number; readonly median: number } | null;
  /** Best first, the park itself among them; empty in what a park may see. */
  readonly members: readonly Peer[];
}

/** How many parks nearest in size are taken. */
const NEAREST = 10;

/**
 * A park among its peers in a part of the indicators.
 *
 * Size is the number of employees in the return, nearness the ratio of sizes; where the snapshot has no employees of the
 * park there is no such group.
 *
 * @throws Error when the park is not in the register
 */
export const peerGroups = (
  { document }: Edition,
  snapshot: RankingSnapshot,
  park: string,
  codes: readonly string[],
  forPark: boolean,
): PeerGroup[] => {
  const { input, result } = snapshot;
  const own = input.register.find(({ id }) => id === park);
  if (own === undefined) throw new Error(`park ${park} is not in the register`);
  const standings = partStandings(result.parks, codes, document.rounding.tie);
  const registered = new Map(input.register.map((each) => [each.id, each]));
  const alike = (isAlike: (other: RegisteredPark) => boolean): string[] =>
    result.parks
      .map((ranked) => ranked.park)
      .filter((id) => {
        const other = registered.get(id);
        return other !== undefined && isAlike(other);
      });
  const { approvedYear, region } = own;
  const groups: { kind: PeerKind; name: string | null; parks: string[] }[] = [
    { kind: 'region', name: region, parks: alike((other) => other.region === region) },
  ];
  if (approvedYear !== null) {
    const parks = alike((other) => other.approvedYear === approvedYear);
    groups.push({ kind: 'batch', name: String(approvedYear), parks });
  }
  const nearest = nearestInSize(snapshot, result.parks, park);
  if (nearest.length > 0) groups.push({ kind: 'size', name: null, parks: nearest });
  return groups.map(({ kind, name, parks }) => {
    const members = parks
      .flatMap((id): Peer[] => {
        const standing = standings.get(id);
        return standing === undefined ? [] : [{ park: id, score: standing.score, rank: standing.rank }];
      })
      .sort((a, b) => a.rank - b.rank || (a.park < b.park ? -1 : 1));
    const mine = members.find((each) => each.park === park);
    const isShown = mine !== undefined && (!forPark || members.length >= smallestShownGroup);
    return {
      kind,
      name,
      parks: members.length,
      figures: isShown
        ? {
            rank: 1 + members.filter(({ rank }) => rank < mine.rank).length,
            median: median(members.map(({ score }) => score).sort((a, b) => a - b)),
          }
        : null,
      members: forPark ? [] : members,
    };
  });
};

/** The park and those nearest to it in employees, by ratio; ties by id. Empty where its own are not known. */
const nearestInSize = ({ basis }: RankingSnapshot, parks: readonly RankedPark[], park: string): string[] => {
  const sizeOf = (id: string): number => Number(basis[id]?.inputs.employees ?? Number.NaN);
  const own = sizeOf(park);
  if (!(own > 0)) return [];
  const others = parks
    .filter((other) => other.park !== park && sizeOf(other.park) > 0)
    .map((other) => ({ id: other.park, distance: Math.abs(Math.log(sizeOf(other.park) / own)) }))
    .sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1));
  return [park, ...others.slice(0, NEAREST).map(({ id }) => id)];
};
