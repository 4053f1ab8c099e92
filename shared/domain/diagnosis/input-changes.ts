import parkInputs from '../../data/park-inputs-2021.json' with { type: 'json' };
import type { Direction } from '../distribution/measured-parks.ts';
import { decimalText, parseDecimal } from '../expressions/decimal.ts';
import { type Environment, environmentOf } from '../expressions/environment.ts';
import { evaluate } from '../expressions/evaluate.ts';
import { compare, divide, type Exact, exactInteger, multiply, subtract, ZERO } from '../expressions/exact.ts';
import { nearestDouble } from '../expressions/nearest-double.ts';
import { isExact, type Value } from '../expressions/value.ts';
import { valueOfInput } from '../expressions/value-of-json.ts';
import type { ParkInputs } from '../indicators/indicator-value.ts';
import type { IndicatorFormula } from '../methodology/edition.ts';
import type { ParkBasis } from './changed-park.ts';
import { exactOfDouble, solveInput, type Unsolved } from './solve-input.ts';

/** One input alone, and what it would have to be for the indicator to reach a value. */
export type InputChange =
  | {
      readonly input: string;
      readonly solved: true;
      /** Decimal text in the input's unit; null where it is blank or 不适用 now. */
      readonly from: string | null;
      /** The least change in the input's own steps (whole where it counts things) that reaches the value. */
      readonly to: string;
      /** `to − from`. */
      readonly change: string | null;
      /** In % of `from`; null where that is 0 or absent. */
      readonly percent: number | null;
    }
  | {
      readonly input: string;
      readonly solved: false;
      readonly from: string | null;
      /** `out-of-range`: it would have to be below the least or above the greatest value that the input can have. */
      readonly why: Unsolved | 'out-of-range';
    };

const inputById = new Map(parkInputs.map((input) => [input.code, input]));

/** Label, unit and enterprise fields of an input, for showing a change of it. */
export const describeInput = (code: string) => {
  const input = inputById.get(code);
  return {
    code,
    label: { zh: input?.label_zh ?? code, en: input?.label_en ?? code },
    unit: input?.unit ?? '',
    fields: (input?.field_codes ?? '').split(/\s+/).filter((field) => field !== ''),
  };
};

/** Decimals of an input that is no count, where it was filed with fewer. */
const DECIMALS = 2;

/**
 * For each of this year's inputs of an indicator: what it alone would have to be, the others as filed, for the
 * indicator to reach `target`. Exact; then taken to the input's next step that reaches it.
 *
 * @param target a value better than the park's own
 */
export const inputChanges = (
  formula: IndicatorFormula,
  { inputs, priors }: ParkBasis,
  target: number,
  direction: Direction,
): InputChange[] => {
  const prior = valuesOf(priors);
  const own = valuesOf(inputs);
  const environmentWith = (changed: Readonly<Record<string, Value>>): Environment =>
    environmentOf({ values: { ...own, ...changed }, prior, notApplicableAs: 'null' });
  const reaches = (input: string, value: Exact): boolean => {
    const environment = environmentWith({ [input]: value });
    if (formula.notComputableWhen.some((condition) => evaluate(condition, environment) !== false))
      return false;
    const result = evaluate(formula.expression, environment);
    if (!isExact(result)) return false;
    return direction === 'higher-is-better'
      ? nearestDouble(result) >= target
      : nearestDouble(result) <= target;
  };
  return formula.inputs.map((input): InputChange => {
    const current = own[input] ?? null;
    const from = isExact(current) ? decimalText(current) : null;
    const root = solveInput(formula.expression, input, environmentWith({}), exactOfDouble(target));
    if (typeof root === 'string') return { input, solved: false, from, why: root };
    const step = stepOf(input, inputs[input]);
    const to = stepsAround(root, step)
      .filter((value) => isWithinRange(input, value) && reaches(input, value))
      .toSorted((a, b) =>
        isExact(current) ? distance(a, current) - distance(b, current) : compare(a, b),
      )[0];
    if (to === undefined) return { input, solved: false, from, why: 'out-of-range' };
    const change = isExact(current) ? subtract(to, current) : null;
    const percent =
      change === null || !isExact(current) ? null : divide(multiply(change, exactInteger(100)), current);
    return {
      input,
      solved: true,
      from,
      to: decimalText(to) ?? '',
      change: change === null ? null : decimalText(change),
      percent: percent === null ? null : nearestDouble(percent),
    };
  });
};

const valuesOf = (inputs: ParkInputs): Record<string, Value> =>
  Object.fromEntries(Object.entries(inputs).map(([code, text]) => [code, valueOfInput(text)]));

const distance = (a: Exact, b: Exact): number => Math.abs(nearestDouble(subtract(a, b)));

const stepOf = (input: string, filed: string | undefined): Exact => {
  if (inputById.get(input)?.type === 'integer') return exactInteger(1);
  const decimals = Math.max(DECIMALS, filed?.split('.')[1]?.length ?? 0);
  return { numerator: 1n, denominator: 10n ** BigInt(decimals) };
};

/**
 * The two steps on either side of a root, and one more: the target is a rounded value, so that the step before the root
 * may reach it already.
 */
const stepsAround = (root: Exact, step: Exact): Exact[] => {
  const { numerator, denominator } = divide(root, step) ?? ZERO;
  const below = numerator / denominator - (numerator < 0n ? 1n : 0n);
  return [-1n, 0n, 1n, 2n].map((offset) => multiply({ numerator: below + offset, denominator: 1n }, step));
};

const isWithinRange = (code: string, value: Exact): boolean => {
  const { min = '', max = '' } = inputById.get(code) ?? {};
  const [least, greatest] = [parseDecimal(min), parseDecimal(max)];
  return (
    (least === null || compare(value, least) >= 0) && (greatest === null || compare(value, greatest) <= 0)
  );
};
