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

/** One block of 64 bytes into the state (FIPS 180-4, 6.2.2). */
const compress = (bytes: Uint8Array, from: number): void => {
  for (let i = 0; i < 16; i += 1) {
    const at = from + i * 4;
    words[i] =
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number);
  }
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

/**
 * First 16 hex digits of SHA-256 of a text in UTF-8. It makes no objects: a return may have hundreds of thousands of findings,
 * and @noble/hashes takes more than twice as long for their short texts.
 */
export const sha256Head = (text: string): string => {
  if (text.length * 3 + 72 > block.length) block = new Uint8Array(text.length * 3 + 128);
  let length = 0;
  for (; length < text.length; length += 1) {
    const code = text.charCodeAt(length);
    if (code > 127) break;
    block[length] = code;
  }
  if (length < text.length) length = encoder.encodeInto(text, block).written;
  const end = (length + 9 + 63) & ~63;
  block.fill(0, length, end);
  block[length] = 0x80;
  const bits = length * 8;
  for (let i = 1; i <= 4; i += 1) block[end - i] = bits >>> ((i - 1) * 8);
  state.set(START);
  for (let from = 0; from < end; from += 64) compress(block, from);
  const high = ((state[0] as number) >>> 0).toString(16).padStart(8, '0');
  return high + ((state[1] as number) >>> 0).toString(16).padStart(8, '0');
};
