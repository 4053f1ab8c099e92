import type { Edition } from '../methodology/edition.ts';
import { rank } from '../ranking/rank.ts';
import type { Bound, RankingInput, RankingSnapshot } from '../ranking/ranking.ts';
import { inputUnderEdition, isSameEdition } from '../scenarios/snapshot-under-edition.ts';

/** What can move a park between two rankings, in the order in which it is shown. */
export const factors = ['own-values', 'others-values', 'population', 'bounds', 'methodology'] as const;
export type Factor = (typeof factors)[number];

/** A ranking and the edition that it was made with. */
export interface ExplainedRanking {
  readonly snapshot: Pick<RankingSnapshot, 'input' | 'result' | 'basis'>;
  readonly edition: Edition;
}

/** Which of the two rankings something is taken from: 0 = the one before, 1 = the one after. */
export type Side = 0 | 1;

/** Two rankings taken apart into what can be mixed. Indexed by side, then by the side whose edition is applied. */
export interface TwoRankings {
  readonly editions: readonly [Edition, Edition];
  readonly inputs: readonly (readonly [RankingInput, RankingInput])[];
  /**
   * The bounds that scores were taken between, whether they were frozen or the population's. Of an indicator that one side
   * leaves out for all they are the other side's: that it comes in is a matter of values.
   */
  readonly bounds: readonly (readonly [Bounds, Bounds])[];
  /** Ids of parks that both rankings rank, rising; of those in the second only; of those in the first only. */
  readonly common: readonly string[];
  readonly entered: readonly string[];
  readonly left: readonly string[];
  /** Whether the factor is the same on both sides, so that it cannot move anything. */
  readonly isSame: { readonly population: boolean; readonly bounds: boolean; readonly methodology: boolean };
}

type Bounds = Readonly<Record<string, Bound>>;

/**
 * Takes two rankings apart. What one of them would be under the other's edition is computed from the inputs that its
 * snapshot holds.
 *
 * @throws SnapshotLacksInputsError when the editions differ and a snapshot does not hold those inputs
 */
export const twoRankings = (before: ExplainedRanking, after: ExplainedRanking): TwoRankings => {
  const sides = [before, after] as const;
  const isSame = isSameEdition(before.edition, after.edition);
  const under = ({ snapshot, edition }: ExplainedRanking, other: ExplainedRanking) => {
    if (isSameEdition(edition, other.edition)) {
      return { input: snapshot.input, bounds: snapshot.result.bounds.values };
    }
    const input = inputUnderEdition(snapshot, edition, other.edition);
    return { input, bounds: rank(other.edition, input).bounds.values };
  };
  const restated = sides.map((side) => [under(side, before), under(side, after)] as const);
  const ranked = sides.map(({ snapshot }) => snapshot.result.parks.map(({ park }) => park).toSorted());
  const [old = [], now = []] = ranked;
  const isOld = new Set(old);
  const isNow = new Set(now);
  const entered = now.filter((park) => !isOld.has(park));
  const left = old.filter((park) => !isNow.has(park));
  const bounds = ([0, 1] as const).map((side) => {
    const boundsUnder = (edition: Side): Bounds => {
      const [own, other] = [restated[side], restated[side === 0 ? 1 : 0]];
      return { ...other?.[edition].bounds, ...own?.[edition].bounds };
    };
    return [boundsUnder(0), boundsUnder(1)] as const;
  });
  return {
    editions: [before.edition, after.edition],
    inputs: restated.map(([a, b]) => [a.input, b.input] as const),
    bounds,
    common: now.filter((park) => isOld.has(park)),
    entered,
    left,
    isSame: {
      population: entered.length + left.length === 0,
      bounds: ([0, 1] as const).every((edition) =>
        areSameBounds(bounds[0]?.[edition] ?? {}, bounds[1]?.[edition] ?? {}),
      ),
      methodology: isSame,
    },
  };
};

/** Whether two sets of bounds are the same to the last bit. */
export const areSameBounds = (a: Bounds, b: Bounds): boolean => {
  const codes = Object.keys(a);
  return (
    codes.length === Object.keys(b).length &&
    codes.every((code) => {
      const [one, other] = [a[code], b[code]];
      return one !== undefined && other !== undefined && one.min === other.min && one.max === other.max;
    })
  );
};
