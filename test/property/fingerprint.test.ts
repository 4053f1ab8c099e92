import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256Head } from '../../shared/domain/rules/sha256-hex.ts';

it('the head of SHA-256 is that of the library, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const whole = text.toWellFormed();
      expect(sha256Head(whole)).toBe(bytesToHex(sha256(utf8ToBytes(whole))).slice(0, 16));
    }),
    { numRuns: 2_000 },
  );
});
