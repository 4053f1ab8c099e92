import type { Aggregation } from './aggregate-nodes.ts';
import type { CompositeData } from './composite-data.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { MissingPolicy } from './missing-policy.ts';
import type { Normalisation } from './normalisation.ts';
import type { TiePrecision } from './tied-ranks.ts';
import type { OutlierRule } from './treat-outliers.ts';

/** A methodology as data: every choice that is made between the values and the ranks, in the order of the steps. */
export interface CompositeMethod {
  /** Whether indicators are divided by the denominators that their metadata name. */
  readonly denominate: boolean;
  /** Code of the column whose groups lend their means to missing values; null = no imputation. */
  readonly imputeBy: string | null;
  /** Least share of the indicators that a unit must have to stay; null = no screening. */
  readonly leastData: number | null;
  /** Null = outliers are left alone. */
  readonly outliers: OutlierRule | null;
  readonly normalisation: Normalisation;
  readonly missing: MissingPolicy;
  readonly aggregation: Aggregation;
  readonly ties: TiePrecision;
}

/** Why a method cannot be carried out on some data. */
export type MethodProblem =
  | { readonly problem: 'missing-denominator'; readonly indicator: string; readonly denominator: string }
  | { readonly problem: 'missing-group'; readonly group: string }
  | { readonly problem: 'missing-reference'; readonly unit: string }
  | { readonly problem: 'missing-target' | 'missing-goalposts'; readonly indicators: readonly string[] }
  | { readonly problem: 'empty-goalposts'; readonly indicator: string }
  | { readonly problem: 'wrong-number-of-means'; readonly given: number; readonly levels: number }
  | { readonly problem: 'unknown-node'; readonly node: string }
  | { readonly problem: 'no-units' };

/** All that stands in the way of a method, before it is begun. */
export const methodProblems = (
  data: CompositeData,
  hierarchy: Hierarchy,
  method: CompositeMethod,
): MethodProblem[] => {
  const problems: MethodProblem[] = [];
  if (data.units.length === 0) problems.push({ problem: 'no-units' });
  if (method.denominate) {
    for (const { code, denominator } of data.indicators) {
      if (denominator === null || data.denominators.has(denominator)) continue;
      problems.push({ problem: 'missing-denominator', indicator: code, denominator });
    }
  }
  if (method.imputeBy !== null && !data.groups.has(method.imputeBy)) {
    problems.push({ problem: 'missing-group', group: method.imputeBy });
  }
  const { means, nodeMeans } = method.aggregation;
  if (means.length !== 1 && means.length !== hierarchy.levels - 1) {
    problems.push({ problem: 'wrong-number-of-means', given: means.length, levels: hierarchy.levels - 1 });
  }
  const nodes = new Set(hierarchy.nodes.map(({ code }) => code));
  for (const node of nodeMeans.keys()) {
    if (!nodes.has(node)) problems.push({ problem: 'unknown-node', node });
  }
  return [...problems, ...normalisationProblems(data, method.normalisation)];
};

const normalisationProblems = (
  { units, indicators }: CompositeData,
  normalisation: Normalisation,
): MethodProblem[] => {
  switch (normalisation.method) {
    case 'distance-to-reference':
      return units.includes(normalisation.unit)
        ? []
        : [{ problem: 'missing-reference', unit: normalisation.unit }];
    case 'distance-to-target': {
      const without = indicators.filter(({ target }) => target === null).map(({ code }) => code);
      return without.length === 0 ? [] : [{ problem: 'missing-target', indicators: without }];
    }
    case 'goalposts': {
      const without = indicators.filter(({ goalposts }) => goalposts === null).map(({ code }) => code);
      const empty = indicators.filter(({ goalposts }) => goalposts && goalposts.lower >= goalposts.upper);
      return [
        ...(without.length === 0 ? [] : [{ problem: 'missing-goalposts' as const, indicators: without }]),
        ...empty.map(({ code }) => ({ problem: 'empty-goalposts' as const, indicator: code })),
      ];
    }
    default:
      return [];
  }
};
