import type { CompositeData, IndicatorMeta } from '../../shared/domain/composites/composite-data.ts';
import type { CompositeMethod } from '../../shared/domain/composites/composite-method.ts';
import type { HierarchyEntry } from '../../shared/domain/composites/hierarchy.ts';
import { customaryTiePrecision } from '../../shared/domain/composites/tied-ranks.ts';
import { type GoldenRow, goldenNumber } from './golden-tables.ts';

/** Min–max to 0–100 and arithmetic means of what is there; nothing else. */
export const aMethod = (changes: Partial<CompositeMethod> = {}): CompositeMethod => ({
  denominate: false,
  imputeBy: null,
  leastData: null,
  outliers: null,
  normalisation: { method: 'min-max', lower: 0, upper: 100 },
  missing: 'rescale',
  aggregation: { means: [{ kind: 'arithmetic' }], nodeMeans: new Map(), leastShare: 0 },
  ties: customaryTiePrecision,
  ...changes,
});

export const anIndicator = (code: string, changes: Partial<IndicatorMeta> = {}): IndicatorMeta => ({
  code,
  direction: 1,
  denominator: null,
  target: null,
  goalposts: null,
  ...changes,
});

/** Data of units U1, U2 … and columns by code; NaN = missing. */
export const someData = (
  columns: Readonly<Record<string, readonly number[]>>,
  changes: Partial<CompositeData> = {},
): CompositeData => {
  const lists = Object.values(columns);
  return {
    units: (lists[0] ?? []).map((_, unit) => `U${unit + 1}`),
    indicators: Object.keys(columns).map((code) => anIndicator(code)),
    columns: lists.map((list) => Float64Array.from(list)),
    denominators: new Map(),
    groups: new Map(),
    ...changes,
  };
};

/** Rows of COINr's iMeta that are indicators or aggregates. */
export const entriesOf = (
  meta: readonly GoldenRow[],
  weights?: ReadonlyMap<string, number>,
): HierarchyEntry[] =>
  meta
    .filter(({ Type }) => Type === 'Indicator' || Type === 'Aggregate')
    .map(({ iCode = '', Level, Parent = '', Weight }) => ({
      code: iCode,
      level: Number(Level),
      parent: Parent === '' ? null : Parent,
      weight: weights?.get(iCode) ?? Number(Weight),
    }));

/** Indicators of COINr's iMeta. */
export const indicatorsOf = (meta: readonly GoldenRow[]): IndicatorMeta[] =>
  meta
    .filter(({ Type }) => Type === 'Indicator')
    .map(({ iCode = '', Direction, Denominator = '', Target }) => {
      const target = goldenNumber(Target);
      return anIndicator(iCode, {
        direction: Direction === '-1' ? -1 : 1,
        denominator: Denominator === '' ? null : Denominator,
        target: Number.isNaN(target) ? null : target,
      });
    });
