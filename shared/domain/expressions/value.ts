import type { Exact } from './exact.ts';

/** 不适用 (N/A): declared not applicable. What it counts as is decided by the environment, not by the value. */
export const NOT_APPLICABLE: unique symbol = Symbol('不适用');
type NotApplicable = typeof NOT_APPLICABLE;

/** What an expression can be: exact number, text, truth value, list, blank (null) or 不适用. */
export type Value = Exact | string | boolean | null | NotApplicable | readonly Value[];

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

export const isExact = (value: Value): value is Exact =>
  typeof value === 'object' && value !== null && !isList(value);

/** Equality of two present values; values of different kinds are never equal. */
export const areEqual = (a: Value, b: Value): boolean => {
  if (isExact(a) && isExact(b)) return a.numerator === b.numerator && a.denominator === b.denominator;
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((item, index) => areEqual(item, b[index] ?? null));
  }
  return a === b;
};
