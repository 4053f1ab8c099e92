import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCleanGb18030, isCleanUtf8, isCleanUtf8ByBytes } from '../../shared/adapters/readers/clean-text.ts';

/** What the platform's decoder says, which is how both are defined. */
const decodesCleanly = (bytes: Uint8Array, encoding: string): boolean => {
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    return !text.includes('\ufffd') && !text.includes('锟斤拷');
  } catch {
    return false;
  }
};

const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4 }).map((text) => new TextEncoder().encode(text.toWellFormed())),
  fc
    .constantFrom('锟斤拷', '锟斤', '\ufffd', '不适用', 'é', '😀', '\u{10ffff}')
    .map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ maxLength: 4 }),
  fc
    .constantFrom(
      [0xef, 0xbf, 0xbd, 0xef, 0xbf, 0xbd],
      [0xed, 0xa0, 0x80],
      [0x81, 0x30, 0x81, 0x30],
      [0xb2, 0xbb],
    )
    .map((bytes) => Uint8Array.from(bytes)),
);
const text = fc
  .array(piece, { maxLength: 6 })
  .map((pieces) => Uint8Array.from(pieces.flatMap((bytes) => [...bytes])));

describe('clean text', () => {
  it('is what a decoder takes without error and without a trace of loss', () => {
    fc.assert(
      fc.property(text, (bytes) => {
        expect([isCleanUtf8(bytes), isCleanUtf8ByBytes(bytes), isCleanGb18030(bytes)]).toEqual([
          decodesCleanly(bytes, 'utf-8'),
          decodesCleanly(bytes, 'utf-8'),
          decodesCleanly(bytes, 'gb18030'),
        ]);
      }),
      { numRuns: 20_000 },
    );
  });

  it('has every character of two bytes that GB18030 can write', () => {
    const wrong: string[] = [];
    for (let lead = 0x80; lead <= 0xff; lead += 1) {
      for (let trail = 0; trail <= 0xff; trail += 1) {
        const bytes = Uint8Array.of(lead, trail);
        if (isCleanGb18030(bytes) !== decodesCleanly(bytes, 'gb18030')) wrong.push(`${lead} ${trail}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
