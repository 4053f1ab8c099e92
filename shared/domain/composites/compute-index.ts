import { aggregateNodes, type UnfitNode } from './aggregate-nodes.ts';
import type { CompositeData } from './composite-data.ts';
import { type CompositeMethod, type MethodProblem, methodProblems } from './composite-method.ts';
import { denominate } from './denominate.ts';
import { effectiveNodeWeights, type Hierarchy } from './hierarchy.ts';
import { type ImputedCell, imputeGroupMeans } from './impute.ts';
import { filledByPolicy, lowestScores, type MissingGain, missingGains } from './missing-policy.ts';
import { normaliseColumn } from './normalise-column.ts';
import { type ScreenedUnit, screenUnits } from './screen-units.ts';
import { type TiedRanks, tiedRanks } from './tied-ranks.ts';
import { type ColumnTreatment, treatOutliers } from './treat-outliers.ts';

/** Data as they stand after each step, and what each step did to them. */
export interface PreparedData {
  /** Denominated, imputed, screened and treated, as far as the method asks; directions are not applied yet. */
  readonly data: CompositeData;
  /** Values not observed but imputed; `unit` counts in `data`. */
  readonly imputed: readonly ImputedCell[];
  readonly screened: readonly ScreenedUnit[];
  /** One per indicator; empty when the method treats nothing. */
  readonly treatment: readonly ColumnTreatment[];
}

export interface CompositeIndex {
  readonly prepared: PreparedData;
  /** By indicator: scores on which more is better, under the missing policy; NaN = missing. */
  readonly normalised: ReadonlyMap<string, Float64Array>;
  /** By node, from the lowest level up. */
  readonly scores: ReadonlyMap<string, Float64Array>;
  readonly ranks: ReadonlyMap<string, TiedRanks>;
  /** Share of the whole of each indicator and node. */
  readonly effectiveWeights: ReadonlyMap<string, number>;
  readonly missing: readonly MissingGain[];
  /** Nodes whose mean was taken of negative scores though it is an average of positive ones only. */
  readonly ofNegatives: readonly string[];
}

export type IndexOutcome =
  | { readonly ok: true; readonly index: CompositeIndex }
  | {
      readonly ok: false;
      readonly problems: readonly MethodProblem[];
      /** A score that a mean cannot be taken of, with the code of its unit. */
      readonly unfit: (UnfitNode & { readonly unitCode: string }) | null;
    };

/**
 * The steps before normalisation: denominate, impute, screen, treat.
 *
 * Source: the order of the OECD/JRC Handbook (2008), steps 2 to 5, and of COINr's ASEM example.
 */
export const prepareData = (given: CompositeData, method: CompositeMethod): PreparedData => {
  const raw = { ...given, columns: given.columns.map(withoutSignedZero) };
  const denominated = method.denominate ? denominate(raw) : raw;
  const groups = method.imputeBy === null ? undefined : denominated.groups.get(method.imputeBy);
  const filled =
    groups === undefined ? { data: denominated, imputed: [] } : imputeGroupMeans(denominated, groups);
  const { data, screened } =
    method.leastData === null
      ? { data: filled.data, screened: [] }
      : screenUnits(filled.data, method.leastData);
  const { outliers } = method;
  const treatment = outliers === null ? [] : data.columns.map((column) => treatOutliers(column, outliers));
  return {
    data: outliers === null ? data : { ...data, columns: treatment.map(({ values }) => values) },
    imputed: stillThere(filled.imputed, denominated, data),
    screened,
    treatment,
  };
};

/** With 0 for −0: which of two equal zeros is the lower bound would depend on the order of the units. */
const withoutSignedZero = (column: Float64Array): Float64Array => column.map((value) => value + 0);

/** Imputed cells of the units that are left, counted among them. */
const stillThere = (
  imputed: readonly ImputedCell[],
  before: CompositeData,
  after: CompositeData,
): ImputedCell[] => {
  const places = new Map(after.units.map((code, unit) => [code, unit]));
  return imputed.flatMap((cell) => {
    const unit = places.get(before.units[cell.unit] ?? '');
    return unit === undefined ? [] : [{ ...cell, unit }];
  });
};

/**
 * A composite index from values to ranks: a pure function of data, hierarchy and method, whatever the order of units and
 * indicators.
 *
 * Source: OECD/JRC Handbook on Constructing Composite Indicators (2008); each step names its own.
 *
 * @param data with all indicators of the hierarchy, in any order
 * @returns the index, or why the method cannot be carried out on these data
 */
export const computeIndex = (
  data: CompositeData,
  hierarchy: Hierarchy,
  method: CompositeMethod,
): IndexOutcome => {
  const before = methodProblems(data, hierarchy, method);
  if (before.length > 0) return { ok: false, problems: before, unfit: null };
  const prepared = prepareData(data, method);
  const left = methodProblems(prepared.data, hierarchy, method);
  if (left.length > 0) return { ok: false, problems: left, unfit: null };
  const normalised = normalise(prepared.data, method);
  const lowest = lowestScores(data.indicators, normalised, method.normalisation);
  const filled = filledByPolicy(normalised, lowest, method.missing);
  const aggregation =
    method.missing === 'forbid' ? { ...method.aggregation, leastShare: 1 } : method.aggregation;
  const aggregated = aggregateNodes(hierarchy, filled, aggregation);
  if (!aggregated.ok) {
    const unitCode = prepared.data.units[aggregated.unfit.unit] ?? '';
    return { ok: false, problems: [], unfit: { ...aggregated.unfit, unitCode } };
  }
  const { scores, ofNegatives } = aggregated;
  return {
    ok: true,
    index: {
      prepared,
      normalised: filled,
      scores,
      ranks: new Map([...scores].map(([node, column]) => [node, tiedRanks(column, method.ties)])),
      effectiveWeights: effectiveNodeWeights(hierarchy),
      missing: missingGains(hierarchy, { normalised, lowest, filled, scores }, aggregation),
      ofNegatives,
    },
  };
};

const normalise = (data: CompositeData, { normalisation }: CompositeMethod): Map<string, Float64Array> => {
  const reference =
    normalisation.method === 'distance-to-reference' ? data.units.indexOf(normalisation.unit) : -1;
  return new Map(
    data.indicators.map((indicator, index) => {
      const column = data.columns[index] ?? new Float64Array();
      return [indicator.code, normaliseColumn(column, indicator, normalisation, reference)];
    }),
  );
};
