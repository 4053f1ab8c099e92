import type { CompositeMethod } from '../../shared/domain/composites/composite-method.ts';
import type { CompositeIndex } from '../../shared/domain/composites/compute-index.ts';
import type { IndexMeta } from './read-meta.ts';

/** JSON has no NaN and no infinity. */
const numberOrNull = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

const cellsOf = (
  columns: ReadonlyMap<string, Float64Array>,
  unit: number,
): Readonly<Record<string, number | null>> =>
  Object.fromEntries([...columns].map(([code, column]) => [code, numberOrNull(column[unit])]));

/** What `index --json` prints. */
export const indexDocument = (index: CompositeIndex, meta: IndexMeta, method: CompositeMethod) => {
  const { data, imputed, screened, treatment } = index.prepared;
  const unitCode = (unit: number): string => data.units[unit] ?? '';
  const indicatorCode = (indicator: number): string => data.indicators[indicator]?.code ?? '';
  const imputedBy = Map.groupBy(imputed, ({ unit }) => unit);
  return {
    units: data.units.map((code, unit) => ({
      code,
      normalised: cellsOf(index.normalised, unit),
      scores: cellsOf(index.scores, unit),
      ranks: Object.fromEntries(
        [...index.ranks].map(([node, { ranks }]) => [node, ranks[unit] === 0 ? null : (ranks[unit] ?? null)]),
      ),
      imputed: (imputedBy.get(unit) ?? []).map(({ indicator }) => indicatorCode(indicator)),
    })),
    ties: [...index.ranks].flatMap(([node, { ties }]) =>
      ties.map(({ rank, units }) => ({ node, rank, units: units.map(unitCode) })),
    ),
    // Every touched cell; what each indicator was tested for stands in `outlierChecks`.
    treatment: treatment.flatMap(({ cells }, indicator) =>
      cells.map(({ unit, from, to, how }) => ({
        code: indicatorCode(indicator),
        unit: unitCode(unit),
        how,
        from,
        to,
      })),
    ),
    outlierChecks: treatment.map(({ outcome, winsorised, checks }, indicator) => ({
      code: indicatorCode(indicator),
      outcome,
      winsorised,
      checks,
    })),
    imputed: imputed.map(({ unit, indicator, value, group }) => ({
      code: indicatorCode(indicator),
      unit: unitCode(unit),
      value,
      group,
    })),
    screened,
    missing: index.missing.map(({ unit, indicator, node, gain }) => ({
      code: indicator,
      unit: unitCode(unit),
      node,
      gain,
    })),
    weights: Object.fromEntries(
      meta.entries.map(({ code, weight }) => [
        code,
        { weight, effective: numberOrNull(index.effectiveWeights.get(code)) },
      ]),
    ),
    silent: silentIndicators(index),
    infinite: infiniteIndicators(index),
    ofNegatives: index.ofNegatives,
    method: {
      ...method,
      aggregation: { ...method.aggregation, nodeMeans: Object.fromEntries(method.aggregation.nodeMeans) },
    },
  };
};

/** Indicators without any finite score: nothing observed, or the method divides by a range of nothing. */
export const silentIndicators = ({ normalised }: CompositeIndex): string[] =>
  [...normalised].filter(([, column]) => !column.some(Number.isFinite)).map(([code]) => code);

/** Indicators with infinite scores, where the method divides by nothing; JSON has no number for them. */
export const infiniteIndicators = ({ normalised }: CompositeIndex): string[] =>
  [...normalised]
    .filter(([, column]) => column.some((score) => Math.abs(score) === Number.POSITIVE_INFINITY))
    .map(([code]) => code);
