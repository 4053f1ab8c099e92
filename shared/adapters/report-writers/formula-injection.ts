/** Decimals as people and programs write them: sign, thousands separators, exponent. */
const DECIMAL = /^[+-]?(?:(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** A decimal beyond the range of doubles is no number to a spreadsheet program, so it must not pass as one. */
const isNumber = (text: string): boolean =>
  DECIMAL.test(text) && Number.isFinite(Number(text.replaceAll(',', '')));

/**
 * Characters with which a spreadsheet program takes a text for a formula or a command (OWASP, CSV Injection); full-width
 * ones too, which Chinese and Japanese editions take for their ASCII twins. White space before them does not help.
 */
const ACTIVE = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/;

/**
 * Text of a user as a cell of a CSV file: what a spreadsheet program would run gets a leading apostrophe, numbers
 * (negative ones too) and all other texts stay as they are.
 */
export const inertText = (text: string): string => (ACTIVE.test(text) && !isNumber(text) ? `'${text}` : text);

/** Decimal digits that a double carries exactly whatever they are. */
const EXACT_DIGITS = 15;

/**
 * The number that a text as filed stands for, if a number cell shows the same: codes with leading zeros, 18-digit ids and
 * longer decimals than a cell can hold are null, to be written as text.
 */
export const exactNumber = (text: string): number | null => {
  const parts = /^-?(0|[1-9]\d*)(?:\.(\d+))?(?:[eE][+-]?\d{1,2})?$/.exec(text);
  if (parts === null) return null;
  const digits = `${parts[1] ?? ''}${parts[2] ?? ''}`.replace(/^0+/, '');
  return digits.length <= EXACT_DIGITS ? Number(text) : null;
};
