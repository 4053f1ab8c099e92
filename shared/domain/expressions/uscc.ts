/** The 31 characters of GB 32100-2015 in the order of their values; I, O, S, V and Z are not used. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Weights of the first 17 characters: powers of 3 modulo 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Value by character code; −1 for what is not in the alphabet. */
const VALUES = Int8Array.from({ length: 128 }, (_, code) => ALPHABET.indexOf(String.fromCharCode(code)));

/** Whether a text is a unified social credit code (统一社会信用代码): 18 characters with a right check character. */
export const isUscc = (text: string): boolean => {
  if (text.length !== WEIGHTS.length + 1) return false;
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) {
    const value = VALUES[text.charCodeAt(at)] ?? -1;
    if (value < 0) return false;
    if (at === WEIGHTS.length) return (31 - (sum % 31)) % 31 === value;
    sum += (WEIGHTS[at] ?? 0) * value;
  }
  return false;
};
