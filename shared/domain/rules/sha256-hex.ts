/** Round constants: the first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
const primes = Array.from({ length: 310 }, (_, index) => index + 2).filter((n) =>
  Array.from({ length: Math.floor(Math.sqrt(n)) - 1 }, (_, index) => index + 2).every((d) => n % d !== 0),
);
const fraction = (value: number): number => ((value - Math.floor(value)) * 2 ** 32) | 0;
const ROUNDS = Int32Array.from(primes.slice(0, 64), (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

const words = new Int32Array(64);
const state = new Int32Array(8);
let block = new Uint8Array(256);
const encoder = new TextEncoder();

/** One block, in the first 16 of `words`, into the state (FIPS 180-4, 6.2.2). */
const compress = (): void => {
  for (let i = 16; i < 64; i += 1) {
    const x = words[i - 15] as number;
    const y = words[i - 2] as number;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = ((words[i - 16] as number) + s0 + (words[i - 7] as number) + s1) | 0;
  }
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let i = 0; i < 64; i += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + s1 + ((e & f) ^ (~e & g)) + (ROUNDS[i] as number) + (words[i] as number)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
};

const takeBlock = (bytes: Uint8Array, from: number): void => {
  for (let i = 0; i < 16; i += 1) {
    const at = from + i * 4;
    words[i] =
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number);
  }
};

/** What one block holds besides the bit that ends a message and its length. */
const ONE_BLOCK = 55;

const HEX = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

const digit = (word: number, at: number): number => HEX[(word >>> (28 - at * 4)) & 15] as number;

/** The first 64 bits of the state. One string is made, and no other object. */
const head = (): string => {
  const high = state[0] as number;
  const low = state[1] as number;
  return String.fromCharCode(
    digit(high, 0),
    digit(high, 1),
    digit(high, 2),
    digit(high, 3),
    digit(high, 4),
    digit(high, 5),
    digit(high, 6),
    digit(high, 7),
    digit(low, 0),
    digit(low, 1),
    digit(low, 2),
    digit(low, 3),
    digit(low, 4),
    digit(low, 5),
    digit(low, 6),
    digit(low, 7),
  );
};

/** Puts ASCII text into `words` from byte `at` on; answers where it ends, or −1 at the first character that is not ASCII. */
const putAscii = (text: string, at: number): number => {
  let to = at;
  for (let i = 0; i < text.length; i += 1, to += 1) {
    const code = text.charCodeAt(i);
    if (code > 127) return -1;
    words[to >> 2] = (words[to >> 2] as number) | (code << (24 - (to & 3) * 8));
  }
  return to;
};

/**
 * First 16 hex digits of SHA-256 of a text in UTF-8, given in one to three pieces. It makes no objects: a return may have
 * hundreds of thousands of findings, and @noble/hashes takes more than twice as long for their short texts.
 */
export const sha256Head = (first: string, second = '', third = ''): string => {
  const length = first.length + second.length + third.length;
  if (length > ONE_BLOCK) return ofAnyText(first + second + third);
  words.fill(0, 0, 16);
  let end = putAscii(first, 0);
  if (end >= 0) end = putAscii(second, end);
  if (end >= 0) end = putAscii(third, end);
  if (end < 0) return ofAnyText(first + second + third);
  words[end >> 2] = (words[end >> 2] as number) | (0x80 << (24 - (end & 3) * 8));
  words[15] = length * 8;
  state.set(START);
  compress();
  return head();
};

const ofAnyText = (text: string): string => {
  if (text.length * 3 + 72 > block.length) block = new Uint8Array(text.length * 3 + 128);
  const length = encoder.encodeInto(text, block).written;
  const end = (length + 9 + 63) & ~63;
  block.fill(0, length, end);
  block[length] = 0x80;
  const bits = length * 8;
  for (let i = 1; i <= 4; i += 1) block[end - i] = bits >>> ((i - 1) * 8);
  state.set(START);
  for (let from = 0; from < end; from += 64) {
    takeBlock(block, from);
    compress();
  }
  return head();
};
