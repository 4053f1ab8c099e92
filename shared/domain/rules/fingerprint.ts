import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const FINGERPRINT_CHARACTERS = 16;

/**
 * Fingerprint of a finding: the first 16 hex digits of SHA-256 over rule, entity and fields. It names no row, column or
 * value, so it stays the same when rows move and when the value changes. The order of the fields does not matter.
 */
export const fingerprintOf = (rule: string, entity: string, fields: readonly string[]): string => {
  const identity = JSON.stringify([rule, entity, [...new Set(fields)].sort()]);
  return bytesToHex(sha256(utf8ToBytes(identity))).slice(0, FINGERPRINT_CHARACTERS);
};

/** A fingerprint as people write it: copied with the # that is printed before it, with spaces, in capitals. */
export const filedFingerprint = (text: string): string =>
  text.normalize('NFKC').trim().replace(/^#\s*/, '').toLowerCase();
