import { quantile } from '../distribution/quantiles.ts';
import { indicatorBases } from '../indicators/compute-indicators.ts';
import type { Edition } from '../methodology/edition.ts';
import { type IndicatorBounds, indicatorBounds } from '../ranking/indicator-bounds.ts';
import type { Bound, RankingInput, RankingSnapshot } from '../ranking/ranking.ts';
import type { ScoredInput } from '../scenarios/score-input.ts';
import { SnapshotLacksInputsError } from '../scenarios/snapshot-under-edition.ts';
import { sortColumn } from '../scoring/sorted-column.ts';
import type { Method } from './method-choice.ts';

/** What methods need of a snapshot. */
export type MethodMaterial = Pick<RankingSnapshot, 'input' | 'basis'>;

/** Share of the parks beyond each winsorised bound. */
const WINSORISED = 0.025;

/**
 * Bounds of the indicators under another rule.
 *
 * Source of the winsorised ones: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 5; quantiles by
 * Hyndman and Fan's definition 7.
 *
 * @param columns value columns in the edition's order, NaN = not computable
 * @throws SnapshotLacksInputsError when the small-base guard is asked for and a ranked park's inputs are not there
 */
export const boundsUnder = (
  edition: Edition,
  material: MethodMaterial,
  { collected, bounds }: ScoredInput,
  columns: readonly Float64Array[],
  choice: Method['bounds'],
): IndicatorBounds => {
  if (choice === 'as-ranked') return bounds;
  const enabled = choice === 'small-base-guard';
  const { document } = edition;
  const input: RankingInput = {
    ...material.input,
    frozenBounds: null,
    ...(enabled ? { bases: basesOf(edition, material) } : {}),
  };
  const smallBaseGuard = { ...document.bounds.smallBaseGuard, enabled };
  const own = { ...edition, document: { ...document, bounds: { ...document.bounds, smallBaseGuard } } };
  const population = indicatorBounds(own, input, collected.parks, columns);
  if (choice !== 'winsorised') return population;
  const winsorised: Record<string, Bound> = {};
  for (const [at, { code }] of document.indicators.entries()) {
    if (population.values[code] === undefined) continue;
    const sorted = [...sortColumn(columns[at] ?? new Float64Array()).values];
    winsorised[code] = { min: quantile(sorted, WINSORISED), max: quantile(sorted, 1 - WINSORISED) };
  }
  return { ...population, values: winsorised };
};

const basesOf = (edition: Edition, { input, basis }: MethodMaterial): NonNullable<RankingInput['bases']> => {
  if (input.bases !== undefined) return input.bases;
  const lacking = input.returns.map(({ park }) => park).filter((park) => !Object.hasOwn(basis, park));
  if (lacking.length > 0) throw new SnapshotLacksInputsError(lacking);
  return Object.fromEntries(
    input.returns.map(({ park, priorSource }) => {
      const { inputs = {}, priors = {} } = basis[park] ?? {};
      return [park, indicatorBases(edition, inputs, { source: priorSource, values: priors })];
    }),
  );
};
