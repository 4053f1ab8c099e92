import { decimalText, parseDecimal } from '../expressions/decimal.ts';
import { NOT_APPLICABLE, type Value } from '../expressions/value.ts';
import type { Cell } from '../returns/filed-return.ts';

/** Words that say 不适用, after NFKC, trimming and lower case. */
const NOT_APPLICABLE_WORDS: ReadonlySet<string> = new Set(['不适用', 'n/a']);

/** Zero-width characters, soft hyphens and marks of direction, as copying from web pages and documents leaves them. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** A text without characters that nobody can see. */
export const visibleText = (text: string): string => text.replace(INVISIBLE, '');

/** A text as compared with codes and keywords: what can be seen of it, in NFKC, trimmed. */
export const normalisedText = (raw: string): string =>
  NORMAL.test(raw) ? raw : visibleText(raw).normalize('NFKC').trim();

/** Codes and numbers, as nearly every text that is asked for: they stay as they are. */
const NORMAL = /^[!-~]*$/;

/** Most significant digits that a decimal may have and still be sure to be the one that was typed into a double. */
const DIGITS_OF_A_DOUBLE = 15;
const DIGITS_OF_A_DUMP = 17;

/**
 * The decimal that a stored number stands for. Spreadsheets keep doubles and some write all 17 digits of them, so that
 * a typed 60311452.29 stands in the file as 60311452.289999999; the shortest decimal of the same double is meant.
 * Text that says more than a double can hold is left as it is.
 */
const storedDecimal = (raw: string): string => {
  const digits = raw
    .replace(/[eE].*$/, '')
    .replace(/[^0-9]/g, '')
    .replace(/^0+/, '');
  if (digits.length <= DIGITS_OF_A_DOUBLE) return raw;
  const double = Number(raw);
  if (!Number.isFinite(double)) return raw;
  const isDump = sameNumber(double.toPrecision(DIGITS_OF_A_DUMP), raw);
  return isDump ? String(double) : raw;
};

const sameNumber = (a: string, b: string): boolean => {
  const left = parseDecimal(a);
  const right = parseDecimal(b);
  return (
    left !== null &&
    right !== null &&
    left.numerator === right.numerator &&
    left.denominator === right.denominator
  );
};

/**
 * What a cell says: an exact number (full-width digits and thousands commas normalised), 不适用, blank (null), or else
 * its text. Never throws; a number is never guessed out of a text.
 */
export const filedValue = (cell: Pick<Cell, 'raw' | 'stored'>): Value => {
  if (cell.stored === 'blank') return null;
  const text = normalisedText(cell.raw);
  if (text === '') return null;
  if (NOT_APPLICABLE_WORDS.has(text.toLowerCase())) return NOT_APPLICABLE;
  return parseDecimal(cell.stored === 'number' ? storedDecimal(text) : text) ?? text;
};

/** As stored for scoring: exact decimal text, `N/A` = 不适用; null where there is neither. */
export const inputText = (value: Value): string | null => {
  if (value === NOT_APPLICABLE) return 'N/A';
  return typeof value === 'object' && value !== null && 'numerator' in value ? decimalText(value) : null;
};
