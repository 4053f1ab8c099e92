import { decimalText } from '../expressions/decimal.ts';
import type { Environment } from '../expressions/environment.ts';
import { evaluate } from '../expressions/evaluate.ts';
import type { Exact } from '../expressions/exact.ts';
import { isExact, isList, NOT_APPLICABLE, type Value } from '../expressions/value.ts';
import type { Localised } from '../returns/filed-return.ts';
import type { MessageParameter } from './finding.ts';
import type { ParameterSource } from './rule-pack.ts';

export const BLANK: Localised = { zh: '空', en: 'blank' };
const NOT_APPLICABLE_LABEL: Localised = { zh: '不适用', en: 'N/A' };
/** Decimals of a number that never ends and whose source names no rounding. */
const DEFAULT_DECIMALS = 4;

/** Text as filed, for a message: `空` / `blank` where there is none. */
export const textParameter = (raw: string): MessageParameter => (raw.trim() === '' ? BLANK : raw.trim());

/** The values of a message's placeholders. The environment is made only where one of them is calculated. */
export const messageParameters = (
  sources: ReadonlyMap<string, ParameterSource>,
  environmentNow: () => Environment,
  texts: Readonly<Record<string, MessageParameter>>,
): Readonly<Record<string, MessageParameter>> => {
  const parameters: Record<string, MessageParameter> = {};
  let environment: Environment | undefined;
  for (const [name, source] of sources) {
    if (source.kind === 'fixed') parameters[name] = source.value;
    else if (source.kind === 'context') parameters[name] = texts[source.name] ?? null;
    else {
      environment ??= environmentNow();
      parameters[name] = parameterOf(source, environment);
    }
  }
  return parameters;
};

const parameterOf = (
  source: Exclude<ParameterSource, { kind: 'fixed' | 'context' }>,
  environment: Environment,
): MessageParameter => {
  switch (source.kind) {
    case 'join':
      return joined(source.expressions.map((part) => plainText(evaluate(part, environment))));
    case 'expression': {
      const value = evaluate(source.expression, environment);
      const label =
        typeof value === 'string' && source.labels !== null && Object.hasOwn(source.labels, value)
          ? source.labels[value]
          : undefined;
      if (label !== undefined) return label;
      if (isExact(value) && !source.plain) return numberParameter(rounded(value, source.rounding));
      return value === null ? null : plainText(value);
    }
  }
};

/** A value as text without separators. */
const plainText = (value: Value): string | Localised => {
  if (value === null || value === '') return BLANK;
  if (value === NOT_APPLICABLE) return NOT_APPLICABLE_LABEL;
  if (isExact(value)) return decimalText(value) ?? fixed(value, DEFAULT_DECIMALS);
  if (isList(value)) return joined(value.map(plainText));
  return String(value);
};

const joined = (parts: readonly (string | Localised)[]): Localised => ({
  zh: parts.map((part) => (typeof part === 'string' ? part : part.zh)).join('、'),
  en: parts.map((part) => (typeof part === 'string' ? part : part.en)).join(', '),
});

/** A number where a double says exactly this decimal, else its text: no digit of an amount is ever lost. */
const numberParameter = (text: string): number | string => {
  const double = Number(text);
  return String(double) === text ? double : text;
};

const rounded = (
  value: Exact,
  rounding: { readonly decimals: number } | { readonly significant: number } | null,
): string => {
  if (rounding === null) return decimalText(value) ?? trimmed(fixed(value, DEFAULT_DECIMALS));
  if ('decimals' in rounding) return trimmed(fixed(value, rounding.decimals));
  return significant(value, rounding.significant);
};

/** Decimal text with this many decimals (negative = powers of ten), half away from zero, exactly. */
const fixed = (value: Exact, decimals: number): string => {
  const scale = 10n ** BigInt(Math.abs(decimals));
  const numerator = value.numerator * (decimals < 0 ? 1n : scale);
  const denominator = value.denominator * (decimals < 0 ? scale : 1n);
  const magnitude = numerator < 0n ? -numerator : numerator;
  const units = (magnitude * 2n + denominator) / (denominator * 2n);
  const sign = value.numerator < 0n && units > 0n ? '-' : '';
  if (decimals <= 0) return sign + (units * (decimals < 0 ? scale : 1n)).toString();
  const digits = units.toString().padStart(decimals + 1, '0');
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};

const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

const significant = (value: Exact, digits: number): string => {
  if (value.numerator === 0n) return '0';
  const magnitude = value.numerator < 0n ? -value.numerator : value.numerator;
  // Power of ten of the first digit: v = magnitude ÷ denominator lies in [10^e, 10^(e+1)).
  let exponent = magnitude.toString().length - value.denominator.toString().length;
  const isBelow =
    exponent >= 0
      ? magnitude < value.denominator * 10n ** BigInt(exponent)
      : magnitude * 10n ** BigInt(-exponent) < value.denominator;
  if (isBelow) exponent -= 1;
  return trimmed(fixed(value, digits - 1 - exponent));
};
