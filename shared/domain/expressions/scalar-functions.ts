import { parseDecimal } from './decimal.ts';
import { absolute, compare, divide, type Exact, exactInteger, isInteger, multiply } from './exact.ts';
import type { ScalarFunction } from './expression.ts';
import { isUscc } from './uscc.ts';
import { isExact, isList, NOT_APPLICABLE, type Value } from './value.ts';

/** Calls a function of values. `counted` replaces 不适用 by what it counts as in the environment at hand. */
export const callScalar = (
  called: Exclude<ScalarFunction, 'indicator'>,
  given: readonly Value[],
  counted: (value: Value) => Value,
): Value => {
  const first = given[0] ?? null;
  switch (called) {
    case 'blank':
      return first === null;
    case 'na':
      return first === NOT_APPLICABLE;
    case 'num':
      return saysNumber(first);
    case 'coalesce':
      return given.find((value) => counted(value) !== null) ?? null;
    case 'int': {
      const value = numberSaid(counted(first));
      return value === null ? null : isInteger(value);
    }
    case 'len': {
      const value = counted(first);
      return isList(value)
        ? exactInteger(value.length)
        : typeof value === 'string'
          ? textLength(value)
          : null;
    }
    case 'uscc_valid': {
      const value = counted(first);
      return value === null ? null : typeof value === 'string' && isUscc(value);
    }
    case 'near_any':
      return nearAny(given.map(counted));
    case 'abs': {
      const value = counted(first);
      return isExact(value) ? absolute(value) : null;
    }
    case 'min':
      return extreme(given.map(counted), -1);
    case 'max':
      return extreme(given.map(counted), 1);
  }
};

/** The number that a value is or, as text, says; null for a blank or any other text (`num` tells those apart). */
const numberSaid = (value: Value): Exact | null =>
  typeof value === 'string' ? parseDecimal(value) : isExact(value) ? value : null;

/** Null for a blank. 不适用 says no number. */
const saysNumber = (value: Value): boolean | null => (value === null ? null : numberSaid(value) !== null);

/** In characters as people count them, not in UTF-16 units. */
const textLength = (text: string): Exact => exactInteger(Array.from(text).length);

/** near_any(x, list, band): x between f ÷ band and f × band for some f of the list. */
const nearAny = ([x = null, list = null, band = null]: readonly Value[]): boolean | null => {
  if (!isExact(x) || !isList(list) || !isExact(band)) return null;
  let isKnown = true;
  for (const factor of list) {
    const low = isExact(factor) ? divide(factor, band) : null;
    if (!isExact(factor) || low === null) {
      isKnown = false;
      continue;
    }
    if (compare(x, low) >= 0 && compare(x, multiply(factor, band)) <= 0) return true;
  }
  return isKnown ? false : null;
};

/** The largest (sign 1) or smallest (sign −1) of numbers; null when one of them is blank. */
const extreme = (values: readonly Value[], sign: 1 | -1): Exact | null => {
  let best: Exact | null = null;
  for (const value of values) {
    if (!isExact(value)) return null;
    if (best === null || compare(value, best) * sign > 0) best = value;
  }
  return best;
};
