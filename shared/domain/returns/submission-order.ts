import type { Hash } from './audit-chain.ts';

/** Room that a key has in a sort key: 1,024 bytes less the other parts (prefix, time, sequencer, version up to 100). */
const keyBytes = 800;

/**
 * The total order of a filer's submissions as one text (design rule 2): completion of the upload, key, sequencer of the
 * key's writes, version. Compared by code unit. A key too long for a table's sort key is stood for by its hash.
 *
 * @param upload `uploadedAt` in UTC with milliseconds, so that texts compare like times; `sequencer` hexadecimal.
 */
export const submissionOrder = (
  upload: {
    readonly uploadedAt: string;
    readonly key: string;
    readonly sequencer: string;
    readonly versionId: string;
  },
  hash: Hash,
): string => {
  const { uploadedAt, key, sequencer, versionId } = upload;
  const place = new TextEncoder().encode(key).byteLength > keyBytes ? `sha256:${hash(key)}` : key;
  return [uploadedAt, place, sequencer.toUpperCase().padStart(32, '0'), versionId].join('|');
};

/** `S-` and 24 hex digits: the same for the same object version, however often it is received. */
export const submissionIdOf = (
  version: { readonly bucket: string; readonly key: string; readonly versionId: string },
  hash: Hash,
): string => `S-${hash(`${version.bucket}|${version.key}|${version.versionId}`).slice(0, 24)}`;
