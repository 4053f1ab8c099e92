/** Texts up to this many bytes are kept once however often they occur: codes, 不适用, repeated mistakes. */
const SHARED_BYTES = 15;
/** Distinct short texts that are looked for; beyond it they are simply stored. */
const SHARED_TEXTS = 1 << 16;
/** Bytes before each text that hold its length. */
const PREFIX = 3;
const MAX_BYTES = 0x7fffff;
/** First bit of the prefix: the text is UTF-8 in a store of another encoding. */
const UTF_8 = 0x80;

export type TextEncodingName = 'utf-8' | 'gb18030';

/**
 * Texts as bytes in one growing array, in the encoding of their file; a text is known by its position, from 1. Nothing is
 * decoded before someone asks, and no string is kept.
 */
export class TextStore {
  readonly encoding: TextEncodingName;
  readonly #decoder: TextDecoder;
  readonly #utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #encoder = new TextEncoder();
  #bytes: Uint8Array = new Uint8Array(1 << 14);
  #end = 1;
  #slots = new Uint32Array(1 << 10);
  #shared = 0;

  constructor(encoding: TextEncodingName) {
    this.encoding = encoding;
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: true });
  }

  /** Bytes that the texts take. */
  get byteLength(): number {
    return this.#end;
  }

  /** Position of the text that stands in `bytes` from `from` up to `to`. Throws RangeError beyond 8 MB. */
  add(bytes: Uint8Array, from: number, to: number): number {
    const length = to - from;
    return length > SHARED_BYTES ? this.#append(bytes, from, to, 0) : this.#addShared(bytes, from, to);
  }

  addString(text: string): number {
    const bytes = this.#encoder.encode(text);
    if (this.encoding === 'utf-8') return this.add(bytes, 0, bytes.length);
    return this.#append(bytes, 0, bytes.length, UTF_8);
  }

  text(position: number): string {
    const start = position + PREFIX;
    const bytes = this.#bytes.subarray(start, start + this.#lengthAt(position));
    const isUtf8 = ((this.#bytes[position] as number) & UTF_8) !== 0;
    return (isUtf8 ? this.#utf8 : this.#decoder).decode(bytes);
  }

  /**
   * Whether a text is, by its first bytes alone, neither white space nor 不适用 nor N/A nor a spreadsheet's error: it begins
   * with an ASCII digit, with most letters, or with a hanzi other than 不.
   */
  isSurelyText(position: number): boolean {
    const bytes = this.#bytes;
    const start = position + PREFIX;
    const first = bytes[start] as number;
    if (first < 128) return first > 32 && first < 127 && first !== 35 && first !== 78 && first !== 110;
    if (this.encoding === 'utf-8') {
      // U+4000 to U+9FFF; 不 is E4 B8 8D.
      const isNot = first === 0xe4 && bytes[start + 1] === 0xb8 && bytes[start + 2] === 0x8d;
      return first >= 0xe4 && first <= 0xe9 && !isNot;
    }
    // The hanzi of GB 2312; 不 is B2 BB.
    const isUtf8 = ((bytes[position] as number) & UTF_8) !== 0;
    const second = bytes[start + 1] as number;
    return (
      !isUtf8 && first >= 0xb0 && first <= 0xf7 && second >= 0xa1 && !(first === 0xb2 && second === 0xbb)
    );
  }

  #lengthAt(position: number): number {
    const bytes = this.#bytes;
    return (
      (((bytes[position] as number) & 0x7f) << 16) |
      ((bytes[position + 1] as number) << 8) |
      (bytes[position + 2] as number)
    );
  }

  #append(bytes: Uint8Array, from: number, to: number, mark: number): number {
    const length = to - from;
    if (length > MAX_BYTES) throw new RangeError('a text of more than 8 MB');
    const position = this.#end;
    const end = position + PREFIX + length;
    if (end > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, position));
      this.#bytes = grown;
    }
    const target = this.#bytes;
    target[position] = (length >>> 16) | mark;
    target[position + 1] = (length >>> 8) & 0xff;
    target[position + 2] = length & 0xff;
    let at = position + PREFIX;
    for (let i = from; i < to; i += 1, at += 1) target[at] = bytes[i] as number;
    this.#end = end;
    return position;
  }

  #addShared(bytes: Uint8Array, from: number, to: number): number {
    let hash = 0x811c9dc5;
    for (let i = from; i < to; i += 1) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
    hash ^= hash >>> 15;
    let slot = hash & (this.#slots.length - 1);
    for (;;) {
      const known = this.#slots[slot] as number;
      if (known === 0) break;
      if (this.#holds(known, bytes, from, to)) return known;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    const position = this.#append(bytes, from, to, 0);
    if (this.#shared < SHARED_TEXTS) {
      this.#slots[slot] = position;
      this.#shared += 1;
      if (this.#shared * 2 > this.#slots.length) this.#rehash();
    }
    return position;
  }

  #holds(position: number, bytes: Uint8Array, from: number, to: number): boolean {
    if (this.#lengthAt(position) !== to - from) return false;
    const own = this.#bytes;
    let at = position + PREFIX;
    for (let i = from; i < to; i += 1, at += 1) if (own[at] !== bytes[i]) return false;
    return true;
  }

  #rehash(): void {
    const old = this.#slots;
    const slots = new Uint32Array(old.length * 2);
    for (const position of old) {
      if (position === 0) continue;
      const start = position + PREFIX;
      const end = start + this.#lengthAt(position);
      let hash = 0x811c9dc5;
      for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ (this.#bytes[i] as number), 0x01000193);
      hash ^= hash >>> 15;
      let slot = hash & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = position;
    }
    this.#slots = slots;
  }
}
