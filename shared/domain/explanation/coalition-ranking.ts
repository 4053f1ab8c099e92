import type { Edition } from '../methodology/edition.ts';
import type { Bound, RankingInput, RegisteredPark, ScoredReturn } from '../ranking/ranking.ts';
import { scoreInput } from '../scenarios/score-input.ts';
import type { Side, TwoRankings } from './factors.ts';

/** A coalition but for the values: which side the population, the bounds and the methodology are taken from. */
export interface Setting {
  readonly population: Side;
  readonly bounds: Side;
  readonly methodology: Side;
}

/** Scores of the parks of one coalition, as keys of which equal ones are a tie. */
export interface CoalitionRanking {
  /** Park id → score rounded to the step of ties. */
  readonly keys: ReadonlyMap<string, number>;
  /** The bounds that were applied: of all indicators that are in. */
  readonly bounds: Readonly<Record<string, Bound>>;
  /** Whether no single park decides which indicators are in, or between which bounds they are scored. */
  readonly isShared: boolean;
}

/**
 * Ranks a coalition as a cycle of its own: the parks ranked on both sides with the values of the side that `valuesOf`
 * says, those that only one side ranks with the only values they have, under the bounds of one side.
 */
export const rankCoalition = (
  two: TwoRankings,
  { population, bounds, methodology }: Setting,
  valuesOf: (park: string) => Side,
): CoalitionRanking => {
  const edition = two.editions[methodology];
  const { parks, sides } = populationOf(two, population, valuesOf);
  const inputs = ([0, 1] as const).map((side) => two.inputs[side]?.[methodology]);
  const pick = <T>(read: (input: RankingInput, park: string) => T | undefined): [string, T][] =>
    parks.flatMap((park, index): [string, T][] => {
      const input = inputs[sides[index] as Side];
      const own = input === undefined ? undefined : read(input, park);
      return own === undefined ? [] : [[park, own]];
    });
  const own = <T>(record: Readonly<Record<string, T>> | null | undefined, park: string): T | undefined =>
    record != null && Object.hasOwn(record, park) ? record[park] : undefined;
  const input: RankingInput = {
    cycle: 'coalition',
    methodology: { id: edition.document.id, version: edition.document.version },
    register: pick<RegisteredPark>((from, park) => registered(from, park)).map(([, park]) => ({
      ...park,
      exempt: false,
    })),
    returns: pick<ScoredReturn>((from, park) => returned(from, park)).map(([, filed]) => filed),
    expertScores: Object.fromEntries(
      pick<Readonly<Record<string, number>>>((from, park) => own(from.expertScores, park)),
    ),
    frozenBounds: { source: 'closed', bounds: two.bounds[bounds]?.[methodology] ?? {} },
    bases: Object.fromEntries(pick<Readonly<Record<string, number>>>((from, park) => own(from.bases, park))),
  };
  return ranked(edition, input);
};

const populationOf = (
  { common, entered, left }: TwoRankings,
  population: Side,
  valuesOf: (park: string) => Side,
): { readonly parks: readonly string[]; readonly sides: readonly Side[] } => {
  const others = population === 1 ? entered : left;
  return {
    parks: [...common, ...others],
    sides: [...common.map(valuesOf), ...others.map(() => population)],
  };
};

const ranked = (edition: Edition, input: RankingInput): CoalitionRanking => {
  const { collected, bounds, scores, present } = scoreInput(edition, input);
  const { tie } = edition.document.rounding;
  return {
    // + 0 turns −0 into 0.
    keys: new Map(
      collected.parks.map(({ park }, unit) => [park.id, Math.round((scores[unit] as number) / tie) + 0]),
    ),
    bounds: bounds.values,
    isShared: bounds.fromPopulation.length === 0 && present.every((count) => count !== 1),
  };
};

const byPark = <T>(index: (input: RankingInput) => ReadonlyMap<string, T>) => {
  const known = new WeakMap<RankingInput, ReadonlyMap<string, T>>();
  return (input: RankingInput, park: string): T | undefined => {
    let map = known.get(input);
    if (map === undefined) {
      map = index(input);
      known.set(input, map);
    }
    return map.get(park);
  };
};
const registered = byPark((input) => new Map(input.register.map((park) => [park.id, park])));
const returned = byPark((input) => new Map(input.returns.map((filed) => [filed.park, filed])));
