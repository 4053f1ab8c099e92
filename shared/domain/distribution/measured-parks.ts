import { parseDecimal } from '../expressions/decimal.ts';
import type { Environment } from '../expressions/environment.ts';
import { evaluate } from '../expressions/evaluate.ts';
import { compare, type Exact, ZERO } from '../expressions/exact.ts';
import type { Expression } from '../expressions/expression.ts';
import { namesIn } from '../expressions/names-in.ts';
import { nearestDouble } from '../expressions/nearest-double.ts';
import { parseExpression } from '../expressions/parse-expression.ts';
import { isExact, NOT_APPLICABLE, type Value } from '../expressions/value.ts';
import { valueOfInput } from '../expressions/value-of-json.ts';
import type { NotComputableReason } from '../indicators/indicator-value.ts';
import { PARK_INPUT_CODES, PARK_INPUTS } from '../methodology/shipped-editions.ts';
import type { RankedPark, RankingSnapshot } from '../ranking/ranking.ts';

export type Direction = 'higher-is-better' | 'lower-is-better';

/** The value of one ranked park. */
export interface MeasuredPark {
  readonly park: string;
  readonly province: string;
  readonly region: string;
  readonly exact: Exact;
  /** The double nearest to `exact`. */
  readonly value: number;
}

/** A ranked park without a value, and why. `not-a-number`: the expression gives text or a truth value. */
export interface NotMeasured {
  readonly park: string;
  readonly reason: NotComputableReason | 'not-a-number';
  readonly because: readonly string[];
}

/** A quantity over the ranked parks of a snapshot, by rising park id. */
export interface Measurement {
  readonly parks: readonly MeasuredPark[];
  readonly notMeasured: readonly NotMeasured[];
}

/** Thrown where a ratio names what a park's inputs do not have. */
export class RatioError extends Error {
  override readonly name = 'RatioError';
  readonly unknown: readonly string[];
  constructor(unknown: readonly string[]) {
    super(`not a park input: ${unknown.join(', ')}`);
    this.unknown = unknown;
  }
}

/**
 * Parses a ratio over the park inputs: their codes, `prior(code)`, numbers, arithmetic, functions of values and
 * `indicator('4.7')`.
 *
 * @throws ExpressionError when it is no expression
 * @throws RatioError when it names anything else
 */
export const parseRatio = (source: string): Expression => {
  const expression = parseExpression(source);
  const { names, priors, parameters, rows } = namesIn(expression);
  const unknown = [...names, ...priors].filter((name) => !PARK_INPUT_CODES.has(name));
  const foreign = [...unknown, ...parameters.map((name) => `$${name}`), ...rows];
  if (foreign.length > 0) throw new RatioError([...new Set(foreign)]);
  return expression;
};

/** The values of an indicator as ranked; expert scores too. A double counts as the decimal that it is printed as. */
export const measureIndicator = (snapshot: RankingSnapshot, code: string): Measurement =>
  measure(snapshot, (park) => {
    const value = park.indicators.find((indicator) => indicator.code === code)?.value;
    if (value === undefined) return { reason: 'missing-input', because: [code] };
    if ('notComputable' in value) return { reason: value.notComputable, because: value.because };
    return exactOf(value.value);
  });

/**
 * The exact values of a ratio over the inputs that each park was ranked with (`basis` of the snapshot).
 *
 * Blank and 不适用 make it not computable, and so does a zero denominator; a negative denominator does not, unlike in
 * the indicators, whose conditions belong to the edition.
 */
export const measureRatio = (snapshot: RankingSnapshot, expression: Expression): Measurement => {
  const { names, priors, indicators } = namesIn(expression);
  return measure(snapshot, (park) => {
    const environment = environmentOfPark(snapshot, park);
    const value = evaluate(expression, environment);
    if (isExact(value)) return value;
    if (value !== null && value !== NOT_APPLICABLE) return { reason: 'not-a-number', because: [] };
    const blank = names.filter((code) => environment.value(code) === null);
    if (blank.length > 0) return { reason: 'missing-input', because: blank };
    const notApplicable = names.filter((code) => environment.value(code) === NOT_APPLICABLE);
    if (notApplicable.length > 0) return { reason: 'not-applicable', because: notApplicable };
    const withoutPrior = priors.filter((code) => !isExact(environment.prior(code)));
    if (withoutPrior.length > 0) return { reason: 'missing-prior', because: withoutPrior };
    const withoutIndicator = indicators.filter((code) => environment.indicator(code) === null);
    if (withoutIndicator.length > 0) return { reason: 'missing-input', because: withoutIndicator };
    return { reason: 'zero-denominator', because: [expression.source] };
  });
};

/** The decimal that a double is printed as, exactly: 0.1 is one tenth. */
export const exactOf = (value: number): Exact => parseDecimal(String(value)) ?? ZERO;

/** Negative where `a` is better than `b`. */
export const compareBetter = (direction: Direction, a: Exact, b: Exact): number =>
  direction === 'higher-is-better' ? compare(b, a) : compare(a, b);

/** 1 + how many of the parks are strictly better than a value: its rank among them, ties at the better rank. */
export const rankOf = (parks: readonly MeasuredPark[], value: Exact, direction: Direction): number =>
  1 + parks.filter(({ exact }) => compareBetter(direction, exact, value) < 0).length;

type Outcome = Exact | Omit<NotMeasured, 'park'>;

const measure = (snapshot: RankingSnapshot, outcomeOf: (park: RankedPark) => Outcome): Measurement => {
  const parks: MeasuredPark[] = [];
  const notMeasured: NotMeasured[] = [];
  for (const ranked of snapshot.result.parks.toSorted((a, b) => (a.park < b.park ? -1 : 1))) {
    const outcome = outcomeOf(ranked);
    if ('reason' in outcome) notMeasured.push({ park: ranked.park, ...outcome });
    else {
      const { park, province, region } = ranked;
      const value = nearestDouble(outcome);
      parks.push({ park, province: province.name, region: region.name, exact: outcome, value });
    }
  }
  return { parks, notMeasured };
};

/** What a ratio may name of one park: filed inputs, last year's, expert scores by their input code, indicator values. */
const environmentOfPark = ({ basis }: RankingSnapshot, { park, indicators }: RankedPark): Environment => {
  const own = basis[park];
  const indicator = (code: string): Value => {
    const value = indicators.find((each) => each.code === code)?.value;
    return value !== undefined && 'value' in value ? exactOf(value.value) : null;
  };
  return {
    value: (name) => {
      const scored = PARK_INPUTS.scores.get(name);
      return scored === undefined ? valueOfInput(own?.inputs[name]) : indicator(scored);
    },
    prior: (name) => valueOfInput(own?.priors[name]),
    indicator,
    parameter: () => null,
    rows: () => [],
    notApplicableAs: 'null',
  };
};
