import { columnBounds } from '../scoring/normalise.ts';
import { type Shape, shapeOf } from './moments.ts';

/** When an indicator counts as free of outliers, and how much of it may be winsorised. */
export interface OutlierRule {
  /** It passes when |skewness| is below this … */
  readonly skewness: number;
  /** … or excess kurtosis below this. */
  readonly kurtosis: number;
  /** No further step once so many points are winsorised; a step is taken whole, so that equal values are treated alike. */
  readonly points: number;
}

/**
 * The customary rule: |skewness| < 2 or excess kurtosis < 3.5, and at most five points.
 *
 * Source: OECD/JRC Handbook (2008), step 5 and the JRC's audits of the GII; COINr `Treat`, defaults.
 */
export const customaryOutlierRule: OutlierRule = { skewness: 2, kurtosis: 3.5, points: 5 };

/** One test of the rule; `passes` is null where skewness and kurtosis do not decide it. */
export interface OutlierCheck extends Shape {
  readonly passes: boolean | null;
}

export interface TreatedCell {
  /** Index of the unit. */
  readonly unit: number;
  readonly from: number;
  readonly to: number;
  readonly how: 'winsorised-high' | 'winsorised-low' | 'logged';
}

/**
 * `passed`: nothing to do. `undecided`: too few or all equal values to tell. `winsorised`, `logged`: treated.
 * `untreatable`: winsorising would leave no difference, so the values stand as they are.
 */
export type TreatmentOutcome = 'passed' | 'undecided' | 'winsorised' | 'logged' | 'untreatable';

export interface ColumnTreatment {
  readonly outcome: TreatmentOutcome;
  /** Points winsorised, whether or not that was enough; 0 where none. */
  readonly winsorised: number;
  /** Before, after winsorising, after the logarithm, as far as it went. */
  readonly checks: readonly OutlierCheck[];
  /** Every cell that has another value now. */
  readonly cells: readonly TreatedCell[];
  readonly values: Float64Array;
}

const check = (column: Float64Array, rule: OutlierRule): OutlierCheck => {
  const shape = shapeOf(column);
  const isSymmetric = shape.skewness === null ? null : Math.abs(shape.skewness) < rule.skewness;
  const isFlat = shape.kurtosis === null ? null : shape.kurtosis < rule.kurtosis;
  // Three-valued or: what is undefined decides only when the other does not.
  if (isSymmetric === true || isFlat === true) return { ...shape, passes: true };
  return { ...shape, passes: isSymmetric === null || isFlat === null ? null : false };
};

/**
 * Treats the outliers of one indicator, before directions and normalisation.
 *
 * While the rule fails and fewer points than it allows are winsorised: with skewness ≥ 0 all current maxima become the
 * next lower distinct value, else all current minima the next higher. If it fails still, the logarithm of the original
 * values is taken instead: ln(x − min + 0.01 (max − min)).
 *
 * Source: COINr 1.1.14 (W. Becker), `Treat` with `winsorise` and `log_CT`; OECD/JRC Handbook (2008), step 5.
 */
export const treatOutliers = (column: Float64Array, rule: OutlierRule): ColumnTreatment => {
  const before = check(column, rule);
  const untouched = { winsorised: 0, checks: [before], cells: [], values: column };
  if (before.passes === null) return { ...untouched, outcome: 'undecided' };
  if (before.passes) return { ...untouched, outcome: 'passed' };
  const winsorised = winsorise(column, before, rule);
  if (winsorised === null) return { ...untouched, outcome: 'untreatable' };
  const { values, points, last } = winsorised;
  if (last.passes === true) {
    return {
      outcome: 'winsorised',
      winsorised: points,
      checks: [before, last],
      cells: changedCells(column, values, (from, to) => (to < from ? 'winsorised-high' : 'winsorised-low')),
      values,
    };
  }
  const logged = logarithm(column);
  return {
    outcome: 'logged',
    winsorised: points,
    checks: [before, last, check(logged, rule)],
    cells: changedCells(column, logged, () => 'logged'),
    values: logged,
  };
};

/** Null when it comes to a column without any difference left. */
const winsorise = (
  column: Float64Array,
  before: OutlierCheck,
  rule: OutlierRule,
): { values: Float64Array; points: number; last: OutlierCheck } | null => {
  const values = column.slice();
  let last = before;
  let high = 0;
  let low = 0;
  while (last.passes === false && high + low < rule.points) {
    // A later step takes the points of the earlier ones along: they are at the extreme together.
    if ((last.skewness ?? 0) >= 0) high = pullIn(values, 'max');
    else low = pullIn(values, 'min');
    last = check(values, rule);
    if (last.passes === null) return null;
  }
  return { values, points: high + low, last };
};

/** Moves all values at one end to the next distinct value inwards; gives how many they are. */
const pullIn = (values: Float64Array, end: 'max' | 'min'): number => {
  const extreme = columnBounds(values)?.[end] ?? Number.NaN;
  const next = columnBounds(values.map((value) => (value === extreme ? Number.NaN : value)))?.[end];
  let moved = 0;
  for (const [unit, value] of values.entries()) {
    if (value !== extreme) continue;
    values[unit] = next ?? Number.NaN;
    moved += 1;
  }
  return moved;
};

const logarithm = (column: Float64Array): Float64Array => {
  const { min, max } = columnBounds(column) ?? { min: Number.NaN, max: Number.NaN };
  return column.map((value) => Math.log(value - min + 0.01 * (max - min)));
};

const changedCells = (
  before: Float64Array,
  after: Float64Array,
  how: (from: number, to: number) => TreatedCell['how'],
): TreatedCell[] =>
  Array.from(before).flatMap((from, unit) => {
    const to = after[unit] ?? Number.NaN;
    return Number.isNaN(from) || from === to ? [] : [{ unit, from, to, how: how(from, to) }];
  });
