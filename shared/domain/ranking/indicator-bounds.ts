import type { Edition } from '../methodology/edition.ts';
import { columnBounds } from '../scoring/normalise.ts';
import type { CollectedValues } from './collect-values.ts';
import type { Bound, RankingInput, RankingResult, SmallBaseEffect } from './ranking.ts';

export interface IndicatorBounds {
  /** By indicator code, of those that at least one ranked park has a value for. */
  readonly values: Readonly<Record<string, Bound>>;
  readonly source: RankingResult['bounds']['source'];
  readonly fromPopulation: readonly string[];
  readonly guarded: readonly SmallBaseEffect[] | null;
}

/**
 * Bounds of every indicator that is in: the frozen ones where there are any, else those of the ranked parks.
 *
 * @param columns value columns in the edition's order, NaN = not computable
 * @throws Error when the small-base guard is on and the input has no denominators
 */
export const indicatorBounds = (
  edition: Edition,
  input: RankingInput,
  parks: CollectedValues['parks'],
  columns: readonly Float64Array[],
): IndicatorBounds => {
  const frozen = input.frozenBounds;
  const { smallBaseGuard } = edition.document.bounds;
  const values: Record<string, Bound> = {};
  const fromPopulation: string[] = [];
  const effects: SmallBaseEffect[] = [];
  for (const [index, { code }] of edition.document.indicators.entries()) {
    const column = columns[index];
    const population = column && columnBounds(column);
    if (!population || column === undefined) continue;
    const kept = frozen !== null && Object.hasOwn(frozen.bounds, code) ? frozen.bounds[code] : undefined;
    if (kept !== undefined) {
      values[code] = kept;
      continue;
    }
    if (frozen !== null) fromPopulation.push(code);
    values[code] = population;
    if (!smallBaseGuard.enabled) continue;
    const effect = guardedBounds(input, code, parks, column, population, smallBaseGuard.share);
    if (effect === null) continue;
    effects.push(effect);
    values[code] = effect.guarded;
  }
  return {
    values,
    source: frozen?.source ?? 'population',
    fromPopulation,
    guarded: smallBaseGuard.enabled ? effects : null,
  };
};

/** Bounds without the parks whose denominator is among the lowest `share`; null where that changes nothing. */
const guardedBounds = (
  input: RankingInput,
  code: string,
  parks: CollectedValues['parks'],
  column: Float64Array,
  unguarded: Bound,
  share: number,
): SmallBaseEffect | null => {
  const { bases } = input;
  if (bases === undefined) throw new Error('the small-base guard needs the denominators of the ranked parks');
  const baseOf = parks.map(({ park }) => bases[park.id]?.[code] ?? Number.NaN);
  const sorted = Float64Array.from(
    baseOf.filter((base, unit) => !Number.isNaN(base) && !Number.isNaN(column[unit])),
  );
  sorted.sort();
  const threshold = sorted[Math.floor(sorted.length * share)];
  if (threshold === undefined) return null;
  // Strictly below: parks that share the threshold stay, whatever their order.
  const isTaken = baseOf.map((base) => !(base < threshold));
  const guarded = columnBounds(column, isTaken);
  if (guarded === null || (guarded.min === unguarded.min && guarded.max === unguarded.max)) return null;
  const excluded = parks.filter((_, unit) => !isTaken[unit] && !Number.isNaN(column[unit] as number));
  return { code, parks: excluded.map(({ park }) => park.id), unguarded, guarded };
};
