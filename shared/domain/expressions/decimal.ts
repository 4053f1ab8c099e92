import { type Exact, exactRatio } from './exact.ts';

/** Longest text taken for a number; a longer one is no figure that anyone filed. */
const MAX_CHARACTERS = 400;
/** Largest exponent, either way: beyond it no double is left, and 1e999999999 must not fill the memory. */
const MAX_EXPONENT = 400;

const PLAIN = /^([+-]?)(\d*)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/;
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** Full-width digits, signs, comma, point and exponent letter as their ASCII forms; spaces at the ends removed. */
const normalised = (text: string): string =>
  text
    .trim()
    .replace(/[\uFF0B-\uFF0E\uFF10-\uFF19\uFF25\uFF45]/g, (c) =>
      String.fromCharCode(c.charCodeAt(0) - 0xfee0),
    )
    .replace(/\u2212/g, '-');

/**
 * The exact number that a text says, or null where it says none.
 *
 * Accepts a sign, full-width digits (１２３), thousands commas in correct groups (1,234 or １，２３４), an exponent, and
 * spaces (also full-width) at either end. No percent sign, no unit, no grouping by blanks.
 */
export const parseDecimal = (text: string): Exact | null => {
  if (text.length > MAX_CHARACTERS) return null;
  const plain = normalised(text);
  const match = PLAIN.exec(GROUPED.test(plain) ? plain.replaceAll(',', '') : plain);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
  if (whole === '' && fraction === '') return null;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > MAX_EXPONENT) return null;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const shift = exponent - fraction.length;
  return shift >= 0
    ? { numerator: digits * 10n ** BigInt(shift), denominator: 1n }
    : exactRatio(digits, 10n ** BigInt(-shift));
};

/** Plain decimal text of an exact number (`1234.5`, `-0.00001`), or null where its decimals never end. */
export const decimalText = (value: Exact): string | null => {
  let rest = value.denominator;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos += 1;
  for (; rest % 5n === 0n; rest /= 5n) fives += 1;
  if (rest !== 1n) return null;
  const decimals = Math.max(twos, fives);
  const scaled = (value.numerator * 10n ** BigInt(decimals)) / value.denominator;
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  const sign = scaled < 0n ? '-' : '';
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};
