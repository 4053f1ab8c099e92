import { sha256Head } from './sha256-hex.ts';

/**
 * Fingerprint of a finding: the first 16 hex digits of SHA-256 over rule, entity and fields. It names no row, column or
 * value, so it stays the same when rows move and when the value changes. The order of the fields does not matter.
 */
export const fingerprintOf = (rule: string, entity: string, fields: readonly string[]): string =>
  fingerprintsOf(rule, fields)(entity);

/** The fingerprints of findings of one rule on the same fields, by entity. */
export const fingerprintsOf = (rule: string, fields: readonly string[]): ((entity: string) => string) => {
  const distinct = fields.length < 2 ? fields : [...new Set(fields)].sort();
  const head = `[${JSON.stringify(rule)},`;
  const tail = `,${JSON.stringify(distinct)}]`;
  const plainHead = `${head}"`;
  const plainTail = `"${tail}`;
  return (entity) =>
    PLAIN.test(entity)
      ? sha256Head(plainHead, entity, plainTail)
      : sha256Head(head, JSON.stringify(entity), tail);
};

/** What JSON writes as it is: credit codes and park ids. */
const PLAIN = /^[\w-]*$/;

/** A fingerprint as people write it: copied with the # that is printed before it, with spaces, in capitals. */
export const filedFingerprint = (text: string): string =>
  text.normalize('NFKC').trim().replace(/^#\s*/, '').toLowerCase();
