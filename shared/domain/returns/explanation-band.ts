import { parseDecimal } from '../expressions/decimal.ts';
import { absolute, compare, type Exact, exactRatio, multiply, subtract } from '../expressions/exact.ts';
import type { ExplainedValues } from '../rules/explained-values.ts';
import type { Finding } from '../rules/finding.ts';

/** Whether an explanation still covers a finding, or why it is asked again. */
export type Coverage =
  | { readonly covered: true }
  | {
      readonly covered: false;
      readonly because: 'outside-band';
      /** What was read: `revenue`, `prior(revenue)`. */
      readonly value: string;
      /** As it was when it was explained, and as it is now; null = blank. */
      readonly explained: string | null;
      readonly now: string | null;
    }
  | { readonly covered: false; readonly because: 'other-side' };

/** Share of an explained value by which it may change: 5 % = 1/20. */
const BAND = exactRatio(1n, 20n);

/**
 * What an explanation of this finding is about. A finding that does not say so is bound by the numbers of its message:
 * they come from the values.
 */
export const aboutOf = ({ about, parameters }: Pick<Finding, 'about' | 'parameters'>): ExplainedValues =>
  about ?? {
    values: Object.fromEntries(
      Object.entries(parameters)
        .filter(([, value]) => typeof value === 'number')
        .map(([name, value]) => [name, String(value)]),
    ),
    sides: '',
  };

/**
 * Whether an explanation given for some values holds for others: each within ±5 % of the explained one (both ends
 * included; of 0 only 0), and all on the same side of every threshold of the rule. Anything that is no number must be
 * the same.
 */
export const coverage = (explained: ExplainedValues, now: ExplainedValues): Coverage => {
  const names = new Set([...Object.keys(explained.values), ...Object.keys(now.values)]);
  for (const value of names) {
    const before = valueIn(explained, value);
    const after = valueIn(now, value);
    if (!isInBand(before, after)) {
      return { covered: false, because: 'outside-band', value, explained: before, now: after };
    }
  }
  return explained.sides === now.sides ? { covered: true } : { covered: false, because: 'other-side' };
};

const valueIn = ({ values }: ExplainedValues, name: string): string | null =>
  Object.hasOwn(values, name) ? (values[name] ?? null) : null;

const isInBand = (before: string | null, after: string | null): boolean => {
  if (before === after) return true;
  const [from, to] = [before, after].map((text) => (text === null ? null : numberOf(text)));
  if (from == null || to == null) return false;
  return compare(absolute(subtract(to, from)), multiply(absolute(from), BAND)) <= 0;
};

const RATIO = /^(-?\d+)\/([1-9]\d*)$/;

const numberOf = (text: string): Exact | null => {
  const [, numerator, denominator] = RATIO.exec(text) ?? [];
  return numerator === undefined || denominator === undefined
    ? parseDecimal(text)
    : exactRatio(BigInt(numerator), BigInt(denominator));
};
