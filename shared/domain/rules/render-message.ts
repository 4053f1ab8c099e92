import type { Localised } from '../returns/filed-return.ts';
import type { Finding, MessageParameter } from './finding.ts';

export type Locale = keyof Localised;

const NO_BOUND: Localised = { zh: '不限', en: 'none' };
const BOUNDS: ReadonlySet<string> = new Set(['min', 'max']);
/** Where a value could not be told, e.g. a rate of change on a missing base. */
const UNKNOWN = '—';

/** A finite number with thousands separators and all its decimals, never in exponent form: `60,311,452.29`. */
export const formatNumber = (value: number): string => {
  const [whole = '', decimals] = plainDecimal(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
};

/** Shortest decimal text of a double without an exponent. */
const plainDecimal = (value: number): string => {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value));
  if (match === null) return String(value);
  const [, sign = '', first = '', rest = '', power = '0'] = match;
  const digits = first + rest;
  const exponent = Number(power);
  return exponent < 0
    ? `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
    : sign + digits.padEnd(exponent + 1, '0');
};

const formatParameter = (name: string, value: MessageParameter | undefined, locale: Locale): string => {
  if (value === null || value === undefined) return BOUNDS.has(name) ? NO_BOUND[locale] : UNKNOWN;
  if (typeof value === 'number') return formatNumber(value);
  return typeof value === 'string' ? value : value[locale];
};

/** Texts between the placeholders of a template and, at odd places, their names. */
type Parts = readonly string[];

const partsOfTemplates = new WeakMap<Localised, Readonly<Record<Locale, Parts>>>();

/** A rule's template is taken apart once: its message may be made 600,000 times. */
const partsOf = (template: Localised): Readonly<Record<Locale, Parts>> => {
  const known = partsOfTemplates.get(template);
  if (known !== undefined) return known;
  const parts = { zh: template.zh.split(/\{(\w+)\}/), en: template.en.split(/\{(\w+)\}/) };
  partsOfTemplates.set(template, parts);
  return parts;
};

/**
 * The message of a finding: the template of its rule filled with the finding's parameters. Labels come in the locale
 * asked for, numbers with thousands separators, texts as they were filed.
 */
export const renderMessage = (
  template: Localised,
  parameters: Finding['parameters'],
  locale: Locale = 'zh',
): string => {
  let message = '';
  for (const [index, part] of partsOf(template)[locale].entries()) {
    message +=
      index % 2 === 0
        ? part
        : formatParameter(part, Object.hasOwn(parameters, part) ? parameters[part] : undefined, locale);
  }
  return message;
};
