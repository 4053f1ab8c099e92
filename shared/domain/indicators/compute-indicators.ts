import { type EnvironmentData, environmentOf } from '../expressions/environment.ts';
import { evaluate, evaluateTruth } from '../expressions/evaluate.ts';
import { nearestDouble } from '../expressions/nearest-double.ts';
import { isExact, NOT_APPLICABLE, type Value } from '../expressions/value.ts';
import { valueOfInput } from '../expressions/value-of-json.ts';
import { type Edition, type IndicatorFormula, isGrowth } from '../methodology/edition.ts';
import type {
  IndicatorValue,
  IndicatorValues,
  NotComputableReason,
  ParkInputs,
  PriorSource,
} from './indicator-value.ts';

/** Last year's values of a park, and where they come from. */
export interface Priors {
  readonly source: PriorSource;
  readonly values: ParkInputs;
}

/**
 * Values of the quantitative indicators of one park: exact arithmetic on the filed decimals, rounded once, to the
 * nearest double. Expert-score indicators are not computed here; they join at ranking time.
 *
 * What has no value says why, the first of: growth in a park's first cycle (`because` = the prior inputs); blank inputs
 * (their codes); inputs declared 不适用 (their codes); last year's values that are blank or 不适用 (`prior(code)`); a
 * condition of `notComputableWhen` (its text). An input that is no decimal counts as blank: the rules have refused it.
 */
export const computeIndicators = (edition: Edition, inputs: ParkInputs, priors: Priors): IndicatorValues => {
  const environment = parkEnvironment(inputs, priors.values);
  const values: Record<string, IndicatorValue> = {};
  for (const [code, formula] of edition.formulas) {
    if (formula.indicator.kind === 'quantitative')
      values[code] = computeOne(formula, environment, priors.source);
  }
  return values;
};

/** Denominators of the computable indicators of one park, by code, for the small-base guard. */
export const indicatorBases = (
  edition: Edition,
  inputs: ParkInputs,
  priors: Priors,
): Readonly<Record<string, number>> => {
  const environment = environmentOf(parkEnvironment(inputs, priors.values));
  const bases: Record<string, number> = {};
  for (const [code, { denominator }] of edition.formulas) {
    const base = denominator === null ? null : evaluate(denominator, environment);
    if (base !== null && isExact(base)) bases[code] = nearestDouble(base);
  }
  return bases;
};

type ParkData = EnvironmentData & Required<Pick<EnvironmentData, 'values' | 'prior'>>;

const parkEnvironment = (inputs: ParkInputs, prior: ParkInputs): ParkData => ({
  values: valuesOf(inputs),
  prior: valuesOf(prior),
  notApplicableAs: 'null',
});

const valuesOf = (inputs: ParkInputs): Record<string, Value> =>
  Object.fromEntries<Value>(Object.entries(inputs).map(([code, text]) => [code, valueOfInput(text)]));

const computeOne = (formula: IndicatorFormula, data: ParkData, source: PriorSource): IndicatorValue => {
  const reason = (notComputable: NotComputableReason, because: readonly string[]): IndicatorValue => ({
    notComputable,
    because,
  });
  const { inputs, priorInputs } = formula;
  if (source === 'first-cycle' && isGrowth(formula)) return reason('first-cycle', priorInputs.map(asPrior));
  const blank = inputs.filter((code) => lookUp(data.values, code) === null);
  if (blank.length > 0) return reason('missing-input', blank);
  const notApplicable = inputs.filter((code) => lookUp(data.values, code) === NOT_APPLICABLE);
  if (notApplicable.length > 0) return reason('not-applicable', notApplicable);
  const withoutPrior = priorInputs.filter((code) => {
    const value = lookUp(data.prior, code);
    return value === null || value === NOT_APPLICABLE;
  });
  if (withoutPrior.length > 0) return reason('missing-prior', withoutPrior.map(asPrior));
  const environment = environmentOf(data);
  const broken = formula.notComputableWhen.filter(
    (condition) => evaluateTruth(condition, environment) === true,
  );
  if (broken.length > 0)
    return reason(
      'zero-denominator',
      broken.map(({ source: text }) => text),
    );
  const value = evaluate(formula.expression, environment);
  // With every input present, only a division by zero that no condition names leaves no number.
  if (!isExact(value)) return reason('zero-denominator', [formula.expression.source]);
  return { value: nearestDouble(value) };
};

const asPrior = (code: string): string => `prior(${code})`;

const lookUp = (values: Readonly<Record<string, Value>>, code: string): Value =>
  Object.hasOwn(values, code) ? (values[code] ?? null) : null;
