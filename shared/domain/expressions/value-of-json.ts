import { parseDecimal } from './decimal.ts';
import { NOT_APPLICABLE, type Value } from './value.ts';

/** Value of a JSON value (a rule's parameter, a fact of a file). Objects and non-finite numbers are null. */
export const valueOfJson = (json: unknown): Value => {
  if (typeof json === 'number') return parseDecimal(String(json));
  if (typeof json === 'string' || typeof json === 'boolean') return json;
  return Array.isArray(json) ? json.map(valueOfJson) : null;
};

/** Exact value of an input as stored: decimal text, `N/A` = 不适用, absent or no number = blank. */
export const valueOfInput = (text: string | undefined): Value =>
  text === undefined ? null : text === 'N/A' ? NOT_APPLICABLE : parseDecimal(text);
