/** Kleene's three truth values; null = not known. */
export type Truth = boolean | null;

export const not = (a: Truth): Truth => (a === null ? null : !a);

export const and = (a: Truth, b: Truth): Truth =>
  a === false || b === false ? false : a === null || b === null ? null : true;

export const or = (a: Truth, b: Truth): Truth => not(and(not(a), not(b)));

export const implies = (a: Truth, b: Truth): Truth => or(not(a), b);
